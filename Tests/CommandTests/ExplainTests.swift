import Testing

@testable import registryctl

/// What is said of a recommendation that is not to be decided on any more.
@Suite struct ExplainTests {
    private static func answer(
        _ request: CannedServer.Asked, _ more: String, _ next: String, personDecides: Bool = false
    ) -> CannedServer.Answer {
        let recommendation = """
            {"id":7,"case":"C-2026-0290","inspection":"I-2026-0001","decision":null,"personDecides":\(personDecides),
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
                      or: registryctl recommendation depart C-2026-0290 --measure MEASURE --reasons TEXT

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
}
