import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Rules of the tables that hold whatever a program sends.
@Suite struct ActionRuleTests {
    @Test func `an amended action still ends after it starts`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.follow("C-2026-0001")
            let content = ActionContent(startsOn: LocalDate("2026-12-01"), text: "Stop selling to minors.")
            _ = try await world.registry.draftAction(in: "C-2026-0001", content, Call(by: world.officer))
            let found = try await refusalOf {
                try await world.registry.amendAction(
                    "A-2026-0001", ActionContent(endsOn: LocalDate("2026-12-01")),
                    Call(by: world.officer, expectedVersion: 1))
            }
            #expect(
                found
                    == Refusal(
                        .badInput, "action_ends_after_it_starts",
                        "The action would end on or before its first day; endsOn is the first day after it.",
                        hint: "Choose a later end."))
        }
    }

    @Test func `a fine and a penalty order have an amount`() async throws {
        try await withTown { town in
            let outlet = try await town.outlet()
            for kind in ["fine", "penalty_order"] {
                let found = try await refusalOf {
                    try await town.registry.refusing { try await town.issuedAction(kind, against: outlet) }
                }
                #expect(
                    found
                        == Refusal(
                            .badInput, "fine_and_penalty_order_have_an_amount",
                            "A fine or an order under penalty payment has an amount.", hint: "Give amount and currency."
                        ))
            }
        }
    }

    @Test func `a licence keeps its outlet, its holder and its first day`() async throws {
        try await withWorld { world in
            let holder = try await world.registry.registerParty(
                NewParty(kind: .legal, name: "Groene Hand B.V."), Call(by: world.officer))
            let licence = try await world.registry.grantLicence(
                for: world.outlet,
                NewLicence(holder: try holder.text("reference") ?? "", validFrom: .sample("2026-01-01")),
                Call(by: world.officer))
            let reference = try licence.text("reference") ?? ""
            let found = try await refusalOf {
                try await world.registry.refusing {
                    try await world.test.admin.write([world.registry.signer.statement(for: world.officer)]) { db in
                        try db.execute(
                            """
                            UPDATE registry.licence SET valid_from = '2025-01-01', act = 'renew', version = version + 1,
                                changed_by = \(world.officer.person) WHERE reference = \(reference)
                            """)
                    }
                }
            }
            #expect(
                found
                    == Refusal(
                        .badInput, "licence_keeps_its_outlet_and_holder",
                        "A licence keeps its outlet, its holder and its first day.",
                        hint: "Transfer it to another holder, or grant a new licence."))
        }
    }
}
