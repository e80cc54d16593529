import Foundation
import Postgres
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// What a superuser changes behind the registry's back is found.
@Suite struct LogAuditTests {
    /// What is done, and what kinds of findings it has to come to.
    static let tampering: [(String, SQL, Set<LogFinding.Kind>)] = [
        ("an act is changed", "UPDATE audit.outbox SET act = 'allow' WHERE id = (SELECT min(id) FROM audit.outbox)", [.entryChanged, .rowChanged]),
        ("an act is deleted", "DELETE FROM audit.outbox WHERE object = 'decision'", [.actMissing, .rowUnrecorded]),
        ("an act is added", "INSERT INTO audit.outbox (jurisdiction_id, id, actor, act, object, object_key, version, digest) OVERRIDING SYSTEM VALUE SELECT jurisdiction_id, 0, actor, act, object, object_key, 99, digest FROM audit.outbox ORDER BY id LIMIT 1", [.actNotLogged, .rowMissing, .rowChanged]),
        ("an entry is changed", "UPDATE audit.log_entry SET entry = set_byte(entry, 9, 88) WHERE leaf_index = 3", [.entryChanged, .hashChanged, .headChanged, .headContradicted]),
        ("an entry is deleted", "DELETE FROM audit.log_entry WHERE leaf_index = 3", [.entryMissing, .headChanged, .logShortened, .actNotLogged]),
        ("the last entry is deleted", "DELETE FROM audit.log_entry WHERE leaf_index = (SELECT max(leaf_index) FROM audit.log_entry)", [.headChanged, .logShortened, .actNotLogged]),
        ("two entries change places", "UPDATE audit.log_entry AS e SET entry = o.entry FROM audit.log_entry AS o WHERE (e.leaf_index, o.leaf_index) IN ((2, 3), (3, 2))", [.entryChanged, .hashChanged, .headChanged, .headContradicted]),
        ("a hash is changed", "UPDATE audit.log_subtree SET hash = set_bit(hash, 0, 1 - get_bit(hash, 0)) WHERE subtree_index = 4", [.hashChanged]),
        ("the head is changed", "UPDATE audit.log_head SET root = set_bit(root, 0, 1 - get_bit(root, 0))", [.headChanged]),
        ("the head is gone", "DELETE FROM audit.log_head", [.headChanged]),
        ("a signed head is changed", "UPDATE audit.checkpoint SET note = replace(note, 'registry.example', 'registry.exemple')", [.signatureUnknown]),
        ("a signed head is cut", "UPDATE audit.checkpoint SET note = left(note, -20)", [.signatureForged]),
        ("a licence's holder is changed", "UPDATE registry.outlet SET name = 'Another name'", [.rowChanged]),
        ("a decision is changed", "UPDATE registry.decision SET reasons = 'None.'", [.rowChanged]),
        ("a decision is deleted", "DELETE FROM registry.decision", [.rowMissing]),
        ("findings are deleted", "DELETE FROM registry.finding", [.rowMissing]),
        ("a finding is changed", "UPDATE registry.finding SET result = 'pass' WHERE criterion = 'J'", [.rowChanged]),
        ("a version is deleted", "DELETE FROM registry.history WHERE object = 'action' AND version = 1", [.rowMissing]),
        ("a version is changed", "UPDATE registry.history SET state = state || '{\"version\": 7}' WHERE object = 'action' AND version = 1", [.rowChanged]),
        ("a row is put back to its version before", "UPDATE registry.action SET version = 2, status = 'proposed', issued_by = NULL, issued_at = NULL", [.rowChanged]),
        ("a row is brought in", "INSERT INTO registry.account OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(a, '{\"id\": 99, \"login\": \"nobody\"}')).* FROM registry.account AS a LIMIT 1", [.rowUnrecorded]),
    ]

    @Test(arguments: tampering.indices)
    func `what is changed past the guards is found`(place: Int) async throws {
        let (name, statement, kinds) = Self.tampering[place]
        try await withLog { world, log in
            try await log.tamper(statement)
            let found = Set(try await log.audit().findings.map(\.kind))
            #expect(found == kinds, "\(name)")
        }
    }

    @Test func `a log that was cut and fitted again contradicts the head that somebody kept`() async throws {
        try await withLog { world, log in
            let kept = try #require(log.memory.withLock { $0 }.flatMap { SignedNote($0) })
            let size = try await log.audit(deep: false).entries
            try await log.tamper(
                "DELETE FROM audit.checkpoint", "DELETE FROM audit.log_entry WHERE leaf_index > 5",
                "DELETE FROM audit.log_subtree WHERE subtree_index > 5",
                "DELETE FROM audit.outbox AS o WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.outbox_id = o.id)")
            try await LogSignerTests.refit(log, to: 6)
            #expect(try await log.audit(deep: false).findings == [])
            let findings = try await log.audit(deep: false, known: [kept]).findings
            #expect(
                findings == [
                    LogFinding(
                        .logShortened, key: "\(size)",
                        "A head of \(size) entries was signed, and the log has 6: the rest is gone.")
                ])
        }
    }

    @Test func `the tables that are compared are those whose acts are recorded`() async throws {
        try await withTestDatabase { test in
            let recorded = try await test.admin.query(
                """
                SELECT DISTINCT c.relname::text AS name, p.proname::text AS how FROM pg_trigger AS t
                JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_proc AS p ON p.oid = t.tgfoid
                WHERE p.proname IN ('record_act', 'record_fact', 'record_findings', 'record_contact') ORDER BY 1
                """
            ) { rows in try rows.map { (try $0.get("name", as: String.self), try $0.get("how", as: String.self)) } }
            #expect(recorded.filter { $0.1 == "record_act" }.map(\.0) == RowAudit.records)
            #expect(recorded.filter { $0.1 == "record_fact" }.map(\.0) == RowAudit.facts)
            // Contact data are not compared: their digest is keyed, and they are meant to be erased.
            #expect(recorded.map(\.0).filter { !(RowAudit.records + RowAudit.facts).contains($0) } == ["finding", "nuisance_contact"])
        }
    }

    /// Each column of each compared table, one value changed past the guards and put back. With every constraint gone, as a
    /// superuser can have it.
    @Test func `one changed value in any column of any record is found`() async throws {
        try await withLog { world, log in
            let missed = Locked<[String]>([])
            let columns = try await Columns.all(in: world.test)
            let chosen = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? columns : columns.filter { $0.place % 4 == 0 }
            #expect(columns.count > 200)
            try await Columns.dropConstraints(in: world.test)
            for column in chosen {
                try await log.tamper(column.keep, column.change)
                let kinds = Set(try await log.audit().findings.map(\.kind))
                if kinds.isDisjoint(with: [.rowChanged, .rowMissing, .rowUnrecorded]) {
                    missed.withLock { $0.append("\(column.name) of \(column.table): \(kinds)") }
                }
                try await log.tamper(column.away, column.back, "DROP TABLE registry.kept")
            }
            #expect(missed.withLock { $0 } == [])
            #expect(try await log.audit().findings == [])
        }
    }

    /// A column, and how one of its values is changed.
    struct Columns {
        let place: Int
        let table: String
        let name: String
        let type: String
        /// All columns of the table that are not worked out.
        let written: SQL

        /// Keeps the first row.
        var keep: SQL {
            "CREATE TABLE registry.kept AS SELECT ctid AS place, t.* FROM registry.\(identifier: table) AS t LIMIT 1"
        }

        /// Changes the value in that row.
        var change: SQL {
            """
            UPDATE registry.\(identifier: table) SET \(identifier: name) = \(sql: other)
            WHERE ctid = (SELECT place FROM registry.kept)
            """
        }

        /// Takes the changed row away.
        var away: SQL {
            """
            DELETE FROM registry.\(identifier: table) AS t WHERE to_jsonb(t) - \(name)::text
                = (SELECT to_jsonb(k) - 'place' - \(name)::text FROM registry.kept AS k)
            """
        }

        /// Puts the kept row in its place.
        var back: SQL {
            """
            INSERT INTO registry.\(identifier: table) (\(sql: written)) SELECT \(sql: written) FROM registry.kept
            """
        }

        private var other: SQL {
            let column: SQL = "\(identifier: name)"
            return switch type {
            case "bool": "NOT coalesce(\(sql: column), false)"
            case "int4", "int8", "int2": "coalesce(\(sql: column), 0) # 1"
            case "float8", "numeric": "coalesce(\(sql: column), 0) + 1"
            case "date": "coalesce(\(sql: column), current_date) + 1"
            case "timestamptz": "coalesce(\(sql: column), now()) + interval '1 microsecond'"
            case "text": "coalesce(\(sql: column), '') || 'x'"
            case "bytea": "set_bit(coalesce(\(sql: column), '0'), 0, 1 - get_bit(coalesce(\(sql: column), '0'), 0))"
            case "uuid": "coalesce(overlay(\(sql: column)::text placing 'aaaa' from 33)::uuid, gen_random_uuid())"
            case "xid8": "'77'"
            case "jsonb": "coalesce(\(sql: column), '{}') || '[7]'"
            case "_text": "coalesce(\(sql: column), '{}') || '{x}'"
            default: "CASE WHEN \(sql: column) IS NULL THEN NULL END"
            }
        }

        static func all(in test: TestDatabase) async throws -> [Columns] {
            let names = RowAudit.records + RowAudit.facts + ["finding"]
            let found = try await test.admin.query(
                """
                SELECT c.table_name::text AS "table", c.column_name::text AS name, c.udt_name::text AS type
                FROM information_schema.columns AS c
                WHERE c.table_schema = 'registry' AND c.table_name = ANY (\(names)) AND c.is_generated = 'NEVER'
                    AND (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM registry.' || c.table_name, false, true, '')))[1]::text::int > 0
                ORDER BY 1, 2
                """
            ) { rows in
                try rows.map { (try $0.get("table", as: String.self), try $0.get("name", as: String.self), try $0.get("type", as: String.self)) }
            }
            let written = Dictionary(grouping: found, by: \.0).mapValues { columns in
                columns.dropFirst().reduce("\(identifier: columns[0].1)" as SQL) { "\(sql: $0), \(identifier: $1.1)" }
            }
            return found.enumerated().map { place, column in
                Columns(
                    place: place, table: column.0, name: column.1, type: column.2, written: written[column.0, default: ""])
            }
        }

        static func dropConstraints(in test: TestDatabase) async throws {
            try await test.admin.write { db in
                try db.execute(
                    """
                    DO $$ DECLARE c record; BEGIN
                        FOR c IN SELECT conrelid::regclass AS home, conname FROM pg_constraint
                                 WHERE connamespace = 'registry'::regnamespace AND contype IN ('c', 'f', 'x') LOOP
                            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', c.home, c.conname);
                        END LOOP;
                        FOR c IN SELECT a.attrelid::regclass AS home, a.attname FROM pg_attribute AS a
                                 JOIN pg_class AS t ON t.oid = a.attrelid
                                 WHERE t.relnamespace = 'registry'::regnamespace AND t.relkind = 'r' AND a.attnum > 0
                                     AND a.attnotnull AND a.attidentity = ''
                                     AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = t.oid AND i.indisprimary
                                                     AND a.attnum = ANY (i.indkey)) LOOP
                            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', c.home, c.attname);
                        END LOOP;
                        FOR c IN SELECT a.attrelid::regclass AS home, a.attname FROM pg_attribute AS a
                                 JOIN pg_class AS t ON t.oid = a.attrelid
                                 WHERE t.relnamespace = 'registry'::regnamespace AND t.relkind = 'r' AND a.attidentity <> '' LOOP
                            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP IDENTITY', c.home, c.attname);
                        END LOOP;
                    END $$
                    """)
            }
        }
    }
}
