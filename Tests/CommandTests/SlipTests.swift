import Testing

/// What is wrong with the words of a command is told at once, before anything is sent.
@Suite struct SlipTests {
    private static func refused(_ words: String, _ talk: String, exit: Int32) async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { server, program in
            let ran = try await program.run(words)
            #expect(ran == Transcript("", talk, exit: exit))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `all that is wrong with an inspection is told at once`() async throws {
        try await Self.refused(
            "inspection log 0363-042-K --at 2026-13-01 --until late --fail G --value =5 --value G= --remark A=dark",
            """
            error: 6 things in this command need attention.
                   Nothing was sent.
              - 0363-042-K is not a reference: after 0363-042 the last character would be J. One of its characters is wrong, \
            maybe a digit: compare name and address first.
              - --at "2026-13-01" is not a time. Write it like "2026-11-20 21:40" (local) or 2026-11-20T21:40:00+01:00.
              - --until "late" is not a time. Write it like "2026-11-20 21:40" (local) or 2026-11-20T21:40:00+01:00.
              - --value =5 names no criterion. It reads like G=6.2g.
              - --value G= says nothing about G. It reads like G=6.2g.
              - --remark A=dark: no result is given for A. Add what was found: --fail A, --pass A or --not-checked A.
              try: registryctl inspection log --help

            """, exit: 8)
    }

    @Test func `what the parser refuses and what the command refuses stand in one list`() async throws {
        try await Self.refused(
            "inspection log 0363-042-J --kind secret --outcome none --value G=1",
            """
            error: 3 things in this command need attention.
                   Nothing was sent.
              - "secret" is not taken for --kind <kind>. It is one of: unannounced, after_report, announced, re_inspection.
              - "none" is not taken for --outcome <outcome>. It is one of: access, nobody_there, refused.
              - --value G=1: no result is given for G. Add what was found: --fail G, --pass G or --not-checked G.
              try: registryctl inspection log --help

            """, exit: 8)
    }

    @Test(arguments: [
        (
            "nuisance receive --category loud --at yesterday --longitude east",
            [
                #""loud" is not taken for --category <category>. It is one of: parking, noise, litter, loitering, smell, "#
                    + "public_use, dealing, traffic, harassment, other.",
                #""east" is not taken for --longitude <degrees>. It is a number of degrees with a dot, like 4.895."#,
                "--description <description> is missing.",
            ]
        ),
        (
            "action draft C-2026-0290 --from 2026-13-01 --amount five --text",
            [
                #""2026-13-01" is not taken for --from <day>. A day reads like 2026-11-20."#,
                #""five" is not taken for --amount <number>. It is a number."#, "--text <text> has no value.",
            ]
        ),
        (
            "inspection correct I-2026-1188 J maybe",
            [
                #""maybe" is not taken for <result>. It is one of: pass, fail, not_checked, not_applicable."#,
                "--reason <reason> is missing.",
            ]
        ),
    ])
    func `what is missing and what is not taken is told at once`(words: String, slips: [String]) async throws {
        let place = words.split(separator: " ").prefix(2).joined(separator: " ")
        try await Self.refused(
            words,
            "error: \(slips.count) things in this command need attention.\n       Nothing was sent.\n"
                + slips.map { "  - \($0)\n" }.joined() + "  try: registryctl \(place) --help\n", exit: 64)
    }

    @Test func `a decision tells every word that is not taken`() async throws {
        try await Self.refused(
            "case decide C-26-1 perhaps --measure closing",
            """
            error: 3 things in this command need attention.
                   Nothing was sent.
              - "closing" is not taken for --measure <measure>. It is one of: none, conversation, warning, penalty_order, \
            enforcement_order, fine, closure, suspension, withdrawal, referral.
              - "perhaps" is not taken for <choice>. It is one of: follow, depart.
              - C-26-1 is not a reference of a case: it reads like C-2026-0317.
              try: registryctl case decide --help

            """, exit: 8)
    }

    @Test(arguments: [
        ("G=", "--value G= says nothing about G.", "It reads like G=6.2g."),
        (
            "G=heavy", #"--value G=heavy: "heavy" is not a measured value."#,
            "It is a number with a dot and its unit, like 6.2g."
        ),
    ])
    func `one slip is told as it is`(value: String, what: String, why: String) async throws {
        try await Self.refused(
            "inspection log 0363-042-J --fail G --value \(value)",
            "error: \(what)\n       \(why)\n  try: registryctl inspection log --help\n", exit: 8)
    }

    @Test(arguments: [
        ("action draft C-2026-0290 --text x --amount 1000,50", "A fraction stands behind a dot: 1000.50."),
        (
            "nuisance receive --category noise --at 2026-11-20T23:40:00Z --description x --longitude 4,9",
            "A fraction stands behind a dot: 4.9."
        ),
        (
            "party link P-2026-0013 --outlet 0363-042-J --role manager --from 2026-12-01 --share 60%",
            "It is a number without a sign behind it, like 60."
        ),
        ("case reopen C-2026-0290", "A closed case is opened again by revoking the action that was issued in it."),
    ])
    func `what is not taken comes with its form`(words: String, form: String) async throws {
        try await CannedServer.serving({ _ in .json("{}") }) { server, program in
            let ran = try await program.run(words)
            #expect(ran.exit == 64 && ran.talk.contains(form), "\(ran)")
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a negative amount is a number, and the service says what is wrong with it`() async throws {
        try await CannedServer.serving({ _ in .json("{}", status: 201) }) { server, program in
            _ = try await program.run("action draft C-2026-0290 --amount -5 --currency EUR --text x")
            #expect(server.requests.first?.body.contains(#""amount":-5"#) == true)
        }
    }

    @Test func `a finding that the service refuses is named as it was typed`() async throws {
        let errors = #"""
            "errors":[{"pointer":"/findings/1/unit","code":"unknown_unit","detail":"\"x\" is not a unit for G. Use g."},
            {"pointer":"/findings/0/conduct","code":"unknown_conduct","detail":"The rules name no conduct \"foo\"."},
            {"pointer":"/findings/2/criterion","code":"unknown_criterion","detail":"There is no criterion \"Q\"."},
            {"pointer":"/secondInspector","code":"unknown","detail":"Nobody here signs in as \"h\"."}]
            """#
        try await CannedServer.serving({ _ in .problem(422, "fields", "4 fields need attention.", errors) }) {
            _, program in
            let ran = try await program.run(
                "inspection log 0363-042-J --fail J,G --pass Q --value G=4.2x --conduct J=foo --second h")
            #expect(
                ran.talk == """
                    error: 4 fields need attention.
                      - --value G=4.2x: "x" is not a unit for G. Use g.
                      - --conduct J=foo: The rules name no conduct "foo".
                      - --pass Q: There is no criterion "Q".
                      - --second: Nobody here signs in as "h".
                      try: registryctl inspection log --help

                    """)
        }
        let unit = #""errors":[{"pointer":"/unit","code":"unknown_unit","detail":"\"x\" is not a unit for G."}]"#
        try await CannedServer.serving({ _ in .problem(422, "fields", "One field needs attention.", unit) }) {
            _, program in
            let ran = try await program.run(
                "inspection correct I-2026-1188 G fail --value 4.2x --reason 'weighed again'")
            #expect(ran.talk.contains("  - --value 4.2x: \"x\" is not a unit for G.\n"), "\(ran)")
        }
    }
}
