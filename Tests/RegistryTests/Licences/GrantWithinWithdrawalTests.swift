import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// While a withdrawal for a term runs, one officer doesn't undo by a grant what two persons decided.
struct GrantWithinWithdrawalTests {
    @Test func `no licence is granted for days within the term, before or after it has been carried out`() async throws
    {
        try await withWorld { world in
            let (licence, tomorrow) = (try await world.licence(), try await world.day(1))
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: tomorrow)
            _ = try await world.withdrawing(licence, action)
            let refused = try await refusalOf { try await world.licence(from: "2026-10-08") }
            #expect(
                refused
                    == Refusal(
                        .notPossibleNow, "withdrawal_runs_its_term",
                        "Action \(action) withdraws the licence of outlet \(world.outlet) from 2026-10-01 until \(tomorrow), so none was granted for those days.",
                        hint:
                            "From \(tomorrow) on, grant a licence or reinstate the withdrawn one; before that a reviewer has to revoke action \(action)."
                    ))
            let card = try await world.registry.licence(try await world.licence(from: tomorrow), world.officer).json
            #expect([card["standing"], card["warnings"]] == ["begins_later", []])
        }
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            // Who lets the licence lapse instead of withdrawing it doesn't get another one for it either.
            _ = try await world.registry.lapseLicence(
                licence, DatedReason(on: .sample("2026-03-01"), reason: "The holder stops."),
                Call(by: world.officer, expectedVersion: 1))
            #expect(
                try await refusalOf { try await world.licence(from: "2026-03-01") }.code == "withdrawal_runs_its_term")
            _ = try await world.licence(from: "2026-03-01", until: "2026-10-01")
            try await world.annul(action)
            _ = try await world.licence(from: "2026-10-01")
        }
    }

    @Test func `SQL of the service's own is refused the same`() async throws {
        try await withWorld { world in
            let (licence, tomorrow) = (try await world.licence(), try await world.day(1))
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: tomorrow)
            _ = try await world.withdrawing(licence, action)
            func grant(_ day: String) -> SQL {
                """
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, valid_from, status,
                    act, changed_by)
                SELECT l.jurisdiction_id, 0, '', l.outlet_id, l.holder_id, \(LocalDate.sample(day)), 'valid', 'grant',
                    \(world.officer.person) FROM registry.licence AS l
                """
            }
            for day in ["2026-10-01", try await world.day(0)] {
                #expect(
                    try await world.said(by: world.officer, grant(day))
                        == "RG002 withdrawal_runs_its_term: Action \(action) withdraws the licence of outlet \(world.outlet) from 2026-10-01 until \(tomorrow), so none was granted for those days. | From \(tomorrow) on, grant a licence or reinstate the withdrawn one; before that a reviewer has to revoke action \(action)."
                )
            }
            #expect(try await world.said(by: world.officer, grant(tomorrow)) == nil)
        }
    }

    @Test func `a licence that held before the withdrawal is recorded late where the registry knew none`() async throws
    {
        try await withWorld { world in
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            let licence = try await world.licence()
            #expect(try await world.withdrawing(licence, action)["standing"] == "withdrawn")
        }
    }

    @Test func `a term that is over keeps no licence away`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: try await world.day(1))
            _ = try await world.withdrawing(licence, action)
            try await world.end(action, on: try await world.day(0))
            let later = try await world.licence(from: try await world.day(0))
            #expect(try await world.registry.licence(later, world.officer).json["standing"] == "valid")
        }
    }
}
