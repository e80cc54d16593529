import Postgres
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// Signed heads: each continues the one before, also when the database is put back.
@Suite struct LogSignerTests {
    @Test func `a head is signed once, and the next one when the log has grown`() async throws {
        try await withLog { world, log in
            let first = try #require(log.memory.withLock { $0 }.flatMap { SignedNote($0) })
            #expect(first.verify(with: [log.signer.verifier]) == .signed([log.signer.verifier]))
            #expect(try await log.logSigner.sign() == nil)
            try await world.inspect(2)
            try await log.catchUp()
            let report = try await log.audit(known: [first])
            #expect(report.findings == [] && report.heads == 3)
        }
    }

    @Test func `a signer that was killed before it stored the head signs the same one again`() async throws {
        try await withLog { world, log in
            let kept = log.memory.withLock { $0 }
            try await log.tamper("DELETE FROM audit.checkpoint")
            let note = try await log.logSigner.sign()
            #expect(note?.bytes == kept)
        }
    }

    @Test func `a database that was put back to an older state gets no signature`() async throws {
        try await withLog { world, log in
            let size = try await log.audit(deep: false).entries
            try await log.tamper(
                "DELETE FROM audit.checkpoint", "DELETE FROM audit.log_entry WHERE leaf_index > 2",
                "DELETE FROM audit.log_subtree WHERE subtree_index > 2")
            try await Self.refit(log, to: 3)
            await #expect(throws: LogFault.doesNotContinue(from: size, to: 3)) { try await log.logSigner.sign() }
            #expect(
                "\(LogFault.doesNotContinue(from: size, to: 3))"
                    == "The log of 3 entries doesn't continue the one of \(size) entries that was signed before. "
                    + "Nothing more is signed. Type: registryd audit verify")
        }
    }

    @Test func `a log in which an entry was exchanged and all hashes made anew gets no signature`() async throws {
        try await withLog { world, log in
            let size = try await log.audit(deep: false).entries
            try await log.tamper(
                "UPDATE audit.log_entry SET entry = 'x' WHERE leaf_index = 1",
                #"UPDATE audit.log_subtree SET hash = sha256('\x00'::bytea || 'x') WHERE level = 0 AND subtree_index = 1"#
            )
            try await Self.refit(log, to: size)
            try await world.inspect(2)
            while let batch = try await log.sequencer.sequence(), batch.appended > 0 {}
            let grown = try await log.audit(deep: false).entries
            await #expect(throws: LogFault.doesNotContinue(from: size, to: grown)) { try await log.logSigner.sign() }
        }
    }

    @Test func `a memory of another signer is refused`() async throws {
        try await withLog { world, log in
            let other = try #require(
                NoteSigner(name: "registry.example/log", kind: .ed25519, secret: NoteSigner.newSecret()))
            let text = Checkpoint(origin: "registry.example/log", size: 1, root: .empty).text
            let note = SignedNote(text: text, signatures: [try other.sign(text)])
            log.memory.withLock { $0 = note.bytes }
            await #expect(throws: LogFault.memoryUnreadable) { try await log.logSigner.sign() }
            #expect(
                "\(LogFault.memoryUnreadable)"
                    == "The file with the head that was signed last is not one of this signer.")
        }
    }

    /// What somebody with every right does to make a changed log look whole: the head and the tree worked out anew.
    static func refit(_ log: LogOf, to size: UInt64) async throws {
        try await log.test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            var frontier = Frontier()
            for row in try db.rows("SELECT entry FROM audit.log_entry ORDER BY leaf_index LIMIT \(Int(size))::bigint") {
                frontier.append(.leaf(try row.decode([UInt8].self, 0)))
            }
            try db.execute(
                """
                UPDATE audit.log_head SET size = \(Int(frontier.size))::bigint, root = \(frontier.root.bytes)::bytea,
                    frontier = \(frontier.subtrees.flatMap(\.bytes))::bytea
                """)
        }
    }
}
