import Testing

@testable import registryctl

/// What is said of a recommendation that is not to be decided on any more.
@Suite struct ExplainTests {
    private static func answer(
        _ request: CannedServer.Asked, _ more: String, _ next: String, personDecides: Bool = false
    ) -> CannedServer.Answer {
        let recommendation = """
            {"id":7,"case":"C-2026-0290","inspection":"I-2026-0001","personDecides":\(personDecides),
            "explanation":["Criterion J (no minors) was not met."],\(more)}
            """
        if request.line.hasPrefix("GET /v1/recommendations/7") { return .json(recommendation) }
        if request.line.contains("/recommendations") { return .json("{\"items\":[\(recommendation)],\"next\":null}") }
        return .json("{\"reference\":\"C-2026-0290\",\"next\":\(next)}")
    }

    @Test func `when every violation was set aside there is nothing to decide, and the case says what is next`()
        async throws
    {
        let close = #"{"act":"close","reference":"C-2026-0290","role":"officer"}"#
        try await CannedServer.serving({ Self.answer($0, #""replacedBy":null,"stands":false"#, close) }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290")
            #expect(
                ran
                    == Transcript(
                        """
                        Criterion J (no minors) was not met.
                        It no longer stands: every violation that it rests on was set aside since.

                        """,
                        """
                        There is nothing to decide here.
                        Next: registryctl case close C-2026-0290 --reason TEXT

                        """))
        }
    }

    @Test(arguments: [
        ("officer", "", "A-2026-0317 was revoked."), ("reviewer", "an officer runs ", "A-2026-0317 was revoked."),
        ("officer --lang nl", "", "A-2026-0317 is ingetrokken."),
        ("officer --lang de", "", "A-2026-0317 wurde widerrufen."),
    ])
    func `where its action was revoked, what can follow is told`(who: String, whom: String, sentence: String)
        async throws
    {
        let words = who.split(separator: " ", maxSplits: 1).map(String.init)
        let options = words.dropFirst().joined()
        let file = """
            {"reference":"C-2026-0290","status":"open","decisions":[{"id":3,"recommendation":7}],
            "actions":[{"reference":"A-2026-0317","decision":3,"status":"revoked"}],
            "next":{"act":"close","reference":"C-2026-0290","role":"officer","notBy":["Kemal Yilmaz"]}}
            """
        try await CannedServer.serving({ asked in
            if asked.line.hasPrefix("GET /v1/me") { return .json(#"{"roles":["\#(words[0])"]}"#) }
            if asked.line.hasSuffix("/v1/cases/C-2026-0290") { return .json(file) }
            return Self.answer(asked, Self.followed.replacing(#""stands":true"#, with: #""stands":false"#), "null")
        }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290 \(options)")
            #expect(
                ran.talk == """
                    \(sentence)
                    Next: somebody other than Kemal Yilmaz runs registryctl case close C-2026-0290 --reason TEXT
                      or: to do it over, \(whom)registryctl recommendation recompute C-2026-0290 --inspection I-2026-0001

                    """)
        }
    }

    @Test(arguments: [
        ("", "Decided on 26 November 2026 by Piet de Vries: no measure. Reasons: Mended on the spot."),
        (" --lang nl", "Beslist op 26 november 2026 door Piet de Vries: geen maatregel. Redenen: Mended on the spot."),
        (
            " --lang de",
            "Entschieden am 26. November 2026 von Piet de Vries: keine Maßnahme. Gründe: Mended on the spot."
        ),
    ])
    func `who decides what the rules leave to a person departs from nothing`(option: String, sentence: String)
        async throws
    {
        try await CannedServer.serving({ Self.answer($0, Self.departed, "null", personDecides: true) }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290" + option)
            #expect(ran.output == "Criterion J (no minors) was not met.\n\(sentence)\n")
        }
    }

    @Test func `one that was replaced names the newer one`() async throws {
        try await CannedServer.serving({ Self.answer($0, #""replacedBy":9,"stands":true"#, "null") }) { _, program in
            let ran = try await program.run("recommendation explain 7")
            #expect(
                ran
                    == Transcript(
                        """
                        Criterion J (no minors) was not met.
                        It no longer stands: recommendation 9 has replaced it.

                        """, "Next: registryctl recommendation explain 9\n"))
        }
    }

    @Test func `one that waits for an answer names the command that gives it`() async throws {
        let gates = #"{"openGate":"structural_pattern"},{"openGate":"structural_pattern"}"#
        let waiting = #""replacedBy":null,"stands":true,"trace":{"lines":[\#(gates)]}"#
        try await CannedServer.serving({ Self.answer($0, waiting, "null", personDecides: true) }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290")
            #expect(
                ran.talk == """
                    The rules recommend; a person decides.
                    Next: registryctl recommendation answer C-2026-0290 structural_pattern yes --reason TEXT
                      or: registryctl recommendation answer C-2026-0290 structural_pattern no --reason TEXT
                      or: registryctl recommendation depart C-2026-0290 --measure MEASURE --reason TEXT

                    """)
        }
    }

    @Test func `one that stands is to be decided`() async throws {
        try await CannedServer.serving({ Self.answer($0, #""replacedBy":null,"stands":true"#, "null") }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290")
            #expect(ran.output == "Criterion J (no minors) was not met.\n")
            #expect(ran.talk.contains("Next: registryctl recommendation follow C-2026-0290\n"))
        }
    }

    @Test(arguments: [
        ("", "The facts changed since: the outlet moved. Ask the rules again before anything is decided on it."),
        (
            " --lang nl",
            "De feiten zijn sindsdien veranderd: the outlet moved. Vraag de regels opnieuw, voordat erop wordt beslist."
        ),
        (
            " --lang de",
            "Die Tatsachen haben sich seitdem geändert: the outlet moved. "
                + "Vor einer Entscheidung sind die Regeln neu zu fragen."
        ),
    ])
    func `one whose facts have changed says so, and names the command that asks again`(_ option: String, _ said: String)
        async throws
    {
        let outdated = #""replacedBy":null,"stands":true,"standing":"waiting","outdated":["the outlet moved"]"#
        try await CannedServer.serving({ Self.answer($0, outdated, "null") }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290\(option)")
            #expect(ran.output == "Criterion J (no minors) was not met.\n\(said)\n")
            #expect(
                ran.talk.hasSuffix(
                    """
                    Next: registryctl recommendation recompute C-2026-0290 --inspection I-2026-0001
                      or: registryctl recommendation depart C-2026-0290 --measure MEASURE --reason TEXT

                    """))
            let shown = try await program.run("recommendation show C-2026-0290")
            #expect(
                shown.talk == """
                    Recommendation 7: the facts changed since: the outlet moved.
                    Next: registryctl recommendation recompute C-2026-0290 --inspection I-2026-0001

                    """)
        }
    }

    @Test func `an inspector is told that an officer decides`() async throws {
        try await CannedServer.serving({ request in
            if request.line.hasPrefix("GET /v1/me") { return .json(#"{"roles":["inspector"]}"#) }
            return Self.answer(request, #""replacedBy":null,"stands":true"#, "null")
        }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290")
            #expect(
                ran.talk == """
                    The rules recommend; a person decides.
                    Next: an officer runs registryctl recommendation follow C-2026-0290
                      or: an officer runs registryctl recommendation depart C-2026-0290 --measure MEASURE --reason TEXT

                    """)
        }
    }

    private static let followed = """
        "replacedBy":null,"stands":true,"decision":{"id":3,"choice":"follow","measure":"warning","reasons":null,
        "by":"Piet de Vries","at":"2026-11-26T23:30:00Z"}
        """

    private static let departed = """
        "replacedBy":null,"stands":true,"decision":{"id":3,"choice":"depart","measure":"none",
        "reasons":"Mended on the spot.","by":"Piet de Vries","at":"2026-11-26T12:00:00Z"}
        """

    @Test(arguments: [
        ("", followed, "Decided on 27 November 2026 by Piet de Vries: the recommendation is followed, a warning."),
        (
            " --lang nl", followed,
            "Beslist op 27 november 2026 door Piet de Vries: de aanbeveling wordt gevolgd, een waarschuwing."
        ),
        (
            " --lang de", followed,
            "Entschieden am 27. November 2026 von Piet de Vries: der Empfehlung wird gefolgt, eine Verwarnung."
        ),
        (
            "", departed,
            "Decided on 26 November 2026 by Piet de Vries: something else is done, no measure. "
                + "Reasons: Mended on the spot."
        ),
        (
            " --lang nl", departed,
            "Beslist op 26 november 2026 door Piet de Vries: er wordt van afgeweken, geen maatregel. "
                + "Redenen: Mended on the spot."
        ),
        (
            " --lang de", departed,
            "Entschieden am 26. November 2026 von Piet de Vries: davon wird abgewichen, keine Maßnahme. "
                + "Gründe: Mended on the spot."
        ),
    ])
    func `one that was decided says by whom, when and what`(option: String, more: String, sentence: String)
        async throws
    {
        let draft = #"{"act":"draft","reference":"C-2026-0290","role":"officer"}"#
        try await CannedServer.serving({ Self.answer($0, more, draft) }) { _, program in
            let ran = try await program.run("recommendation explain C-2026-0290" + option)
            #expect(
                ran
                    == Transcript(
                        "Criterion J (no minors) was not met.\n\(sentence)\n",
                        "Next: registryctl action draft C-2026-0290 --text TEXT\n"))
        }
    }

    @Test(arguments: [
        (
            "nl", "Zij geldt niet meer: elke overtreding waarop zij rust is sindsdien ter zijde gesteld.",
            "Hier valt niets te beslissen."
        ),
        (
            "de", "Sie gilt nicht mehr: Jeder Verstoß, auf dem sie beruht, wurde seitdem aufgehoben.",
            "Hier ist nichts zu entscheiden."
        ),
    ])
    func `what is said beside the explanation is in its language`(language: String, end: String, nothing: String)
        async throws
    {
        try await CannedServer.serving({ Self.answer($0, #""replacedBy":null,"stands":false"#, "null") }) {
            _, program in
            let ran = try await program.run("recommendation explain C-2026-0290 --lang \(language)")
            #expect(
                ran
                    == Transcript(
                        "Criterion J (no minors) was not met.\n\(end)\n",
                        "\(nothing)\nNext: registryctl case show C-2026-0290\n"))
        }
    }

    @Test(arguments: [
        ("nl", "Zij geldt niet meer: aanbeveling 9 is ervoor in de plaats gekomen."),
        ("de", "Sie gilt nicht mehr: Empfehlung 9 ist an ihre Stelle getreten."),
    ])
    func `one that was replaced says so in the language of the explanation`(language: String, end: String) async throws
    {
        try await CannedServer.serving({ Self.answer($0, #""replacedBy":9,"stands":true"#, "null") }) { _, program in
            let ran = try await program.run("recommendation explain 7 --lang \(language)")
            #expect(ran.output == "Criterion J (no minors) was not met.\n\(end)\n")
        }
    }
}
