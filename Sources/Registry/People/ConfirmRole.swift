import Postgres
import Records

extension Registry {
    /// Another person confirms a role that was proposed for somebody; from then on that person has it.
    /// - Throws: `Refusal` `unknown_person`, `no_role_proposed`, `role_is_confirmed_by_another_person`,
    ///   `own_role_is_confirmed_by_another_person`, `integrity_stands_alone`, or for want of the role.
    package func confirmRole(of person: String, _ call: Call) async throws -> Answer {
        try await changeProposedRole(of: person, "status = 'granted', act = 'confirm', reason = NULL", call)
    }

    /// Doesn't: the proposal is over.
    /// - Throws: `Refusal` `unknown_person`, `no_role_proposed`, or for want of the role.
    package func refuseRole(of person: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await changeProposedRole(of: person, "status = 'refused', act = 'refuse', reason = \(reason.text)", call)
    }

    private func changeProposedRole(of person: String, _ change: SQL, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.person(named: person, call.actor, db)
            let changed = try db.execute(
                """
                UPDATE registry.role_grant SET \(sql: change), effective_on = NULL, version = version + 1,
                    changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND person_id = \(id) AND status = 'proposed'
                """)
            guard changed > 0 else {
                throw Refusal(
                    .notPossibleNow, "no_role_proposed", "No role is proposed for person \(person).",
                    hint: "Look at what waits for you; proposed roles are among it.")
            }
            return try Self.personRoles(id, call.actor, db)
        }
    }

    /// What of a person those may see who are no administrators.
    private static func personRoles(_ person: Int, _ actor: Actor, _ db: Transaction) throws -> Answer {
        let rows = try db.rows(
            """
            SELECT id, name, roles, proposed_roles FROM registry.person_card
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(person)
            """)
        return try Answer.record(rows, orElse: Refusal.unknown("person", "\(person)"))
    }
}
