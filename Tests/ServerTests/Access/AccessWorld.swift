import Postgres
import Records
import Registry
import TestSupport
import Testing

@testable import Server

/// Two authorities in one server, with a record and a visitor of every kind in both.
struct AccessWorld: Sendable {
    let server: RunningServer
    /// Which has the records that are asked for.
    let own: AccessHouse
    let others: AccessHouse
    let unknownOutlet: String

    init(_ server: RunningServer) async throws {
        self.server = server
        let neighbour = try await Authority.establish(server.registry, code: "0394")
        // No record of the one has the reference of a record of the other.
        try await server.database.admin.write([]) { db in
            try db.execute(
                """
                DO $$ DECLARE s record; BEGIN
                    FOR s IN SELECT c.oid::regclass AS name FROM pg_class AS c JOIN registry.jurisdiction AS j
                        ON j.code = '0394' AND c.relname LIKE 'number^_' || j.id || '^_%' ESCAPE '^' WHERE c.relkind = 'S' LOOP
                        PERFORM setval(s.name, 500);
                    END LOOP;
                END $$
                """)
        }
        own = try await AccessHouse(server, server.authority, canary: "Zebrakanarie")
        others = try await AccessHouse(server, neighbour, canary: "Okapikanarie")
        unknownOutlet = try await server.database.admin.read {
            try $0.one("SELECT '0363-777-' || ops.check_character('0363-777')")
        }
    }

    /// The records in other states, past the guards. Pass by pass each kind takes the next of its states.
    func put(intoStates pass: Int) async throws {
        @Sendable func state(_ states: [String]) -> String { states[pass % states.count] }
        _ = try await server.database.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            let action = state(["proposed", "draft", "issued", "revoked", "withdrawn"])
            let kind = ["warning", "suspension", "withdrawal"][pass / 5 % 3]
            let isSigned = action == "issued" || action == "revoked"
            try db.execute(
                """
                UPDATE registry.action SET status = \(action), reason = 'For the matrix.', proposed_at = coalesce(proposed_at, now()),
                    kind = CASE WHEN \(isSigned)::boolean THEN \(kind) ELSE 'warning' END,
                    starts_on = CASE WHEN \(isSigned && kind != "warning")::boolean THEN (now() AT TIME ZONE 'Europe/Amsterdam')::date END,
                    issued_by = CASE WHEN \(isSigned)::boolean THEN proposed_by + 1 END,
                    issued_at = CASE WHEN \(isSigned)::boolean THEN now() END
                """)
            try db.execute(
                "UPDATE registry.case_file SET status = \(state(["open", "open", "open", "closed"])), reason = 'For the matrix.'"
            )
            try db.execute(
                """
                UPDATE registry.licence SET reason = 'For the matrix.', status = \(state(["suspended", "lapsed", "valid", "withdrawn", "transferred"])),
                    ends_on = CASE WHEN \([1, 3, 4].contains(pass % 5) || pass == 2)::boolean THEN (now() AT TIME ZONE 'Europe/Amsterdam')::date + 30 END
                WHERE valid_from < '2900-01-01'
                """)
            try db.execute(
                """
                UPDATE registry.outlet SET status = \(state(["active", "active", "active", "closed", "active"])), reason = 'x',
                    effective_on = (now() AT TIME ZONE 'Europe/Amsterdam')::date 
                """)
            try db.execute(
                """
                UPDATE registry.policy_pack SET status = \(state(["active", "proposed", "draft", "withdrawn"])), reason = 'x',
                    activated_by = CASE WHEN \(pass % 4 == 0)::boolean THEN proposed_by + 1 END,
                    activated_at = CASE WHEN \(pass % 4 == 0)::boolean THEN now() END
                WHERE pack_id = 'nl/dordrecht/o'
                """)
            try db.execute(
                """
                UPDATE registry.back_check SET status = \(state(["due", "waiver_proposed", "waived"])), reason = 'For the matrix.'
                """)
            try db.execute(
                "UPDATE registry.redraw SET status = \(state(["requested", "requested", "refused"])), reason = 'For the matrix.'"
            )
            for name in ["draw_result", "assignment"] {
                try db.execute("ALTER TABLE registry.\(identifier: name) DISABLE TRIGGER append_only")
                try db.execute(
                    """
                    UPDATE registry.\(identifier: name)
                    SET shown_from = now() + \(state(["-1 day", "1 day"]))::text::interval
                    """)
                try db.execute("ALTER TABLE registry.\(identifier: name) ENABLE ALWAYS TRIGGER append_only")
            }
            // Of contacts, keys, credentials, tokens and files.
            let states: [(String, [String])] = [
                ("contact_key", ["active", "proposed", "active", "superseded", "withdrawn"]),
                ("unsealing", ["requested", "granted", "refused"]), ("contact_hold", ["held", "lifted"]),
                ("contact_erasure", ["requested", "refused", "approved"]),
                ("credential", ["valid", "revoked", "replaced"]), ("subject_binding", ["bound", "unbound"]),
                ("evidence_hold", ["held", "lifted"]),
                ("evidence_attachment", ["attached", "attached", "detached"]),
            ]
            for (table, states) in states {
                try db.execute(
                    "UPDATE registry.\(identifier: table) SET status = \(state(states)), reason = 'For the matrix.'")
            }
            // One that was sent again in the place of a destroyed one stays out of the way.
            try db.execute(
                """
                UPDATE registry.evidence AS e SET reason = 'For the matrix.', status = CASE WHEN EXISTS (
                        SELECT FROM registry.evidence AS f WHERE f.jurisdiction_id = e.jurisdiction_id AND f.sha256 = e.sha256 AND f.id < e.id)
                    THEN 'destroyed' ELSE \(state(["kept", "kept", "kept", "kept", "destroyed"])) END
                """)
            try db.execute("UPDATE registry.unsealing SET granted_at = CASE WHEN status = 'granted' THEN now() END")
            // The tokens with which nobody asks.
            try db.execute(
                "UPDATE registry.access_token SET status = \(state(["valid", "revoked"])), reason = 'x' WHERE label = 'x'"
            )
            try db.execute(
                """
                UPDATE registry.role_grant SET status = \(state(["proposed", "refused"])), reason = 'For the matrix.'
                WHERE role = 'integrity' AND act = 'propose'
                """)
            try db.execute(
                "UPDATE registry.deputy SET status = \(state(["standing", "ended"])), reason = 'For the matrix.'")
            try db.execute(
                """
                UPDATE registry.conflict_of_interest SET status = \(state(["standing", "standing", "ended"])),
                    reason = 'For the matrix.'
                """)
        }
    }
}
