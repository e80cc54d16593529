import Records
import Testing

@testable import Registry

/// The role integrity: proposed by one person, confirmed by another, and nobody has it beside another role.
@Suite struct IntegrityRoleTests {
    private static let grant = RoleChange(role: .integrity, grant: true)

    @Test func `the role is proposed, waits for another person, and counts once it is confirmed`() async throws {
        try await withWorld { world in
            let person = try await world.seed.appoint("Hanna Integer", "hanna", [], by: world.administrator)
            let administrator = Call(by: world.administrator)
            let proposed = try await world.registry.changeRole("\(person.person)", Self.grant, administrator).json
            #expect(proposed["roles"] == [] && proposed["proposedRoles"] == ["integrity"])
            // Again nothing happens.
            _ = try await world.registry.changeRole("\(person.person)", Self.grant, administrator)
            let waiting = try await world.registry.today(world.reviewer).json["items"]?.items?.first {
                $0["object"] == "role"
            }
            #expect(waiting?["reference"] == "Hanna Integer" && waiting?["what"] == "confirm")
            let own = try await refusalOf {
                try await world.registry.confirmRole(of: "hanna", Call(by: person.with([.officer])))
            }
            #expect(own.code == "own_role_is_confirmed_by_another_person")
            #expect(own.message == "You would get this role, so someone else must confirm it.")
            let confirmed = try await world.registry.confirmRole(of: "hanna", Call(by: world.reviewer)).json
            #expect(confirmed["roles"] == ["integrity"] && confirmed["proposedRoles"] == [])
            let other = try await refusalOf {
                try await world.registry.changeRole(
                    "\(person.person)", RoleChange(role: .officer, grant: true), administrator)
            }
            #expect(other.code == "integrity_stands_alone")
            #expect(
                other.message
                    == "Hanna Integer has the role integrity or is to get it, and who has the role integrity has no other."
            )
            let none = try await refusalOf {
                try await world.registry.confirmRole(of: "hanna", Call(by: world.officer))
            }
            #expect(none.message == "No role is proposed for person hanna.")
        }
    }

    @Test func `who has another role doesn't get it, and a refused or withdrawn proposal counts for nothing`()
        async throws
    {
        try await withWorld { world in
            let administrator = Call(by: world.administrator)
            let held = try await refusalOf {
                try await world.registry.changeRole("\(world.officer.person)", Self.grant, administrator)
            }
            #expect(held.code == "integrity_stands_alone")
            #expect(held.message.hasPrefix("Otto Officer has the role officer or is to get it"))
            let person = try await world.seed.appoint("Hanna Integer", "hanna", [], by: world.administrator)
            let number = "\(person.person)"
            _ = try await world.registry.changeRole(number, Self.grant, administrator)
            let refused = try await world.registry.refuseRole(of: "hanna", Reason("Not she."), Call(by: world.officer))
                .json
            #expect(refused["roles"] == [] && refused["proposedRoles"] == [])
            _ = try await world.registry.changeRole(number, Self.grant, administrator)
            let withdrawn = try await world.registry.changeRole(
                number, RoleChange(role: .integrity, grant: false), administrator
            ).json
            #expect(withdrawn["proposedRoles"] == [])
            let appointed = try await world.registry.appoint(
                NewPerson(name: "Ivo", login: "ivo", roles: [.integrity]), administrator
            ).json
            #expect(appointed["roles"] == [] && appointed["proposedRoles"] == ["integrity"])
            let both = try await refusalOf {
                try await world.registry.appoint(
                    NewPerson(name: "Ida", login: "ida", roles: [.integrity, .reviewer]), administrator)
            }
            #expect(both.code == "integrity_stands_alone")
        }
    }

    @Test func `SQL of the service's own grants it to nobody alone`() async throws {
        try await withWorld { world in
            let person = try await world.seed.appoint("Hanna Integer", "hanna", [], by: world.administrator)
            func insert(_ role: String, _ status: String, _ act: String) async throws -> String? {
                try await world.said(
                    by: world.administrator,
                    """
                    INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, status, act, changed_by)
                    VALUES (\(world.jurisdiction), \(person.person), \(role), \(status), \(act), \(world.administrator.person))
                    """)
            }
            #expect(
                try await insert("integrity", "granted", "grant")
                    == "RG003 integrity_role_takes_two_persons: The role integrity is proposed by an administrator and confirmed "
                    + "by another person, so it was not granted. | Propose it.")
            #expect(
                try await insert("officer", "proposed", "propose")
                    == "RG007 only_the_role_integrity_is_proposed: The role officer is not proposed; an administrator grants it. "
                    + "| Grant it.")
            #expect(try await insert("integrity", "granted", "confirm")?.hasPrefix("RG002") == true)
            #expect(try await insert("integrity", "proposed", "propose") == nil)
            #expect(try await insert("officer", "granted", "grant")?.hasPrefix("RG002 integrity_stands_alone") == true)
            let change = try await world.said(
                by: world.administrator,
                """
                UPDATE registry.role_grant SET status = 'granted', act = 'confirm', version = version + 1,
                    changed_by = \(world.administrator.person) WHERE status = 'proposed'
                """)
            #expect(change?.hasPrefix("RG003 role_is_confirmed_by_another_person") == true)
        }
    }

    @Test func `without its guard the role stands beside others`() async throws {
        try await withWorld { world in
            _ = try await world.test.admin.write { db in
                try db.execute("ALTER TABLE registry.role_grant DISABLE TRIGGER guard_2_role_grant")
            }
            _ = try await world.registry.changeRole(
                "\(world.officer.person)", Self.grant, Call(by: world.administrator))
            let both = try await world.registry.confirmRole(of: "otto", Call(by: world.officer)).json
            #expect(both["roles"] == ["integrity", "officer"])
        }
    }
}
