import Postgres
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// The log over the outbox: every act once, in an order that never changes.
@Suite struct LogSequencerTests {
    @Test func `every act is in the log once, and nothing was changed`() async throws {
        try await withLog { world, log in
            let acts: Int = try await world.test.admin.query("SELECT count(*) FROM audit.outbox") {
                try $0[0].decode(Int.self, 0)
            }
            let report = try await log.audit()
            #expect(report.findings == [])
            #expect(report.entries == UInt64(acts) && report.provenEntries == UInt64(acts))
            #expect(report.heads == 1 && report.waiting == 0)
            #expect((report.rows ?? 0) > 20)
            #expect(try await log.sequencer.sequence()?.appended == 0)
            #expect(try await log.logSigner.sign() == nil)
        }
    }

    @Test func `an entry names no person and holds no text, only digests`() async throws {
        try await withLog { world, _ in
            let entries = try await world.test.admin.query(
                "SELECT convert_from(entry, 'UTF8') FROM audit.log_entry ORDER BY leaf_index"
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            let log = entries.joined(separator: "\n")
            for word in ["Otto", "Officer", "ordered", "Damrak", "@"] { #expect(!log.contains(word), "\(word)") }
            #expect(entries[0].hasPrefix(#"{"act":"establish","actor":""#))
            #expect(entries[0].contains(#""object":"jurisdiction","v":2,"version":1}"#))
        }
    }

    @Test func `acts of several writers and two sequencers are in the log once each`() async throws {
        try await withLog { world, log in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<6 {
                    group.addTask {
                        for _ in 0..<15 {
                            try await world.test.admin.write(isolation: .readCommitted) { db in
                                try db.execute(Self.act)
                                // Numbers are taken in one order and committed in another.
                                if writer % 2 == 0 { try db.execute("SELECT pg_sleep(0.01)") }
                            }
                        }
                    }
                }
                for _ in 0..<2 {
                    group.addTask {
                        for _ in 0..<60 { _ = try await log.sequencer.sequence(atMost: 7) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await log.settle() == 0)
            let report = try await log.audit(deep: false)
            #expect(report.findings == [])
            #expect(report.waiting == 0)
            let open = try await world.test.admin.query(
                "SELECT (SELECT count(*) FROM audit.outbox) - (SELECT count(*) FROM audit.log_entry)"
            ) { try $0[0].decode(Int.self, 0) }
            #expect(open == 0)
        }
    }

    @Test func `the very first act is in the log, also where the sequencer looked before there was one`() async throws {
        try await withTestDatabase { test in
            let log = try LogOf(test)
            for _ in 0..<5 { _ = try await log.sequencer.sequence() }
            try await test.admin.write { db in
                try db.execute(
                    """
                    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                    VALUES (1, 'a', 'log', 'visit', '1', 1, sha256('x'))
                    """)
            }
            #expect(try await log.sequencer.sequence()?.appended == 1)
            _ = try await log.logSigner.sign()
            #expect(try await log.audit(deep: false).findings == [])
            await log.close()
        }
    }

    @Test func `a database that counts its transactions anew goes on`() async throws {
        try await withLog { world, log in
            // As after a restore into another cluster: the fence names a transaction that is far ahead.
            try await log.tamper("UPDATE audit.log_head SET fence_xid = '9000000000', fence_id = fence_id + 1")
            try await world.test.admin.write { try $0.execute(Self.act) }
            #expect(try await log.settle() == 0)
            let report = try await log.audit(deep: false)
            #expect(report.findings == [] && report.waiting == 0)
        }
    }

    @Test func `the tree above the leaves is stored as it should be`() async throws {
        try await withLog { world, log in
            try await world.test.admin.write { db in
                try db.execute(
                    """
                    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                    SELECT jurisdiction_id, actor, act, object, object_key, version, sha256(n::text::bytea)
                    FROM (SELECT * FROM audit.outbox ORDER BY id LIMIT 1) AS o CROSS JOIN generate_series(1, 1200) AS n
                    """)
            }
            while let batch = try await log.sequencer.sequence(atMost: 500), batch.appended > 0 {}
            #expect(try await log.audit(deep: false).findings == [])
            #expect(try await log.logSigner.sign() != nil)
            let size = try await log.audit(deep: false).entries
            try await world.test.admin.read { db in
                let reader = TreeReader(db)
                let root = try reader.root(size: size)
                for index in [0, 255, 256, 1000, size - 1] {
                    let entry: [UInt8] = try db.one(
                        "SELECT entry FROM audit.log_entry WHERE leaf_index = \(Int(index))::bigint")
                    let proof = InclusionProof(index: index, hashes: try reader.inclusionProof(of: index, size: size))
                    #expect(proof.root(leaf: .leaf(entry), size: size) == root)
                }
            }
        }
    }

    @Test func `what the logins of the log may not do is refused in words`() async throws {
        try await withLog { world, log in
            let size = try await log.audit(deep: false).entries
            let refused: [(TestDatabase.Login, String, String)] = [
                (
                    .sequencer,
                    "INSERT INTO audit.log_entry (leaf_index, jurisdiction_id, outbox_id) VALUES (999, 1, 1)",
                    "Entry 999 was not appended: the log goes on with entry \(size)."
                ),
                (
                    .sequencer,
                    "INSERT INTO audit.log_entry (leaf_index, jurisdiction_id, outbox_id) VALUES (\(size), 1, 0)",
                    "The log gets no entry about act 0 of authority 1: there is none."
                ),
                (
                    .sequencer, "UPDATE audit.log_head SET size = size - 1",
                    "The head of the log was not moved from \(size) to \(size - 1) entries: a log only grows."
                ),
                (
                    .sequencer, "UPDATE audit.log_head SET size = size + 1",
                    "The head of the log was not moved to \(size + 1) entries: there are \(size)."
                ),
                (
                    .signer, "INSERT INTO audit.checkpoint (size, root, note) VALUES (\(size + 1), sha256(''), '')",
                    "A signed head of \(size + 1) entries was not kept: the log has another one."
                ),
                (
                    .signer, "INSERT INTO audit.checkpoint (size, root, note) VALUES (\(size - 1), sha256(''), '')",
                    "A signed head of \(size - 1) entries was not kept: a larger one is signed already."
                ),
                (.sequencer, "DELETE FROM audit.log_entry", "permission denied for table log_entry"),
                (.sequencer, "INSERT INTO audit.outbox DEFAULT VALUES", "permission denied for table outbox"),
                (.sequencer, "SELECT salt FROM audit.outbox", "permission denied for table outbox"),
                (.sequencer, "SELECT FROM registry.person", "permission denied for schema registry"),
                (.signer, "SELECT entry FROM audit.log_entry", "permission denied for table log_entry"),
                (.service, "SELECT FROM audit.checkpoint", "permission denied for schema audit"),
                (.service, "SELECT audit.entry_of(NULL)", "permission denied for schema audit"),
                (.admin, "UPDATE audit.checkpoint SET note = ''", "checkpoint is append-only: UPDATE is refused."),
                (.admin, "TRUNCATE audit.log_head", "log_head is append-only: TRUNCATE is refused."),
            ]
            for (login, statement, words) in refused {
                let ending = try await world.test.psql(as: login, statement)
                #expect(ending.errors.contains("ERROR:  \(words)\n"), "\(statement): \(ending)")
            }
        }
    }

    /// One more act in the outbox, like the first one.
    static let act: SQL = """
        INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
        SELECT jurisdiction_id, actor, act, object, object_key, version, digest FROM audit.outbox ORDER BY id LIMIT 1
        """
}
