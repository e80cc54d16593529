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
}
