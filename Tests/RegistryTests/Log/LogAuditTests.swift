import Foundation
import Postgres
import Provision
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// What a superuser changes behind the registry's back is found.
@Suite struct LogAuditTests {
    /// What is done, and what kinds of findings it has to come to.
    static let tampering: [(String, SQL, Set<LogFinding.Kind>)] = [
        (
            "an act is changed", "UPDATE audit.outbox SET act = 'allow' WHERE id = (SELECT min(id) FROM audit.outbox)",
            [.entryChanged, .rowChanged]
        ),
        ("an act is deleted", "DELETE FROM audit.outbox WHERE object = 'decision'", [.actMissing, .rowUnrecorded]),
        (
            "an act is added",
            "INSERT INTO audit.outbox (jurisdiction_id, id, actor, act, object, object_key, version, digest) OVERRIDING SYSTEM VALUE SELECT jurisdiction_id, 0, actor, act, object, object_key, 99, digest FROM audit.outbox ORDER BY id LIMIT 1",
            [.actNotLogged, .rowMissing, .rowChanged]
        ),
        (
            "an entry is changed", "UPDATE audit.log_entry SET entry = set_byte(entry, 9, 88) WHERE leaf_index = 3",
            [.entryChanged, .hashChanged, .headChanged, .headContradicted]
        ),
        (
            "an entry is deleted", "DELETE FROM audit.log_entry WHERE leaf_index = 3",
            [.entryMissing, .headChanged, .logShortened, .actNotLogged]
        ),
        (
            "the last entry is deleted",
            "DELETE FROM audit.log_entry WHERE leaf_index = (SELECT max(leaf_index) FROM audit.log_entry)",
            [.headChanged, .logShortened, .actNotLogged]
        ),
        (
            "two entries change places",
            "UPDATE audit.log_entry AS e SET entry = o.entry FROM audit.log_entry AS o WHERE (e.leaf_index, o.leaf_index) IN ((2, 3), (3, 2))",
            [.entryChanged, .hashChanged, .headChanged, .headContradicted]
        ),
        (
            "a hash is changed",
            "UPDATE audit.log_subtree SET hash = set_bit(hash, 0, 1 - get_bit(hash, 0)) WHERE subtree_index = 4",
            [.hashChanged]
        ),
        (
            "the head is changed", "UPDATE audit.log_head SET root = set_bit(root, 0, 1 - get_bit(root, 0))",
            [.headChanged]
        ),
        ("the head is gone", "DELETE FROM audit.log_head", [.headChanged]),
        (
            "a signed head is changed",
            "UPDATE audit.checkpoint SET note = replace(note, 'registry.example', 'registry.exemple')",
            [.signatureUnknown]
        ),
        ("a signed head is cut", "UPDATE audit.checkpoint SET note = left(note, -20)", [.signatureForged]),
        ("a licence's holder is changed", "UPDATE registry.outlet SET name = 'Another name'", [.rowChanged]),
        ("a decision is changed", "UPDATE registry.decision SET reasons = 'None.'", [.rowChanged]),
        ("a decision is deleted", "DELETE FROM registry.decision", [.rowMissing]),
        ("findings are deleted", "DELETE FROM registry.finding", [.rowMissing]),
        ("a finding is changed", "UPDATE registry.finding SET result = 'pass' WHERE criterion = 'J'", [.rowChanged]),
        ("a version is deleted", "DELETE FROM registry.history WHERE object = 'action' AND version = 1", [.rowMissing]),
        (
            "a version is changed",
            "UPDATE registry.history SET state = state || '{\"version\": 7}' WHERE object = 'action' AND version = 1",
            [.rowChanged]
        ),
        (
            "a row is put back to its version before",
            "UPDATE registry.action SET version = 2, status = 'proposed', issued_by = NULL, issued_at = NULL",
            [.rowChanged]
        ),
        (
            "two rows change places",
            "UPDATE registry.person AS p SET name = o.name FROM registry.person AS o WHERE p.id <> o.id AND p.name IN ('Otto Officer', 'Olga Officer') AND o.name IN ('Otto Officer', 'Olga Officer')",
            [.rowChanged]
        ),
        ("a table is emptied", "TRUNCATE registry.decision CASCADE", [.rowMissing]),
        ("the outbox is emptied", "TRUNCATE audit.outbox CASCADE", [.headChanged, .logShortened, .rowUnrecorded]),
        ("the tree is emptied", "TRUNCATE audit.log_subtree", [.hashChanged]),
        ("a guard is switched off", "ALTER TABLE registry.licence DISABLE TRIGGER guard_1_act", [.guardOff]),
        ("a guard is taken away", "DROP TRIGGER record_insert ON registry.decision", [.guardOff]),
        ("row security is switched off", "ALTER TABLE registry.outlet DISABLE ROW LEVEL SECURITY", [.guardOff]),
        (
            "contact data are changed",
            "UPDATE registry.nuisance_contact SET ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)",
            [.rowChanged]
        ),
        (
            "a row is brought in",
            "INSERT INTO registry.account OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(a, '{\"id\": 99, \"login\": \"nobody\"}')).* FROM registry.account AS a LIMIT 1",
            [.rowUnrecorded]
        ),
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
                "DELETE FROM audit.outbox AS o WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.outbox_id = o.id)"
            )
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

    @Test func `acts that somebody took back out of the log prove nothing, whatever time they state`() async throws {
        try await withLog { world, log in
            let kept = try #require(log.memory.withLock { $0 }.flatMap { SignedNote($0) })
            let size = try await log.audit(deep: false).entries
            try await world.inspect(60)
            try await log.catchUp()
            #expect(try await log.audit(known: [kept]).unprovenRows == 0)
            // Without any key: back to the head that was put away, and what came later waits and says something else.
            try await log.tamper(
                "DELETE FROM audit.checkpoint WHERE size > \(Int(size))::bigint",
                "DELETE FROM audit.log_entry WHERE leaf_index >= \(Int(size))::bigint",
                "DELETE FROM audit.log_subtree WHERE subtree_index >= \(Int(size))::bigint",
                "UPDATE audit.log_head SET sequenced_to = 0",
                "UPDATE registry.inspection SET note = 'Nothing.' WHERE id = (SELECT max(id::text) FROM registry.inspection)::uuid",
                """
                UPDATE audit.outbox AS o SET digest = sha256(convert_to(row_to_json(i)::text, 'UTF8'))
                FROM registry.inspection AS i WHERE o.object = 'inspection' AND o.object_key = i.id::text
                    AND NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.outbox_id = o.id)
                """)
            try await LogSignerTests.refit(log, to: size)
            func dated(_ shift: String) async throws -> LogAudit.Report {
                try await log.tamper(
                    """
                    UPDATE audit.outbox AS o SET at = (SELECT max(e.at) FROM audit.outbox AS e
                        WHERE EXISTS (SELECT FROM audit.log_entry AS l WHERE l.outbox_id = e.id)) + \(shift)::text::interval
                    WHERE NOT EXISTS (SELECT FROM audit.log_entry AS l WHERE l.outbox_id = o.id)
                    """)
                return try await log.audit(known: [kept])
            }
            let later = try await dated("1 year")
            #expect(later.findings == [] && later.waiting > 0 && later.unprovenRows > 0)
            #expect(later.unprovenSeconds >= 365 * 86400)
            let soon = try await dated("1 minute")
            #expect(soon.findings == [] && soon.unprovenRows == later.unprovenRows && soon.unprovenSeconds == 60)
            let earlier = try await dated("-62 minutes")
            #expect(earlier.waiting == 0 && Set(earlier.findings.map(\.kind)) == [.actNotLogged])
            #expect(try await dated("-60 minutes").findings == [])
        }
    }

    @Test func `every table of the registry is compared, in the way in which its acts are recorded`() async throws {
        try await withTestDatabase { test in
            let tables = try await test.admin.query(
                """
                SELECT c.relname::text AS name, coalesce(min(p.proname::text), '') AS how FROM pg_class AS c
                LEFT JOIN pg_trigger AS t ON t.tgrelid = c.oid AND NOT t.tgisinternal
                    AND t.tgfoid IN (SELECT f.oid FROM pg_proc AS f WHERE f.proname LIKE 'record\\_%')
                LEFT JOIN pg_proc AS p ON p.oid = t.tgfoid
                WHERE c.relnamespace = 'registry'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'f')
                GROUP BY c.relname ORDER BY c.relname
                """
            ) { rows in try rows.map { (try $0.get("name", as: String.self), try $0.get("how", as: String.self)) } }
            #expect(tables.filter { $0.1 == "record_act" }.map(\.0) == RowAudit.records)
            #expect(tables.filter { $0.1 == "record_fact" }.map(\.0) == RowAudit.facts)
            let others = tables.filter { !["record_act", "record_fact"].contains($0.1) }
            #expect(others.map(\.0) == RowAudit.others)
            #expect(others.map(\.1) == ["record_findings", ""])
            #expect(GuardAudit.expected.map(\.home).count { $0.hasPrefix("registry.") } == tables.count)
        }
    }

    @Test func `an honest log of every kind of record is proved`() async throws {
        try await withLog(filled: true) { world, log in
            let report = try await log.audit()
            #expect(report.findings == [])
            #expect(report.provenEntries == report.entries && report.entries > 50)
        }
    }

    @Test func `a dump that was restored elsewhere is proved as well, and a row that was changed in it is found`()
        async throws
    {
        try await withLog(filled: true) { world, log in
            let (binaries, file) = (world.test.cluster.cluster.binaries, try TestFolder.make() + "/dump.sql")
            let dump = try await Command(
                binaries.path("pg_dump"), ["--file", file, world.test.connectionString(.admin)]
            ).run()
            #expect(dump.status == 0, "\(dump)")
            let copy = try await TestDatabase.createEmpty()
            let restored = try await Command(
                binaries.path("psql"), ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file, copy.connectionString(.admin)]
            ).run()
            #expect(restored.status == 0, "\(restored)")
            let trusted = try TrustPolicy("log \(log.signer.verifier.vkey)\nquorum none\n")
            let audit = LogAudit(database: copy.admin, trusted: trusted, known: [])
            let report = try await audit.run(.everyState)
            #expect(report.findings == [] && report.provenEntries == report.entries)
            try await TestLog.tamper(copy, ["UPDATE registry.party SET name = name || '.'"])
            #expect(try await audit.run(.everyState).findings.map(\.kind) == [.rowChanged])
            try await copy.drop()
        }
    }

    /// Each column of each table, of the records and of the log, one value changed past the guards and put back. With every
    /// constraint gone, as a superuser can have it. One bit is changed where the type has bits.
    /// Every column with REGISTRY_FULL=1; otherwise every eighth and the first of each table.
    @Test func `one changed value in any column of any table is found`() async throws {
        try await withLog(filled: true) { world, log in
            let missed = Locked<[String]>([])
            let isFull = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1"
            let columns = try await TamperedColumn.all(in: world.test)
            let tables = Set(columns.map { "\($0.home)" })
            var seen: Set<String> = []
            let all = RowAudit.records + RowAudit.facts + RowAudit.others
            let ofTheLog = [
                "outbox", "log_entry", "log_subtree", "log_head", "log_key", "checkpoint", "state_part",
                "witnessed_head",
            ]
            #expect(tables == Set(all.map { "registry.\($0)" } + ofTheLog.map { "audit.\($0)" }))
            try await TamperedColumn.dropConstraints(in: world.test)
            for (index, column) in columns.enumerated() {
                guard seen.insert("\(column.home)").inserted || isFull || index.isMultiple(of: 8) else { continue }
                try await log.tamper(column.keep, column.change)
                let findings = try await log.audit().findings
                if findings.isEmpty { missed.withLock { $0.append("\(column.home).\(column.name)") } }
                try await log.tamper(column.back, "DROP TABLE ops.kept")
            }
            #expect(missed.withLock { $0 } == [])
            #expect(try await log.audit().findings == [])
        }
    }
}
