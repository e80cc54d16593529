import EvidenceFiles
import FoundationEssentials
import Postgres
import Server
import TestSupport
import Testing
import TransparencyLog

@testable import Registry

/// A change that one check of the audit alone is for: with the check it is found, without it nobody sees it.
struct LogSaboteur: Sendable {
    let check: LogCheck
    /// What is handed to the audit beside the database.
    struct Evidence: Sendable {
        var known: [SignedNote] = []
        var receipts: [Receipt] = []
        var policy: TrustPolicy?
        var folder: EvidenceFolder?
    }

    let change: @Sendable (World, LogOf) async throws -> Evidence

    private init(_ check: LogCheck, _ change: @escaping @Sendable (World, LogOf) async throws -> Evidence) {
        self.check = check
        self.change = change
    }

    static let all = [
        LogSaboteur(.signatures) { world, log in
            try await LogForgery(world.test).sign([TestLog.signer(9)])
            return Evidence()
        },
        LogSaboteur(.keys) { world, log in
            let next = TestLog.signer(8)
            try await TestLog.announce(world.test, next)
            try await log.catchUp(next: next)
            try await world.inspect(60)
            try await log.catchUp(next: next)
            try await LogForgery(world.test).sign([log.signer], keepsOthers: true)
            return Evidence()
        },
        LogSaboteur(.quorum) { world, log in
            try await log.witnessed(by: [LogOf.witness(1)])
            return Evidence(policy: try policy(log))
        },
        LogSaboteur(.heads) { world, log in
            try await rewrite(world)
            return Evidence()
        },
        LogSaboteur(.knownHeads) { world, log in
            let kept = log.memory.withLock { $0 }.flatMap { SignedNote($0) }
            try await rewrite(world)
            try await LogForgery(world.test).sign([log.signer])
            return Evidence(known: [kept].compactMap(\.self))
        },
        LogSaboteur(.hashes) { world, log in
            try await log.tamper("UPDATE audit.log_subtree SET hash = sha256('x') WHERE subtree_index = 4")
            return Evidence()
        },
        LogSaboteur(.indices) { world, log in
            try await log.tamper(
                "ALTER TABLE audit.log_entry DROP CONSTRAINT leaf_index_counts_from_zero",
                "ALTER TABLE audit.log_subtree DROP CONSTRAINT subtree_index_counts_from_zero",
                "UPDATE audit.log_entry SET leaf_index = -1 WHERE leaf_index = 0",
                "UPDATE audit.log_subtree SET subtree_index = -1 WHERE level = 0 AND subtree_index = 0")
            return Evidence()
        },
        LogSaboteur(.entries) { world, log in
            try await log.tamper("UPDATE audit.outbox SET actor = 'another' WHERE object = 'decision'")
            return Evidence()
        },
        LogSaboteur(.acts) { world, log in
            try await log.tamper(
                """
                INSERT INTO audit.outbox (jurisdiction_id, id, actor, act, object, object_key, version, digest)
                OVERRIDING SYSTEM VALUE VALUES (\(world.jurisdiction), 0, 'somebody', 'log', 'visit', '1', 1, sha256('x'))
                """)
            return Evidence()
        },
        LogSaboteur(.times) { world, log in
            try await world.inspect(60)
            try await log.tamper(
                """
                UPDATE audit.outbox AS o SET at = o.at - interval '30 days'
                WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e WHERE e.outbox_id = o.id)
                """)
            try await log.catchUp()
            try await world.inspect(61)
            try await log.catchUp()
            return Evidence()
        },
        LogSaboteur(.receipts) { world, log in
            let act = Receipt.Act(jurisdiction: world.jurisdiction, id: 1, digest: .empty)
            let receipt = Receipt(origin: TestLog.name, time: 1, acts: [act], hasMore: false)
            return Evidence(receipts: [receipt])
        },
        LogSaboteur(.rows) { world, log in
            try await log.tamper("UPDATE registry.decision SET reasons = 'None.'")
            return Evidence()
        },
        LogSaboteur(.states) { world, log in
            try await log.tamper(
                "CREATE TABLE ops.kept AS SELECT * FROM registry.decision",
                "UPDATE registry.decision SET reasons = 'Nothing was found.'")
            try await log.takeState()
            try await log.tamper(
                "UPDATE registry.decision AS d SET reasons = k.reasons FROM ops.kept AS k WHERE k.id = d.id")
            try await log.catchUp()
            return Evidence()
        },
        LogSaboteur(.guards) { world, log in
            try await log.tamper("ALTER TABLE registry.licence DISABLE TRIGGER guard_1_act")
            return Evidence()
        },
        // A guard is out for a while, and is there again when somebody looks.
        LogSaboteur(.duties) { world, log in
            let role = try #require(TwoPersonAct.all.first { $0.description == "confirm a role" })
            try await world.doneByOne(role)
            try await log.catchUp()
            return Evidence()
        },
        // Whoever has the service's memory stores another recommendation than the rules give, with all its acts.
        LogSaboteur(.recommendations) { world, log in
            try await world.inspect(60)
            try await log.tamper(
                """
                UPDATE registry.recommendation SET measure = 'nothing'
                WHERE id = (SELECT max(r.id) FROM registry.recommendation AS r)
                """,
                """
                UPDATE audit.outbox AS o SET digest = sha256(convert_to(row_to_json(r)::text, 'UTF8'))
                FROM registry.recommendation AS r
                WHERE o.object = 'recommendation' AND o.object_key = r.id::text
                    AND r.id = (SELECT max(s.id) FROM registry.recommendation AS s)
                """)
            try await log.catchUp()
            return Evidence()
        },
        LogSaboteur(.files) { world, log in
            let photo = try await world.received(TestEvidence.photo("the counter"), by: world.inspector)
            try await log.catchUp()
            let folder = try world.folder
            try FileManager.default.removeItem(
                atPath: "\(folder.path)/files/\(world.jurisdiction)/\(photo.text.prefix(2))/\(photo)")
            return Evidence(folder: folder)
        },
    ]

    /// What the audit comes to, with this check left out or with all of them.
    func isFound(_ log: LogOf, _ evidence: Evidence, without skipped: LogCheck? = nil) async throws -> Bool {
        let trusted = try evidence.policy ?? TrustPolicy("log \(log.signer.verifier.vkey)\nquorum none\n")
        let report = try await LogAudit(
            database: log.test.admin, trusted: trusted, known: evidence.known, receipts: evidence.receipts,
            packs: .installed(), evidence: evidence.folder, skipping: Set([skipped].compactMap(\.self))
        ).run(.everyState)
        return !report.findings.isEmpty || report.provenEntries == 0
    }

    private static func policy(_ log: LogOf) throws -> TrustPolicy {
        let witnesses = (1...2).map { "witness w\($0) \(LogOf.witness(UInt8($0)).verifier.vkey)\n" }.joined()
        return try TrustPolicy("log \(log.signer.verifier.vkey)\n\(witnesses)group g all w1 w2\nquorum g\n")
    }

    /// An act gets another actor: in the outbox, in its entry, and in every hash.
    private static func rewrite(_ world: World) async throws {
        try await TestLog.tamper(
            world.test,
            [
                "UPDATE audit.outbox SET actor = 'another' WHERE id = (SELECT outbox_id FROM audit.log_entry WHERE leaf_index = 3)",
                """
                UPDATE audit.log_entry AS e SET entry = audit.entry_of(o) FROM audit.outbox AS o
                WHERE e.leaf_index = 3 AND o.jurisdiction_id = e.jurisdiction_id AND o.id = e.outbox_id
                """,
            ])
        try await LogForgery(world.test).refit()
    }
}
