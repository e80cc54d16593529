import FoundationEssentials
import Postgres
import Provision
import Testing
import TestSupport

/// Migration 0008 on a database in which packs were adopted by one person.
@Suite struct PackConversionTests {
    @Test func `packs that one person adopted go on governing, and their outbox entries stay true`() async throws {
        try await withTestDatabase(isEmpty: true) { db in
            try await Bootstrap().apply(db.admin)
            let all = db.cluster.sqlFolder
            _ = try await Migrations(folder: try Self.folder(of: all, upTo: 7)).apply(db.admin)
            try await Self.adopt(db)
            #expect(
                try await Migrations(folder: try Self.folder(of: all, upTo: 8)).apply(db.admin).map(\.version) == [8])
            let packs = try await db.psql(
                as: .admin,
                """
                SELECT id, pack_version, valid_from, status, act, version, proposed_by IS NULL, activated_by, changed_by
                FROM registry.policy_pack ORDER BY id
                """)
            #expect(
                packs.output == """
                    1|1|2026-01-01|active|convert|2|t|2|1
                    2|1|2027-01-01|active|convert|2|t|2|1

                    """)
            let wrong = try await db.psql(
                as: .admin,
                """
                SELECT count(*) FILTER (WHERE o.version = 1 AND o.digest = sha256(convert_to(row_to_json(a)::text, 'UTF8'))),
                    count(*) FILTER (WHERE o.version = 2 AND o.digest = sha256(convert_to(h.state::text, 'UTF8'))), count(*)
                FROM audit.outbox AS o
                JOIN (SELECT p.jurisdiction_id, p.id, p.pack_id, p.pack_version, p.sha256, p.source_text, p.valid_from,
                          p.licence_maximum, p.recorded_by, p.recorded_at FROM registry.policy_pack AS p) AS a
                    ON a.id::text = o.object_key
                LEFT JOIN registry.history AS h ON (h.object, h.object_key, h.version) = (o.object, o.object_key, o.version)
                WHERE o.object = 'policy_pack'
                """)
            #expect(wrong.output == "2|2|4\n")
        }
    }

    /// Two persons, the system's and a policy officer, and one version adopted for two days, past the guards but with its
    /// outbox entries.
    private static func adopt(_ db: TestDatabase) async throws {
        let said = try await db.psql(
            as: .admin,
            """
            SET session_replication_role = replica;
            SET timezone = 'UTC';
            INSERT INTO registry.jurisdiction (id, code, name, time_zone, languages, changed_by)
            VALUES (1, '0363', 'Amsterdam', 'Europe/Amsterdam', '{nl}', 1);
            INSERT INTO registry.person (jurisdiction_id, id, name, kind, pseudonym, changed_by)
            VALUES (1, 1, 'System', 'system', 's', 1), (1, 2, 'Paula Licy', 'official', 'p', 1);
            INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, sha256, source_text, valid_from, recorded_by)
            SELECT 1, 'nl/test', '1', encode(sha256('a pack'), 'hex'), 'a pack', day, 2
            FROM unnest(ARRAY[date '2026-01-01', date '2027-01-01']) AS day ORDER BY day;
            INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
            SELECT 1, 'p', 'adopt', 'policy_pack', p.id::text, 1, sha256(convert_to(row_to_json(p)::text, 'UTF8'))
            FROM registry.policy_pack AS p;
            """)
        #expect(said.errors == "")
    }

    /// The migrations up to a version, and no views.
    private static func folder(of sql: String, upTo version: Int) throws -> String {
        let folder = try TestFolder.make()
        try FileManager.default.createDirectory(atPath: "\(folder)/migrations", withIntermediateDirectories: false)
        try FileManager.default.createDirectory(atPath: "\(folder)/views", withIntermediateDirectories: false)
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(sql)/migrations")
        where Int(name.prefix(4)) ?? .max <= version {
            try FileManager.default.copyItem(
                atPath: "\(sql)/migrations/\(name)", toPath: "\(folder)/migrations/\(name)")
        }
        return folder
    }
}
