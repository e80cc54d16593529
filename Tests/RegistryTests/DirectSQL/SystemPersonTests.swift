import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// The system itself is nobody who decides, and nobody makes oneself more than one is.
@Suite struct SystemPersonTests {
    @Test func `no second person is hidden behind the system`() async throws {
        try await withWorld { world in
            let (home, by) = (world.jurisdiction, world.administrator.person)
            let hidden = try await world.said(
                by: world.administrator,
                """
                INSERT INTO registry.person (jurisdiction_id, id, name, kind, changed_by)
                VALUES (\(home), nextval('ops.person_id'), 'Nobody', 'system', \(by))
                """)
            #expect(
                hidden == """
                    RG007 system_comes_with_its_authority: The system itself is the first person of an authority and is recorded \
                    with it, so nobody was appointed. | Appoint an official.
                    """)
            let system = try await world.system().person
            let account = try await world.said(
                by: world.administrator,
                """
                INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by)
                VALUES (\(home), \(system), 'ghost', \(by))
                """)
            let role = try await world.said(
                by: world.administrator,
                """
                INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, changed_by)
                VALUES (\(home), \(system), 'reviewer', \(by))
                """)
            for said in [account, role] {
                #expect(
                    said == """
                        RG007 system_does_not_sign_in: The system itself has no account and no role, so none was given. | Appoint an \
                        official.
                        """)
            }
            // Whoever came in past the guards is seen.
            try await TestLog.tamper(
                world.test,
                [
                    """
                    INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by)
                    VALUES (\(home), \(system), 'ghost', \(by))
                    """
                ])
            let people = try await world.registry.people(Page(), world.administrator).json["items"]?.items ?? []
            #expect(people.filter { $0["kind"] == "system" }.map { $0["logins"] } == [["ghost"]])
        }
    }

    @Test func `nobody gives a role to oneself, but the first of an authority`() async throws {
        try await withTestDatabase { scratch in
            let town = try await Town.establish(in: scratch)
            let refusal = await #expect(throws: Refusal.self) {
                try await town.registry.changeRole(
                    "\(town.administrator.person)", RoleChange(role: .officer, grant: true),
                    Call(by: town.administrator))
            }
            #expect(refusal?.code == "role_is_granted_by_another_person")
            #expect(refusal?.message == "Nobody gives a role to oneself, so none was given.")
            #expect(refusal?.hint == "Ask another administrator.")
            // Another one does.
            _ = try await town.registry.changeRole(
                "\(town.officer.person)", RoleChange(role: .administrator, grant: true), Call(by: town.administrator))
            var second = town.officer
            second.roles = [.officer, .administrator]
            let given = try await town.registry.changeRole(
                "\(town.administrator.person)", RoleChange(role: .officer, grant: true), Call(by: second))
            #expect(try given.json["roles"]?.items?.contains("officer") == true)
        }
    }
}
