import Postgres
import Records

@testable import Registry

extension RuleBreach {
    struct NotRefused: Error {}

    /// Sends the statement in a transaction of the superuser and undoes it.
    /// - Returns: SQLSTATE, rule and what a user reads.
    func trial(_ world: World, _ db: Transaction) throws -> String {
        do {
            try db.savepoint {
                let statement = try text(db)
                for preparation in preparations(world) { try db.execute(preparation) }
                try db.execute(.file(statement))
                throw NotRefused()
            }
        } catch let error as PostgresError {
            let refusal = error.refusal
            return "\(error.sqlstate ?? "") \(error.constraint ?? error.message) -> "
                + "\(refusal.map { "\($0.kind)" } ?? "no refusal"): \(refusal?.message ?? "") | \(refusal?.hint ?? "")"
        } catch is NotRefused {}
        return "was not refused"
    }

    private func preparations(_ world: World) -> [SQL] {
        let signer = ContextSigner(key: world.test.contextKey)
        var actor = world.otherInspector
        actor.roles = Set(Role.allCases)
        switch sender {
        case .service: break
        case .serviceSignedByNobody: actor.person = 999_999
        case .ownerPastTheGuards: return [.file("ALTER TABLE \(table) DISABLE TRIGGER USER")]
        }
        return ["SET LOCAL ROLE registry_service", "SET CONSTRAINTS ALL IMMEDIATE", signer.statement(for: actor)]
    }

    private func text(_ db: Transaction) throws -> String {
        switch statement {
        case .change(let assignments):
            guard sender != .ownerPastTheGuards else { return "UPDATE \(table) SET \(assignments) WHERE \(row)" }
            return
                "UPDATE \(table) SET \(assignments), version = version + 1, changed_by = ops.context_person() WHERE \(row)"
        case .copy(let values):
            let columns = try columns(db, also: values)
            let expressions = columns.map { values[$0] ?? usual($0) }
            return """
                INSERT INTO \(table) (\(columns.joined(separator: ", "))) OVERRIDING SYSTEM VALUE
                SELECT \(expressions.joined(separator: ", ")) FROM \(table) WHERE \(row) LIMIT 1
                """
        }
    }

    /// The columns that the sender may write, without the generated ones.
    private func columns(_ db: Transaction, also values: [String: String]) throws -> [String] {
        try db.rows(
            """
            SELECT attname::text AS name FROM pg_attribute
            WHERE attrelid = \(table)::text::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                AND (attidentity = '' OR attname = ANY (\(Array(values.keys))::text[]))
                AND (\(sender == .ownerPastTheGuards)
                    OR has_column_privilege('registry_service', attrelid, attname, 'INSERT'))
            ORDER BY attnum
            """
        ).map { try $0.get("name") }
    }

    /// A copy by the service is a new record of the person who signs.
    private func usual(_ column: String) -> String {
        guard sender != .ownerPastTheGuards else { return column }
        let beginning =
            "FROM ops.legal_act AS l WHERE l.object = '\(table.dropFirst("registry.".count))' "
            + "AND l.from_status = 'new' AND l.act NOT IN ('succeed', 'sign_in') "
            + "AND (l.object, l.act) <> ('role_grant', 'propose')"
        return switch column {
        case "status": table.hasPrefix("registry.") ? "(SELECT l.to_status \(beginning))" : column
        case "act": "(SELECT l.act \(beginning))"
        case "version": "1"
        case "changed_by", "recorded_by", "proposed_by", "inspector_id": "ops.context_person()"
        default: column
        }
    }
}
