import Policy
import Records
import Testing

@testable import Registry

/// What holds of a licence today, which is not always what was recorded of it.
struct StandingTests {
    @Test func `a licence stands today as its days say, in the list, on its card and its party's, and at the outlet`()
        async throws
    {
        try await withTown { town in
            let (outlet, holder) = (try await town.outlet(), try await town.party())
            let past = try await town.licence(
                outlet, holder, from: .sample("2015-01-01"), until: .sample("2020-01-01"))
            let present = try await town.licence(
                outlet, holder, from: .sample("2020-01-01"), until: .sample("2999-01-01"))
            let later = try await town.licence(outlet, holder, from: .sample("2999-01-01"))
            #expect(try await town.standings() == [past: "ended", present: "valid", later: "begins_later"])
            for (licence, standing) in [(past, "ended"), (present, "valid"), (later, "begins_later")] {
                let card = try await town.registry.licence(licence, town.officer).json
                #expect([card["standing"], card["status"]] == [.string(standing), "valid"])
                let listed = try await town.registry.licences(
                    LicenceQuery(outlet: outlet, standing: LicenceStanding(rawValue: standing)), Page(), town.officer)
                #expect(try listed.json["items"]?.items?.map { $0["reference"] } == [.string(licence)])
            }
            let around = try await town.registry.outlet(outlet, town.officer).json
            #expect(around["licence"]?["standing"] == "valid")
            #expect(around["nextLicence"]?["standing"] == "begins_later")
            let party = try await town.registry.party(holder, town.officer).json
            #expect(
                party["licences"]?.items?.map { $0["standing"] } == ["ended", "valid", "begins_later"])
        }
    }

    @Test func `until the day of its lapse or transfer a licence is valid, and from then on it is what was recorded`()
        async throws
    {
        try await withTown { town in
            let (outlet, heir) = (try await town.outlet(), try await town.party("Nieuwe Hand"))
            let old = try await town.licence(outlet, try await town.party())
            let next = try await town.registry.transferLicence(
                old, LicenceTransfer(holder: heir, on: .sample("2999-06-01"), reason: "The business was sold."),
                town.change(1)
            ).text("reference")
            let other = try await town.outlet(number: "2")
            let gone = try await town.licence(other, heir)
            _ = try await town.registry.lapseLicence(
                gone, DatedReason(on: .sample("2026-06-01"), reason: "The holder stopped."), town.change(1))
            #expect(
                try await town.standings() == [old: "valid", next ?? "": "begins_later", gone: "lapsed"])
            let card = try await town.registry.outlet(outlet, town.officer).json
            #expect([card["licence"]?["standing"], card["licence"]?["status"]] == ["valid", "transferred"])
        }
    }
}

extension Town {
    /// Standing by reference, as the list shows it.
    fileprivate func standings() async throws -> [String: String] {
        let items = try await registry.licences(LicenceQuery(), Page(), officer).json["items"]?.items ?? []
        return Dictionary(
            uniqueKeysWithValues: items.map { ($0["reference"]?.text ?? "", $0["standing"]?.text ?? "") })
    }
}
