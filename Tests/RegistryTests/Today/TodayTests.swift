import Policy
import Postgres
import Records
import Testing

@testable import Registry

@Suite struct TodayTests {
    @Test func `each person sees their part, and nobody their own proposal to issue`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2026-11-01")
            #expect(try await titles(world.officer, world) == ["decide C-2026-0001"])
            #expect(try await titles(world.inspector, world) == [])
            try await world.follow("C-2026-0001")
            #expect(try await titles(world.otherOfficer, world) == ["draft C-2026-0001"])
            let action = try await world.propose("C-2026-0001", by: world.both)
            #expect(try await titles(world.both, world) == [])
            #expect(try await titles(world.reviewer, world) == ["issue A-2026-0001"])
            _ = try await world.registry.returnAction(
                action, Reason("Name the day."), Call(by: world.reviewer, expectedVersion: 2))
            #expect(try await titles(world.both, world) == ["amend A-2026-0001"])
            #expect(try await titles(world.officer, world) == [])
        }
    }

    @Test func `an entry says what, since when, from whom and by when`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2026-11-01")
            try await world.follow("C-2026-0001")
            _ = try await world.propose("C-2026-0001")
            let item = try await world.registry.today(world.reviewer).json["items"]?[0]
            #expect(item?["due"] == "2026-12-01")
            #expect(item?["from"] == "Otto Officer")
            #expect(item?["object"] == "action")
            #expect(item?["about"] == "warning")
            #expect(item?["outlet"] == .string(world.outlet))
            #expect(item?["since"]?.text?.hasPrefix("20") == true)
        }
    }

    @Test func `old allegations and licences that end soon are shown to officers`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2020-02-01")
            let party = try await world.registry.registerParty(
                NewParty(kind: .natural, name: "H. Holder"), Call(by: world.officer)
            ).json
            let today: LocalDate = try await world.test.admin.query("SELECT current_date") {
                try $0[0].decode(LocalDate.self, 0)
            }
            let licence = NewLicence(
                holder: party["reference"]?.text ?? "", validFrom: today.adding(days: -100),
                endsOn: today.adding(days: 30),
                conditions: [])
            _ = try await world.registry.grantLicence(for: world.outlet, licence, Call(by: world.officer))
            #expect(
                try await titles(world.officer, world)
                    == ["renew L-\(today.year)-0001", "decide C-2026-0001", "review I-2026-0001"])
        }
    }

    @Test func `a licence that has ended is not there to be renewed`() async throws {
        try await withWorld { world in
            let party = try await world.registry.registerParty(
                NewParty(kind: .natural, name: "H. Holder"), Call(by: world.officer)
            ).text("reference")
            func grant(from: String, until: String) async throws -> String {
                try await world.registry.grantLicence(
                    for: world.outlet,
                    NewLicence(holder: party ?? "", validFrom: .sample(from), endsOn: .sample(until)),
                    Call(by: world.officer)
                ).text("reference") ?? ""
            }
            let old = try await grant(from: "1990-01-01", until: "1991-01-01")
            let item = try await world.registry.today(world.officer).json["items"]?[0]
            #expect([item?["what"], item?["reference"], item?["due"]] == ["review", .string(old), "1991-01-01"])
            #expect(item?["about"] == "ended: grant a new licence if there is selling, or record the lapse")
            let later = try await grant(from: "1992-01-01", until: "1993-01-01")
            #expect(try await titles(world.officer, world) == ["review \(later)"])
            _ = try await world.registry.lapseLicence(
                later, DatedReason(on: .sample("1993-01-01"), reason: "It was not renewed."),
                Call(by: world.officer, expectedVersion: 1))
            #expect(try await titles(world.officer, world) == [])
        }
    }

    @Test func `two visits that wait are told apart`() async throws {
        try await withWorld { world in
            try await world.inspect(1, on: "2026-11-01")
            try await world.inspect(2, on: "2026-11-02")
            let items = try await world.registry.today(world.officer).json["items"]?.items ?? []
            #expect(
                items.map { $0["about"] } == [
                    "warning: I-2026-0001 of 2026-11-01, unannounced, by nl/amsterdam/two-step",
                    "warning: I-2026-0002 of 2026-11-02, unannounced, by nl/amsterdam/two-step",
                ])
        }
    }

    @Test func `a nuisance report without an outlet waits for an officer, with the number of the others`() async throws
    {
        try await withWorld { world in
            for _ in 1...2 { _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake)) }
            #expect(try await titles(world.officer, world) == ["attribute N-2026-0001"])
            let item = try await world.registry.today(world.officer).json["items"]?[0]
            #expect([item?["about"], item?["outlet"]] == ["noise; 1 later report waits too", .null])
            #expect(try await titles(world.reviewer, world) == [])
            for reference in ["N-2026-0001", "N-2026-0002"] {
                _ = try await world.registry.proposeAttribution(
                    of: reference, NewAttribution(outlet: world.outlet, reason: "In front of it."),
                    Call(by: world.officer))
            }
            #expect(try await titles(world.officer, world) == [])
        }
    }

    private func titles(_ actor: Actor, _ world: World) async throws -> [String] {
        let items = try await world.registry.today(actor).json["items"]?.items ?? []
        return items.map { "\($0["what"]?.text ?? "") \($0["reference"]?.text ?? "")" }
    }
}
