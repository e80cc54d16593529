import Records
import Testing

@testable import Registry

@Suite struct NuisanceReportTests {
    @Test func `an attribution is a claim with its distance`() async throws {
        try await withWorld { world in
            _ = try await world.registry.receiveNuisanceReport(.sample, Call(by: world.intake))
            let claim = NewAttribution(outlet: world.outlet, reason: "Its customers park there.")
            let claimed = try await world.registry.proposeAttribution(
                of: "N-2026-0001", claim, Call(by: world.inspector))
            let attribution = try claimed.json["attributions"]?[0]
            #expect(attribution?["status"] == "proposed")
            #expect(attribution?["outlet"] == .string(world.outlet))
            #expect(attribution?["by"] == "Ilse Inspector")
            #expect(attribution?["distanceMetres"] == 111.3)
            let twice = try await refusalOf {
                try await world.registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: world.officer))
            }
            #expect(twice.message == "The report is claimed for that outlet already.")
            let unknown = try await refusalOf {
                try await world.registry.proposeAttribution(of: "N-2026-0099", claim, Call(by: world.officer))
            }
            #expect(unknown.message == "There is no nuisance report N-2026-0099.")
            let list = try await world.registry.nuisanceReports(
                NuisanceQuery(outlet: world.outlet), Page(), world.officer)
            #expect(try list.json["items"]?[0]?["outlets"] == [.string(world.outlet)])
        }
    }

    @Test func `a report without a place, with an empty contact, is told in one go`() async throws {
        try await withWorld { world in
            var new = NewNuisanceReport.sample
            new.place = nil
            new.contact = Sensitive(NuisanceContact())
            let found = try await refused(new, world)
            #expect(
                found.problems == [
                    FieldProblem(
                        "/address", "place_missing",
                        "The report says nowhere where it was. Give longitude and latitude, or an address."),
                    FieldProblem(
                        "/contact", "empty_contact",
                        "The contact has no name, e-mail or telephone. Give one of them, or leave the contact out."),
                ])
        }
    }

    @Test func `swapped coordinates and a future nuisance are refused`() async throws {
        try await withWorld { world in
            var swapped = NewNuisanceReport.sample
            swapped.place = Place(longitude: 52.37, latitude: 4.89)
            let found = try await refused(swapped, world)
            #expect(found.message == "Longitude 52.37 and latitude 4.89 lie outside Amsterdam and look swapped.")
            #expect(found.hint == "Longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.")
            var future = NewNuisanceReport.sample
            future.occurredAt = Instant(text: "2096-01-01T12:00:00Z")!
            let later = try await refused(future, world)
            #expect(later.message.hasPrefix("The nuisance would be at 2096-01-01 13:00; it is 2"))
            #expect(later.hint == "Correct the time.")
        }
    }

    @Test func `policy staff receive no reports`() async throws {
        try await withWorld { world in
            let found = try await refusalOf {
                try await world.registry.receiveNuisanceReport(.sample, Call(by: world.policy))
            }
            #expect(
                found.message == "To receive this nuisance report the role intake or officer or inspector is needed.")
        }
    }

    private func refused(_ new: NewNuisanceReport, _ world: World) async throws -> Refusal {
        try await refusalOf { try await world.registry.receiveNuisanceReport(new, Call(by: world.intake)) }
    }
}

extension NewNuisanceReport {
    /// Noise 0.001 degrees north of the first outlet, from somebody who left no contact.
    static var sample: NewNuisanceReport {
        NewNuisanceReport(
            category: .noise, occurredAt: Instant(text: "2026-10-01T21:00:00Z")!,
            place: Place(longitude: 4.8952, latitude: 52.3712), description: "Shouting in the street.")
    }

    /// The same from someone who can be reached.
    static var reachable: NewNuisanceReport {
        var report = sample
        report.contact = Sensitive(NuisanceContact(name: "M. de Wit", phone: "020 555 0100"))
        return report
    }
}
