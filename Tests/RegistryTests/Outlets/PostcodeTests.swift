import Policy
import Records
import Testing

@testable import Registry

/// The form of a postcode, where the country of the authority is certain.
struct PostcodeTests {
    @Test func `a Dutch authority takes no other form, in a register, a move and an amendment`() async throws {
        try await withTown { town in
            let wrong = Address(street: "Rokin", houseNumber: "2", postcode: "112 JD")
            let detail = "\"postcode\" is \"112 JD\"; a Dutch postcode has four digits and two letters, like 1012 JD."
            let problem = [FieldProblem("/postcode", "no_dutch_postcode", detail)]
            let registered = try await refusalOf {
                try await town.registry.registerOutlet(
                    NewOutlet(kind: .consumption, address: wrong), Call(by: town.officer))
            }
            #expect(registered.problems == problem)
            let outlet = try await town.outlet()
            let moved = try await refusalOf {
                try await town.registry.moveOutlet(
                    outlet, OutletMove(address: wrong, on: .sample("2026-10-01"), reason: "Moves."), town.change(1))
            }
            #expect(moved.problems == problem)
            let amendment = try Fields.read(["postcode": "112 JD", "reason": "As the owner says."]) {
                OutletAmendment(&$0)
            }
            let amended = try await refusalOf {
                try await town.registry.amendOutlet(outlet, amendment, town.change(1))
            }
            #expect(amended.problems == problem)
        }
    }

    @Test func `a list that writes a postcode with a blank tells no change`() async throws {
        try await withTown { town in
            let header = "kind,street,house_number,postcode,locality\n"
            func read(_ postcode: String) async throws -> JSONValue {
                let list = Array("\(header)retail,Damrak,1,\(postcode),Amsterdam\n".utf8)
                return try await town.registry.importOutlets(
                    list, OutletImport(profile: .generic, apply: true), Call(by: town.officer)
                ).json
            }
            #expect(try await read("1012LG")["new"] == 1)
            let again = try await read("1012 lg")
            #expect([again["unchanged"], again["changed"]] == [1, 0])
        }
    }
}
