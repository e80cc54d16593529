import Testing

@testable import registryctl

/// What is printed to be typed next works as it stands, also for whoever named a context on the command line.
@Suite struct NextStepTests {
    /// Two contexts at one server.
    private static func serving(
        _ answer: @escaping @Sendable (CannedServer.Asked) -> CannedServer.Answer,
        _ body: (Program) async throws -> Void
    ) async throws {
        try await CannedServer.serving(answer) { server, program in
            let context = #"{"server":"\#(server.url)","token":"reg_t","login":"p.devries","timeZone":"UTC"}"#
            try program.write(
                #"{"current":"a","contexts":{"a":\#(context),"piet":\#(context)}}"#, to: "config.json")
            try await body(program)
        }
    }

    @Test(arguments: ["--context piet", "-c piet", "--context=piet", "-c=piet"])
    func `the next command has the context that this one was given`(option: String) async throws {
        try await Self.serving { _ in
            .json(#"{"reference":"C-2026-0290","outlet":"0363-042-J","next":null}"#)
        } _: { program in
            let ran = try await program.run("case open 0363-042-J --reason 'reports of the neighbours' \(option)")
            #expect(ran.talk == "Next: registryctl case show C-2026-0290 --context piet\n")
        }
    }

    @Test func `without the option there is none in the next command`() async throws {
        try await Self.serving { _ in
            .json(#"{"reference":"C-2026-0290","outlet":"0363-042-J","next":null}"#)
        } _: { program in
            let ran = try await program.run("case open 0363-042-J --reason 'reports of the neighbours'")
            #expect(ran.talk == "Next: registryctl case show C-2026-0290\n")
        }
    }

    @Test func `what somebody else runs has no context of mine`() async throws {
        try await Self.serving { _ in
            .json(
                #"{"reference":"A-2026-0317","next":{"act":"issue","reference":"A-2026-0317","role":"reviewer"}}"#,
                etag: "\"v1\"")
        } _: { program in
            let ran = try await program.run("action propose A-2026-0317 --context piet")
            #expect(
                ran.talk == "Next: a reviewer runs registryctl action issue A-2026-0317 --confirm A-2026-0317\n")
        }
    }

    @Test(arguments: [
        (
            #"{"act":"recompute","reference":"C-2026-0291","role":"officer","inspection":"I-2026-0007"}"#,
            "an officer runs registryctl recommendation recompute C-2026-0291 --inspection I-2026-0007"
        ),
        (
            #"{"act":"amend","reference":"A-2026-0317","role":"officer","by":"Piet de Vries"}"#,
            "its drafter, Piet de Vries, runs registryctl action amend A-2026-0317 --text TEXT, then "
                + "registryctl action propose A-2026-0317"
        ),
        (
            #"{"act":"reinstate","reference":"L-2026-0031","role":"officer","notBy":["Kemal Yilmaz"]}"#,
            "an officer other than Kemal Yilmaz runs registryctl licence reinstate L-2026-0031 --reason TEXT"
        ),
        (
            #"{"act":"suspend_licence","reference":"L-2026-0031","role":"officer","action":"A-2026-0317","day":"2027-01-01"}"#,
            "from 2027-01-01 on an officer runs registryctl licence suspend L-2026-0031 --action A-2026-0317 --reason TEXT"
        ),
        (
            #"{"act":"withdraw_licence","reference":"L-2026-0031","role":"officer","action":"A-2026-0317"}"#,
            "an officer runs registryctl licence withdraw L-2026-0031 --action A-2026-0317 --on DAY --reason TEXT "
                + "--confirm L-2026-0031"
        ),
        (
            #"{"act":"withdraw_licence","reference":"L-2026-0031","role":"officer","action":"A-2026-0317","day":"2027-01-01"}"#,
            "from 2027-01-01 on an officer runs registryctl licence withdraw L-2026-0031 --action A-2026-0317 --on 2027-01-01 "
                + "--reason TEXT --confirm L-2026-0031"
        ),
    ])
    func `what another person does next is told with who that is`(next: String, sentence: String) async throws {
        try await Self.serving { _ in
            .json("{\"reference\":\"A-2026-0317\",\"next\":\(next)}", etag: "\"v1\"")
        } _: { program in
            let ran = try await program.run("action return A-2026-0317 --reason x --context piet")
            #expect(ran.talk == "Next: \(sentence)\n")
        }
    }

    @Test(arguments: [
        ("withdraw", "an officer runs ", "action withdraw A-2026-0317 --reason TEXT"),
        ("draft", "an officer runs ", "action draft A-2026-0317 --text TEXT"),
        ("propose", "an officer runs ", "action propose A-2026-0317"),
        ("close", "an officer runs ", "case close A-2026-0317 --reason TEXT"),
        ("recompute", "an officer runs ", "recommendation recompute A-2026-0317 --inspection I-2026-0007"),
        ("decide", "", "recommendation explain A-2026-0317"),
        ("inspect", "", "inspection log A-2026-0317 --fail CRITERIA --pass CRITERIA"),
    ])
    func `what comes next is told to those who may do it, and to others with who does it`(
        act: String, whom: String, command: String
    ) async throws {
        for (role, by) in [("inspector", whom), ("officer", "")] {
            try await Self.serving { asked in
                guard asked.line.hasPrefix("POST") else { return .json(#"{"roles":["\#(role)"]}"#) }
                let next = #"{"act":"\#(act)","reference":"A-2026-0317","role":"officer","inspection":"I-2026-0007"}"#
                return .json(#"{"reference":"I-2026-1188","next":\#(next)}"#, status: 201)
            } _: { program in
                let ran = try await program.run("inspection correct I-2026-1188 J pass --reason 'it was misread'")
                #expect(ran.talk == "Next: \(by)registryctl \(command)\n")
            }
        }
    }

    @Test(arguments: [
        ("closure", " --from DAY"), ("suspension", " --from DAY"), ("fine", " --amount NUMBER --currency CODE"),
        ("penalty_order", " --amount NUMBER --currency CODE"), ("warning", ""),
    ])
    func `the command that drafts an action has what its kind needs`(measure: String, content: String) async throws {
        let next = #"{"act":"draft","reference":"C-2026-0290","role":"officer","decision":12,"measure":"\#(measure)"}"#
        try await Self.serving { asked in
            asked.line.hasPrefix("GET") ? .json("{}", etag: "\"v1\"") : .json(#"{"kind":"referral","next":\#(next)}"#)
        } _: { program in
            let ran = try await program.run("action withdraw A-2026-0317 --reason 'drafted by mistake'")
            #expect(
                ran.talk == "Next: registryctl action draft C-2026-0290 --decision 12\(content) --text TEXT\n")
        }
    }

    @Test func `before a suspension is over reinstating is told as a proposal, and who does it`() async throws {
        try await Self.serving { _ in
            .json(
                #"{"reference":"L-2026-0031","status":"suspended","reinstatementProposedBy":"Piet de Vries"}"#,
                etag: "\"v3\"")
        } _: { program in
            let ran = try await program.run("licence reinstate L-2026-0031 --reason 'the fine was paid'")
            #expect(
                ran
                    == Transcript(
                        "Proposed to reinstate licence L-2026-0031 before its suspension is over. It stays suspended until "
                            + "another officer does it.\n",
                        "Next: another officer runs registryctl licence reinstate L-2026-0031 --reason TEXT\n"))
        }
    }

    @Test func `each choice after an explanation has it`() async throws {
        try await Self.serving { asked in
            let recommendation = """
                {"id":7,"case":"C-2026-0290","decision":null,"personDecides":false,"stands":true,"replacedBy":null,
                "explanation":["x"]}
                """
            return asked.line.hasPrefix("GET /v1/recommendations/")
                ? .json(recommendation) : .json("{\"items\":[\(recommendation)],\"next\":null}")
        } _: { program in
            let ran = try await program.run("recommendation explain C-2026-0290 --context piet")
            #expect(
                ran.talk == """
                    The rules recommend; a person decides.
                    Next: registryctl recommendation follow C-2026-0290 --context piet
                      or: registryctl recommendation depart C-2026-0290 --measure MEASURE --reason TEXT --context piet

                    """)
        }
    }

    @Test func `what is offered after a refusal has it too, where the command takes one`() async throws {
        try await Self.serving { _ in
            .problem(404, "unknown_outlet", "There is no outlet 0363-042-J.")
        } _: { program in
            let ran = try await program.run("outlet show 0363-042-J --context piet")
            #expect(
                ran.talk == """
                    error: There is no outlet 0363-042-J.
                      try: registryctl outlet list --context piet

                    """)
            let none = try await program.run("today --context peit")
            #expect(none.talk.hasSuffix("  try: registryctl context use piet\n"), "\(none)")
        }
        try await Self.serving { _ in
            .problem(401, "sign_in_needed", "The request carries no access token that is good now.")
        } _: { program in
            let ran = try await program.run("today -c piet")
            #expect(ran.talk.hasSuffix("  try: registryctl login --context piet\n"), "\(ran)")
        }
    }

    @Test func `sentences keep their form around the context`() {
        #expect(ChosenContext.added("a b", to: "registryctl today") == "registryctl today --context 'a b'")
        #expect(
            ChosenContext.added("x", to: "when the suspension is over, registryctl licence reinstate L-1 --reason TEXT")
                == "when the suspension is over, registryctl licence reinstate L-1 --reason TEXT --context x")
        for sentence in [
            "registryctl outlet list --help", "registryctl today --context y", "registryctl context list",
            "an administrator runs registryctl people token PERSON", "the same command again", "registryctl outlet",
        ] {
            #expect(ChosenContext.added("x", to: sentence) == sentence)
        }
    }
}
