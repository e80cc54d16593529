import Postgres
import Records
import Testing

@testable import Registry

/// A report that belongs to no outlet is laid aside with a reason, and taken up again.
struct CloseNuisanceReportTests {
    @Test func `a closed report waits no more, says who closed it and why, and waits again when it is reopened`()
        async throws
    {
        try await withReports { world in
            let closed = try await world.registry.closeNuisanceReport("n-2026-0001", .party, Call(by: world.officer))
            #expect(closed.status == 201)
            let card = try closed.json
            #expect(card["status"] == "closed")
            #expect(card["contact"] == .null)
            #expect(card["history"]?.items?.count == 1)
            #expect(card["history"]?[0]?["act"] == "close")
            #expect(card["history"]?[0]?["by"] == "Otto Officer")
            #expect(card["history"]?[0]?["reason"] == "A street party, no outlet near.")
            #expect(try await world.waiting() == ["N-2026-0002: noise"])
            #expect(try await world.listed("closed") == ["N-2026-0001"])
            #expect(try await world.listed("open") == ["N-2026-0002"])
            let again = try await world.registry.reopenNuisanceReport(
                "N-2026-0001", Reason("A neighbour names the outlet."), Call(by: world.otherOfficer)
            ).json
            #expect(again["status"] == "open")
            #expect(again["history"]?.items?.map { $0["act"] } == ["close", "reopen"])
            #expect(try await world.waiting() == ["N-2026-0001: noise; 1 later report waits too"])
            _ = try await world.registry.closeNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            #expect(try await world.listed("closed") == ["N-2026-0001"])
        }
    }

    @Test func `what is closed already, open already, claimed, or not there is refused`() async throws {
        try await withReports { world in
            let registry = world.registry
            let open = try await refusalOf {
                try await registry.reopenNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            }
            #expect(open.code == "closed_report_is_reopened")
            #expect(open.message == "Nuisance report N-2026-0001 is open, so there is nothing to reopen.")
            _ = try await registry.closeNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            let twice = try await refusalOf {
                try await registry.closeNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            }
            #expect(twice.code == "report_is_closed_once")
            #expect(twice.message == "Nuisance report N-2026-0001 is closed already.")
            #expect(twice.hint == "Look at the report; it says who closed it and why.")
            let claim = NewAttribution(outlet: world.outlet, reason: "Its customers park there.")
            let claimed = try await refusalOf {
                try await registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: world.officer))
            }
            #expect(claimed.code == "closed_report_is_not_claimed")
            #expect(claimed.message == "Nuisance report N-2026-0001 is closed, because it belongs to no outlet.")
            #expect(claimed.hint == "Reopen it first, with a reason.")
            _ = try await registry.proposeAttribution(of: "N-2026-0002", claim, Call(by: world.officer))
            let belongs = try await refusalOf {
                try await registry.closeNuisanceReport("N-2026-0002", .party, Call(by: world.officer))
            }
            #expect(belongs.code == "claimed_report_is_not_closed")
            #expect(
                belongs.message
                    == "Nuisance report N-2026-0002 is claimed for outlet \(world.outlet); only one that belongs to no outlet is closed."
            )
            let unknown = try await refusalOf {
                try await registry.closeNuisanceReport("N-2026-0099", .party, Call(by: world.officer))
            }
            #expect(unknown.message == "There is no nuisance report N-2026-0099.")
            let role = try await refusalOf {
                try await registry.closeNuisanceReport("N-2026-0001", .party, Call(by: world.inspector))
            }
            #expect(role.message == "To close or reopen a nuisance report the role officer is needed.")
            #expect(try await world.count("registry.nuisance_standing") == 1)
        }
    }

    @Test func `it is append-only, and each act has its entry for the audit`() async throws {
        try await withReports { world in
            _ = try await world.registry.closeNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            _ = try await world.registry.reopenNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            for statement: SQL in [
                "UPDATE registry.nuisance_standing SET reason = 'Something else altogether.'",
                "DELETE FROM registry.nuisance_standing",
            ] {
                let failure = try await world.failure(as: world.officer, statement)
                #expect(failure?.sqlstate == "42501", "\(String(describing: failure))")
            }
            let acts = try await world.test.admin.query(
                "SELECT act FROM audit.outbox WHERE object = 'nuisance_standing' ORDER BY id"
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(acts == ["close", "reopen"])
        }
    }

    @Test func `who only brings reports in is not told what became of them`() async throws {
        try await withReports { world in
            _ = try await world.registry.closeNuisanceReport("N-2026-0001", .party, Call(by: world.officer))
            let own = try await world.registry.nuisanceReport("N-2026-0001", world.intake).json
            #expect(own["status"] == .null)
            #expect(own["history"] == [])
        }
    }

    private func withReports(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld { world in
            for _ in 1...2 { _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake)) }
            try await body(world)
        }
    }
}

extension Reason {
    fileprivate static var party: Reason { Reason("A street party, no outlet near.") }
}

extension World {
    /// What waits for the officer.
    fileprivate func waiting() async throws -> [String] {
        try await registry.today(officer).json["items"]?.items?.map {
            "\($0["reference"]?.text ?? ""): \($0["about"]?.text ?? "")"
        } ?? []
    }

    fileprivate func listed(_ status: String) async throws -> [String] {
        try await registry.nuisanceReports(NuisanceQuery(status: status), Page(), officer).json["items"]?.items?
            .compactMap { $0["reference"]?.text } ?? []
    }
}
