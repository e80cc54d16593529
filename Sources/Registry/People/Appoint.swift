import Postgres
import Records

extension Registry {
    /// Appoints an official with an account and roles; the role integrity is proposed alone, and another person confirms it.
    /// - Throws: `Refusal` for want of the role, `login_is_unique`, `login_is_lower_case`, `integrity_stands_alone`.
    package func appoint(_ new: NewPerson, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (home, by) = (call.actor.jurisdiction, call.actor.person)
            let person: Int = try db.one(
                """
                INSERT INTO registry.person (jurisdiction_id, id, name, changed_by)
                VALUES (\(home), nextval('ops.person_id'), \(new.name), \(by)) RETURNING id
                """)
            _ = try db.pipeline([
                """
                INSERT INTO registry.account (jurisdiction_id, person_id, login, recorded_by)
                VALUES (\(home), \(person), \(new.login), \(by))
                """,
                """
                INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, status, act, changed_by)
                SELECT \(home), \(person), r.role, CASE r.role WHEN 'integrity' THEN 'proposed' ELSE 'granted' END,
                    CASE r.role WHEN 'integrity' THEN 'propose' ELSE 'grant' END, \(by)
                FROM unnest(\(new.roles.map(\.rawValue))::text[]) AS r (role)
                """,
            ])
            return try Self.personCard(person, call.actor, db, status: 201)
        }
    }

    /// Gives a person a role or takes it away; the role integrity is proposed, and another person confirms it. What is so already
    /// stays so.
    /// - Throws: `Refusal` `unknown_person`, `person_has_left`, for want of the role, `last_administrator_stays`,
    ///   `integrity_stands_alone`.
    package func changeRole(_ person: String, _ change: RoleChange, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let id = try Self.id(of: .person, person, call.actor, db)
            if change.grant {
                try Self.refuseLeft(id, person, call.actor, db)
                try Self.grant(change.role, to: id, call, db)
            } else {
                if change.role == .administrator { try Self.requireAnotherAdministrator(than: id, call.actor, db) }
                try Self.revoke(change.role, from: id, call, db)
            }
            return try Self.personCard(id, call.actor, db)
        }
    }

    /// Ends a person's service: the roles are taken away, and tokens, sessions and credentials stop working.
    /// - Throws: `Refusal` `unknown_person`, a version mismatch, for want of the role, `last_administrator_stays`.
    package func dismiss(_ person: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .person, person, call, db)
            try Self.requireAnotherAdministrator(than: id, call.actor, db)
            _ = try db.pipeline([
                """
                UPDATE registry.person SET status = 'left', act = 'dismiss', reason = \(reason.text), version = \(next),
                    changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """,
                """
                UPDATE registry.role_grant SET status = 'revoked', act = 'revoke', reason = \(reason.text),
                    version = version + 1, changed_by = \(call.actor.person)
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND person_id = \(id)
                    AND status IN ('proposed', 'granted')
                """,
                """
                UPDATE registry.access_token AS t SET status = 'revoked', act = 'revoke', reason = \(reason.text),
                    version = t.version + 1, changed_by = \(call.actor.person)
                FROM registry.account AS a
                WHERE t.jurisdiction_id = \(call.actor.jurisdiction) AND t.status = 'valid'
                    AND (t.kind = 'token' OR t.expires_at > clock_timestamp())
                    AND a.jurisdiction_id = t.jurisdiction_id AND a.id = t.account_id AND a.person_id = \(id)
                """,
                """
                UPDATE registry.credential AS c SET status = 'revoked', act = 'revoke', reason = \(reason.text),
                    version = c.version + 1, changed_by = \(call.actor.person)
                FROM registry.account AS a
                WHERE c.jurisdiction_id = \(call.actor.jurisdiction) AND c.status = 'valid'
                    AND a.jurisdiction_id = c.jurisdiction_id AND a.id = c.account_id AND a.person_id = \(id)
                """,
                """
                UPDATE registry.subject_binding AS b SET status = 'unbound', act = 'unbind', reason = \(reason.text),
                    version = b.version + 1, changed_by = \(call.actor.person)
                FROM registry.account AS a
                WHERE b.jurisdiction_id = \(call.actor.jurisdiction) AND b.status = 'bound'
                    AND a.jurisdiction_id = b.jurisdiction_id AND a.id = b.account_id AND a.person_id = \(id)
                """,
            ])
            return try Self.personCard(id, call.actor, db)
        }
    }

    private static func grant(_ role: Role, to person: Int, _ call: Call, _ db: Transaction) throws {
        guard role != .integrity else { return try propose(role, to: person, call, db) }
        _ = try db.execute(
            """
            INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, changed_by)
            VALUES (\(call.actor.jurisdiction), \(person), \(role.rawValue), \(call.actor.person))
            ON CONFLICT (jurisdiction_id, person_id, role) WHERE status = 'granted' DO NOTHING
            """)
    }

    private static func propose(_ role: Role, to person: Int, _ call: Call, _ db: Transaction) throws {
        _ = try db.execute(
            """
            INSERT INTO registry.role_grant (jurisdiction_id, person_id, role, status, act, changed_by)
            SELECT \(call.actor.jurisdiction), \(person), \(role.rawValue), 'proposed', 'propose', \(call.actor.person)
            WHERE NOT EXISTS (SELECT FROM registry.role_grant AS g WHERE g.jurisdiction_id = \(call.actor.jurisdiction)
                AND g.person_id = \(person) AND g.role = \(role.rawValue) AND g.status IN ('proposed', 'granted'))
            """)
    }

    private static func refuseLeft(_ id: Int, _ person: String, _ actor: Actor, _ db: Transaction) throws {
        let left: Bool = try db.one(
            """
            SELECT EXISTS (SELECT FROM registry.person AS p
            WHERE p.jurisdiction_id = \(actor.jurisdiction) AND p.id = \(id) AND p.status = 'left')
            """)
        guard left else { return }
        throw Refusal(.notPossibleNow, "person_has_left", "Person \(person) has left, so no role was granted.")
    }

    private static func revoke(_ role: Role, from person: Int, _ call: Call, _ db: Transaction) throws {
        _ = try db.execute(
            """
            UPDATE registry.role_grant SET status = 'revoked', act = 'revoke', version = version + 1,
                changed_by = \(call.actor.person)
            WHERE jurisdiction_id = \(call.actor.jurisdiction) AND person_id = \(person) AND role = \(role.rawValue)
                AND status IN ('proposed', 'granted')
            """)
    }

    /// An authority without an administrator could never appoint one again.
    private static func requireAnotherAdministrator(than person: Int, _ actor: Actor, _ db: Transaction) throws {
        let others: Int = try db.one(
            """
            SELECT count(*) FROM registry.role_grant AS g
            JOIN registry.person AS p ON p.jurisdiction_id = g.jurisdiction_id AND p.id = g.person_id
            WHERE g.jurisdiction_id = \(actor.jurisdiction) AND g.role = 'administrator' AND g.status = 'granted'
                AND p.status = 'active' AND p.kind = 'official' AND p.id <> \(person)
            """)
        guard others > 0 else {
            throw Refusal(
                .notPossibleNow, "last_administrator_stays", "This is the only administrator of the authority.",
                hint: "Give another person the role administrator first.")
        }
    }
}
