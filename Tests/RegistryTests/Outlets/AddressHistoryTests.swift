import Policy
import Records
import Testing

@testable import Registry

/// History follows the premises: no outlet comes to an address whose history another one has.
struct AddressHistoryTests {
    @Test func `no other outlet takes the address of a closed one, which is reopened`() async throws {
        try await withWorld(outlets: 2) { world in
            let (closed, other) = (world.outlets[0], world.outlets[1])
            let end = DatedReason(on: .sample("2026-02-10"), reason: "The operator stopped.")
            _ = try await world.registry.closeOutlet(closed, end, world.change(1))
            let message =
                "Outlet \(closed) at this address was closed on 2026-02-10, so no other outlet is registered there or moved there."
            for address in [world.damrak(1), world.damrak(1, postcode: ""), world.damrak(1, postcode: "1012 lg")] {
                let found = try await refusalOf { try await world.register(at: address) }
                #expect(found.kind == .conflict && found.code == "address_keeps_its_history")
                #expect(found.message == message)
                #expect(found.hint == "Reopen it if there is selling again: its history goes on.")
            }
            let moved = try await refusalOf { try await world.move(other, to: world.damrak(1), version: 1) }
            #expect(moved.message == message)
            _ = try await world.register(at: world.damrak(1, postcode: "1099AA"))
            let start = DatedReason(on: .sample("2026-03-01"), reason: "A new operator.")
            #expect(
                try await world.registry.reopenOutlet(closed, start, world.change(2)).text("status") == "active")
        }
    }

    @Test func `no other outlet takes the address that one with violations left`() async throws {
        try await withWorld(outlets: 2) { world in
            let (moved, other) = (world.outlets[0], world.outlets[1])
            try await world.inspect(1, failed: ["A"])
            let new = Address(street: "Elders", houseNumber: "9", postcode: "1013AA", locality: "Amsterdam")
            _ = try await world.move(moved, to: new, version: 1)
            let message =
                "Outlet \(moved) was at this address until 2026-10-20, and the violations found there are in its record, "
                + "so no other outlet is registered there or moved there."
            let registered = try await refusalOf { try await world.register(at: world.damrak(1)) }
            #expect(registered.message == message)
            #expect(
                registered.hint == "Move that outlet back if there is selling there again; a record is not divided.")
            let second = try await refusalOf { try await world.move(other, to: world.damrak(1), version: 1) }
            #expect(second.message == message)
            #expect(try await world.move(moved, to: world.damrak(1), version: 2).text("houseNumber") == "1")
            // What was found after the move was found elsewhere.
            _ = try await world.register(at: new)
        }
    }

    @Test func `an address that was written wrongly is free again, as long as nothing was found there`() async throws {
        try await withWorld { world in
            let new = Address(street: "Elders", houseNumber: "9")
            _ = try await world.move(world.outlet, to: new, version: 1)
            try await world.inspect(1, failed: ["A"], on: "2026-11-01")
            #expect(try await world.register(at: world.damrak(1)).status == 201)
        }
    }

    @Test func `an amendment that makes the address another's is refused by the database too`() async throws {
        try await withWorld(outlets: 1) { world in
            let end = DatedReason(on: .sample("2026-02-10"), reason: "The operator stopped.")
            _ = try await world.registry.closeOutlet(world.outlet, end, world.change(1))
            let other = try await world.register(at: world.damrak(1, postcode: "1099AA"))
            let found = try await refusalOf {
                try await world.registry.amendOutlet(
                    try other.text("reference") ?? "", OutletAmendment(postcode: "1012LG", reason: "Written wrongly."),
                    world.change(1))
            }
            #expect(found.kind == .conflict && found.code == "address_keeps_its_history")
            let direct = try await world.failure(
                as: world.officer,
                """
                UPDATE registry.outlet SET postcode = '1012LG', act = 'amend', version = version + 1,
                    changed_by = \(world.officer.person) WHERE status = 'active'
                """)
            #expect(
                direct?.words
                    == "RG006 address_keeps_its_history: Outlet \(world.outlet) at this address was closed on 2026-02-10, so"
                    + " no other outlet is registered there or moved there."
                    + " | Reopen it if there is selling again: its history goes on.")
        }
    }

    @Test func `a list's row at an address that one with violations left is rejected, the others come in`() async throws
    {
        try await withWorld { world in
            try await world.inspect(1, failed: ["A"])
            _ = try await world.move(world.outlet, to: Address(street: "Elders", houseNumber: "9"), version: 1)
            let list =
                "kind,street,house_number,postcode,locality\nretail,Damrak,1,1012LG,Amsterdam\nretail,Rokin,2,,\n"
            let answer = try await world.registry.importOutlets(
                Array(list.utf8), OutletImport(profile: .generic, apply: true, acceptRejects: true),
                Call(by: world.officer)
            ).json
            #expect([answer["new"], answer["rejected"]] == [1, 1])
            #expect(
                answer["rejects"]?.text?.contains(
                    "2,street,moved_outlet,\"Outlet \(world.outlet) moved away from this address on 2026-10-20, and the list has it there. Leave the row out; the violations found there are in its record, so no other outlet is registered there.\""
                )
                    == true, "\(answer)")
        }
    }

    @Test func `a taken address is told together with what else is wrong`() async throws {
        try await withWorld { world in
            let new = NewOutlet(
                kind: .retail, address: world.damrak(1), place: Place(longitude: 52.3702, latitude: 4.8952))
            let found = try await refusalOf { try await world.registry.registerOutlet(new, Call(by: world.officer)) }
            #expect(
                found.problems.map(\.description) == [
                    "/longitude place_is_in_the_jurisdiction: Longitude 52.3702 and latitude 4.8952 lie outside Amsterdam and "
                        + "look swapped. Longitude is 4.7 to 5.1 and latitude 52.2 to 52.5 there.",
                    "/street one_active_outlet_per_address: Outlet \(world.outlet) is registered at that address already. "
                        + "Work with that outlet: its history goes on, whoever operates it.",
                ])
        }
    }
}

extension World {
    fileprivate func change(_ version: Int) -> Call { Call(by: officer, expectedVersion: version) }

    /// As the outlets of the world have them.
    fileprivate func damrak(_ number: Int, postcode: String = "1012LG") -> Address {
        Address(street: "DAMRAK", houseNumber: "\(number)", postcode: postcode, locality: "Amsterdam")
    }

    @discardableResult
    fileprivate func register(at address: Address) async throws -> Answer {
        try await registry.registerOutlet(NewOutlet(kind: .retail, address: address), Call(by: officer))
    }

    @discardableResult
    fileprivate func move(_ outlet: String, to address: Address, version: Int) async throws -> Answer {
        try await registry.moveOutlet(
            outlet, OutletMove(address: address, on: .sample("2026-10-20"), reason: "It moves."), change(version))
    }
}

extension FieldProblem {
    fileprivate var description: String { "\(pointer) \(code): \(detail)" }
}
