import Testing

@testable import registryctl

/// Where several recommendations wait, none is picked silently; where one is out of date, the command that asks anew is told.
@Suite struct SeveralRecommendationsTests {
    private static func waiting(_ id: Int, _ inspection: String, _ day: String, _ measure: String) -> String {
        """
        {"id":\(id),"case":"C-2026-0290","inspection":"\(inspection)","day":"\(day)","packId":"nl/leeuwarden/j",
        "measure":\(measure),"personDecides":false,"decision":null,"replacedBy":null,"stands":true,
        "explanation":["Explanation \(id)."]}
        """
    }

    private static let two = [
        waiting(9, "I-2026-0002", "2026-10-02", "null"), waiting(7, "I-2026-0001", "2026-10-01", #""closure""#),
    ]

    private static let refusal = CannedServer.Answer.problem(
        400, "recommendation_not_named",
        "Several recommendations of case C-2026-0290 wait for a decision: "
            + "7 (I-2026-0001 of 2026-10-01, nl/leeuwarden/j: closure), "
            + "9 (I-2026-0002 of 2026-10-02, nl/leeuwarden/j: a person decides).",
        #""hint":"Name the recommendation that you decide on.","choices":[7,9]"#)

    @Test(arguments: [
        ("follow C-2026-0290", "follow C-2026-0290 --recommendation"),
        (
            "depart C-2026-0290 --measure warning --reason 'mended on the spot'",
            "depart C-2026-0290 --measure warning --reason 'mended on the spot' --recommendation"
        ),
        (
            "answer C-2026-0290 proof yes --reason 'the book was seen'",
            "answer C-2026-0290 proof yes --reason 'the book was seen' --recommendation"
        ),
    ])
    func `the refusal lists each with the command to paste`(command: String, offered: String) async throws {
        try await CannedServer.serving({ _ in Self.refusal }) { (_, program) async throws in
            let ran = try await program.run("recommendation " + command)
            #expect(
                ran
                    == Transcript(
                        "",
                        """
                        error: Several recommendations of case C-2026-0290 wait for a decision: 7 (I-2026-0001 of 2026-10-01, nl/leeuwarden/j: closure), 9 (I-2026-0002 of 2026-10-02, nl/leeuwarden/j: a person decides).
                               Name the recommendation that you decide on.
                          try: registryctl recommendation \(offered) 7
                           or: registryctl recommendation \(offered) 9

                        """, exit: 8))
        }
    }

    @Test func `an explanation asks which, and explains the one that is named`() async throws {
        try await CannedServer.serving({ asked in
            if asked.line.hasPrefix("GET /v1/recommendations/7") { return .json(Self.two[1]) }
            if asked.line.contains("/recommendations") { return Samples.list(Self.two) }
            return .json(#"{"roles":["officer"]}"#)
        }) { (_, program) async throws in
            #expect(
                try await program.run("recommendation explain C-2026-0290")
                    == Transcript(
                        "",
                        """
                        error: Recommendations about several inspections of case C-2026-0290 wait for a decision: 7 (I-2026-0001 of 2026-10-01, nl/leeuwarden/j: closure), 9 (I-2026-0002 of 2026-10-02, nl/leeuwarden/j: a person decides).
                               Name the recommendation that you want explained.
                          try: registryctl recommendation explain C-2026-0290 --recommendation 7
                           or: registryctl recommendation explain C-2026-0290 --recommendation 9

                        """, exit: 8))
            #expect(
                try await program.run("recommendation explain C-2026-0290 --recommendation 7")
                    == Transcript(
                        "Explanation 7.\n",
                        """
                        The rules recommend; a person decides.
                        Next: registryctl recommendation follow C-2026-0290 --recommendation 7
                          or: registryctl recommendation depart C-2026-0290 --recommendation 7 --measure MEASURE --reason TEXT

                        """))
            #expect(
                try await program.run("recommendation explain C-2026-0291 --recommendation 7")
                    == Transcript(
                        "",
                        """
                        error: case C-2026-0291 has no recommendation 7.
                          try: registryctl case show C-2026-0291

                        """, exit: 6))
        }
    }

    @Test func `the next step names the recommendation that the server names`() async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"reference":"C-2026-0290","outlet":"0363-042-J",
                "next":{"act":"decide","reference":"C-2026-0290","role":"officer","recommendation":7}}
                """)
        }) { (_, program) async throws in
            let ran = try await program.run("case open 0363-042-J --reason 'reports of the neighbours'")
            #expect(ran.talk == "Next: registryctl recommendation explain C-2026-0290 --recommendation 7\n")
        }
    }

    @Test func `who departs to what is recommended is told to follow it`() async throws {
        try await CannedServer.serving({ _ in
            .problem(
                400, "departing_takes_another_measure",
                "Recommendation 7 is warning already; to decide on the same is to follow it, not to depart from it.",
                #""hint":"Follow it, or depart with another measure.""#)
        }) { (_, program) async throws in
            let depart = "recommendation depart C-2026-0290 --measure warning --reason 'a warning is enough'"
            #expect(
                try await program.run(depart).talk == """
                    error: Recommendation 7 is warning already; to decide on the same is to follow it, not to depart from it.
                           Follow it, or depart with another measure.
                      try: registryctl recommendation follow C-2026-0290

                    """)
            #expect(
                try await program.run(depart + " --recommendation 7").talk.hasSuffix(
                    "  try: registryctl recommendation follow C-2026-0290 --recommendation 7\n"))
        }
    }

    private static func decided(_ asked: CannedServer.Asked, standing: String, action: String) -> CannedServer.Answer {
        guard asked.line.hasPrefix("POST") else {
            return .json(
                """
                {"reference":"C-2026-0290","status":"open","recommendations":[
                {"id":7,"inspection":"I-2026-0001","standing":"\(standing)"}],"decisions":[{"id":3,"recommendation":7}],
                "actions":[{"reference":"A-2026-0317","decision":3,"status":"\(action)"}]}
                """)
        }
        return .problem(
            409, "no_recommendation", "Case C-2026-0290 has no recommendation that waits for a decision.",
            #""hint":"Look at the case; ask for a new recommendation if the facts have changed.""#)
    }

    @Test func `the newest is shown with a word about the others that wait`() async throws {
        try await CannedServer.serving({ asked in
            asked.line.contains("/recommendations/")
                ? .json(Self.two[0]) : .json("{\"items\":[\(Self.two.joined(separator: ","))],\"next\":null}")
        }) { _, program in
            let shown = try await program.run("recommendation show C-2026-0290 -o ref")
            let word = "Recommendation 7 of this case waits too: registryctl recommendation show 7\n"
            #expect(shown == Transcript("9\n", word))
            #expect(try await program.run("recommendation show 9 -o ref") == Transcript("9\n", ""))
        }
    }

    @Test func `where nothing waits, the command that asks the rules again is told`() async throws {
        try await CannedServer.serving({ Self.decided($0, standing: "decided", action: "draft") }) {
            (_, program) async throws in
            #expect(
                try await program.run("recommendation follow C-2026-0290").talk == """
                    error: Case C-2026-0290 has no recommendation that waits for a decision.
                           Look at the case; ask for a new recommendation if the facts have changed.
                      try: registryctl recommendation recompute C-2026-0290 --inspection I-2026-0001

                    """)
        }
        try await CannedServer.serving({ Self.decided($0, standing: "moot", action: "revoked") }) {
            (_, program) async throws in
            let fallen = try await program.run("recommendation follow C-2026-0290")
            #expect(
                fallen.talk == """
                    error: Case C-2026-0290 has no recommendation that waits for a decision.
                           A-2026-0317 was revoked. Ask the rules again, then decide anew.
                      try: registryctl recommendation recompute C-2026-0290 --inspection I-2026-0001

                    """)
        }
        for standing in ["moot", "voided"] {
            try await CannedServer.serving({ Self.decided($0, standing: standing, action: "draft") }) {
                (_, program) async throws in
                let nothing = try await program.run("recommendation follow C-2026-0290")
                #expect(nothing.talk.hasSuffix("  try: registryctl case show C-2026-0290\n"), "\(nothing)")
            }
        }
    }
}
