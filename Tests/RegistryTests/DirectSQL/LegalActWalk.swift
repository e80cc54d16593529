import Postgres

/// Tries every act on one record in every status, inside one transaction of the superuser per act.
struct LegalActWalk: Sendable {
    let table: String
    let claim: SQL
    let person: Int
    private let legal: Set<[String]>
    let acts: [String]
    private let statuses: [String]
    private let columns: [String]

    struct Outcome: Sendable {
        var tried = 0
        var notRefused: [String] = []
    }

    init(table: String, claim: SQL, person: Int, _ db: Transaction) throws {
        self.table = table
        self.claim = claim
        self.person = person
        let rows = try db.rows("SELECT act, from_status, to_status FROM ops.legal_act WHERE object = \(table)")
        let table = try rows.map {
            [try $0.get("act"), try $0.get("from_status"), try $0.get("to_status", as: String.self)]
        }
        legal = Set(table)
        acts = Set(table.map { $0[0] }).sorted()
        statuses = Set(table.flatMap { $0[1...] }).subtracting(["new"]).sorted()
        columns = try db.rows(
            """
            SELECT column_name::text AS name FROM information_schema.columns
            WHERE table_schema = 'registry' AND table_name = \(self.table) AND is_identity = 'NO'
                AND is_generated = 'NEVER' AND column_name NOT IN ('status', 'act', 'version', 'changed_by')
            """
        ).map { try $0.get("name") }
    }

    func run(_ act: String, _ db: Transaction) throws -> Outcome {
        var outcome = Outcome()
        for to in statuses {
            if !legal.contains([act, "new", to]) {
                try attempt("new", act, to, insert(act, to), &outcome, db)
            }
            for from in statuses where !legal.contains([act, from, to]) {
                try db.execute(.file(putInto(from)))
                try attempt(from, act, to, update(act, to), &outcome, db)
            }
        }
        return outcome
    }

    private func attempt(
        _ from: String, _ act: String, _ to: String, _ statement: String, _ outcome: inout Outcome, _ db: Transaction
    ) throws {
        outcome.tried += 1
        do {
            try db.savepoint {
                try db.execute("SET LOCAL ROLE registry_service")
                try db.execute(claim)
                try db.execute(.file(statement))
            }
            outcome.notRefused.append("\(from) -\(act)-> \(to)")
            try db.execute("RESET ROLE")
        } catch let error as PostgresError where error.sqlstate == "RG002" {
            return
        } catch let error as PostgresError {
            outcome.notRefused.append("\(from) -\(act)-> \(to): \(error)")
        }
    }

    private func insert(_ act: String, _ to: String) -> String {
        let list = columns.joined(separator: ", ")
        return """
            INSERT INTO registry.\(table) (\(list), status, act, version, changed_by)
            SELECT \(list), '\(to)', '\(act)', 1, \(person) FROM registry.\(table) LIMIT 1
            """
    }

    private func update(_ act: String, _ to: String) -> String {
        """
        UPDATE registry.\(table) SET status = '\(to)', act = '\(act)', version = version + 1, changed_by = \(person)
        """
    }

    /// Without triggers; what the table's CHECK constraints ask for in a status is filled in.
    private func putInto(_ status: String) -> String {
        let dress: [String: String] = [
            "case_file": "reason = 'Over and done.'",
            "action":
                "reason = 'For the walk.', proposed_at = now(), issued_by = CASE WHEN '\(status)' IN ('issued', 'revoked') THEN "
                + "proposed_by + 1 END, issued_at = CASE WHEN '\(status)' IN ('issued', 'revoked') THEN now() END",
            "violation":
                "reason = 'x', established_on = current_date, action_id = (SELECT min(id) FROM registry.action)",
            "outlet": "reason = 'x', effective_on = current_date",
            "licence": "reason = 'x', ends_on = valid_from + \(status == "taken_back" ? 0 : 1)",
            "party_role": "reason = 'x', ends_on = valid_from + 1",
            "policy_pack":
                "reason = 'x', activated_by = CASE WHEN '\(status)' = 'active' THEN proposed_by + 1 END, "
                + "activated_at = CASE WHEN '\(status)' = 'active' THEN now() END",
        ]
        return """
            SET LOCAL session_replication_role = replica;
            UPDATE registry.\(table) SET status = '\(status)', act = 'test', \(dress[table] ?? "");
            SET LOCAL session_replication_role = origin;
            """
    }
}
