import Testing

/// Asking the rules again replaces decisions, and says which, also before it is done.
@Suite struct RecomputeTests {
    private static func asked(_ options: String, _ check: @escaping (Transcript) -> Void) async throws {
        try await CannedServer.serving({ _ in
            .json(
                """
                {"id":12,"case":"C-2026-0290","inspection":"I-2026-1188","measure":"closure","personDecides":false,
                "recomputed":[
                {"id":12,"pack":"nl/leeuwarden/j","measure":"closure","personDecides":false,"replaces":{"id":3,
                "measure":"warning","personDecides":false,
                "decision":{"id":2,"choice":"follow","measure":"warning","by":"Piet de Vries","at":"2026-10-02T08:00:00Z"},
                "actions":[{"reference":"A-2026-0317","kind":"warning","status":"issued"}]}},
                {"id":13,"pack":"nl/dordrecht/o","measure":null,"personDecides":true,"replaces":{"id":4,"measure":null,
                "personDecides":true,"decision":null,"actions":[]}}]}
                """, status: 201, dryRun: options.contains("--dry-run"))
        }) { (_, program) async throws in
            check(try await program.run("recommendation recompute C-2026-0290 --inspection I-2026-1188 \(options)"))
        }
    }

    private static let replaced = """
          recommended   closure (nl/leeuwarden/j), in place of recommendation 3 (warning)
          replaced      decision 2 by Piet de Vries: follow, warning
          stays         A-2026-0317 (warning, issued)
          recommended   a person decides (nl/dordrecht/o), in place of recommendation 4 (a person decides)

        """

    @Test func `what was replaced is told`() async throws {
        try await Self.asked("") { told in
            #expect(
                told
                    == Transcript(
                        "Recommendation 12 about I-2026-1188 is in case C-2026-0290.\n" + Self.replaced,
                        "Next: registryctl recommendation explain C-2026-0290\n"))
        }
    }

    @Test func `what would be replaced is told before it is done`() async throws {
        try await Self.asked("--dry-run") { dry in
            #expect(dry.output.hasPrefix("Checked, not saved:\n"), "\(dry)")
            #expect(dry.talk == "What is new gets its reference or number when it is saved.\n" + Self.replaced)
        }
    }

    private static func about(_ inspections: [String]) -> @Sendable (CannedServer.Asked) -> CannedServer.Answer {
        { asked in
            if asked.line.hasPrefix("GET /v1/recommendations/7") {
                return .json(#"{"id":7,"inspection":"I-2026-1188"}"#)
            }
            guard asked.line.hasPrefix("GET") else { return .json(#"{"id":12}"#, status: 201) }
            let all = inspections.map { #"{"id":7,"inspection":"\#($0)"}"# }.joined(separator: ",")
            return .json(#"{"reference":"C-2026-0290","recommendations":[\#(all)]}"#)
        }
    }

    @Test func `a recommendation is taken in place of its inspection, and which that is is told`() async throws {
        try await CannedServer.serving(Self.about([])) { server, program in
            let ran = try await program.run("recommendation recompute C-2026-0290 --recommendation 7")
            #expect(ran.talk.hasPrefix("Recommendation 7 is about I-2026-1188.\n"), "\(ran)")
            #expect(server.requests.last?.body == #"{"inspection":"I-2026-1188"}"#)
            let other = try await program.run(
                "recommendation recompute C-2026-0290 --recommendation 7 --inspection I-2026-0001")
            #expect(
                other.talk == """
                    error: recommendation 7 is about I-2026-1188, not about I-2026-0001.
                           Name one of them.
                      try: registryctl recommendation recompute C-2026-0290 --recommendation 7 --inspection I-2026-1188

                    """)
        }
    }

    @Test func `where neither is named it is the only inspection of the case`() async throws {
        try await CannedServer.serving(Self.about(["I-2026-1188", "I-2026-1188"])) { server, program in
            let ran = try await program.run("recommendation recompute C-2026-0290")
            #expect(ran.talk.hasPrefix("The recommendations of C-2026-0290 are about I-2026-1188.\n"), "\(ran)")
            #expect(server.requests.last?.body == #"{"inspection":"I-2026-1188"}"#)
        }
    }

    @Test(arguments: [
        (
            ["I-2026-1188", "I-2026-1190"],
            """
            error: case C-2026-0290 has recommendations about several inspections: I-2026-1188, I-2026-1190.
                   Say about which the rules are asked again.
              try: registryctl recommendation recompute C-2026-0290 --inspection I-2026-1188
               or: registryctl recommendation recompute C-2026-0290 --inspection I-2026-1190

            """, Int32(8)
        ),
        (
            [],
            """
            error: case C-2026-0290 has no recommendation.
                   Name the inspection: --inspection I-…
              try: registryctl case show C-2026-0290

            """, 6
        ),
    ])
    func `of several inspections each is offered, and without any it has to be named`(
        inspections: [String], talk: String, exit: Int32
    ) async throws {
        try await CannedServer.serving(Self.about(inspections)) { server, program in
            let ran = try await program.run("recommendation recompute C-2026-0290")
            #expect(ran == Transcript("", talk, exit: exit))
            #expect(server.requests.allSatisfy { $0.line.hasPrefix("GET") })
        }
    }
}
