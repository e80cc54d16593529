import Postgres
import Records
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// Receipts of changes: what they are about, and what they show.
@Suite struct ReceiptTests {
    private static func signer() throws -> NoteSigner {
        try #require(
            NoteSigner(name: "registry.example/receipts", kind: .ed25519, secret: .init(repeating: 3, count: 32)))
    }

    private static func registry(_ world: World) throws -> Registry {
        Registry(
            database: world.test.service, contextKey: world.test.contextKey, packs: try .installed(),
            receipts: Receipts(signer: try signer()))
    }

    private static func receipt(_ answer: Answer) throws -> Receipt {
        let note = try #require(answer.receipt.flatMap { Receipt.note(field: $0) })
        let key = try signer().verifier
        #expect(note.verify(with: [key]) == .signed([key]))
        return try #require(Receipt(text: note.text))
    }

    private static func call(_ actor: Actor, key: String? = nil, dryRun: Bool = false) -> Call {
        Call(
            by: actor, dryRun: dryRun,
            idempotency: key.map { .init(key: $0, requestDigest: [UInt8](repeating: 1, count: 32)) })
    }

    @Test func `a change is answered with a receipt about its acts, which the log has then`() async throws {
        try await withLog { world, log in
            let registry = try Self.registry(world)
            let answer = try await registry.receiveNuisanceReport(.sample, Self.call(world.intake, key: "k"))
            let receipt = try Self.receipt(answer)
            let acts = try await world.test.admin.query(
                """
                SELECT jurisdiction_id, id, sha256(salt || digest) AS digest FROM audit.outbox
                WHERE xid = (SELECT xid FROM audit.outbox ORDER BY id DESC LIMIT 1) ORDER BY id
                """
            ) { rows in
                try rows.map {
                    Receipt.Act(
                        jurisdiction: try $0.get("jurisdiction_id"), id: try $0.get("id"),
                        digest: TreeHash(bytes: try $0.get("digest", as: [UInt8].self)) ?? .empty)
                }
            }
            #expect(receipt.acts == acts && acts.count > 0 && !receipt.hasMore)
            #expect(receipt.origin == TestLog.name)
            // Not in the log yet, and the log has not gone on either.
            var notDue = ReceiptResult.with(notDue: 1)
            notDue.newest = receipt.time
            #expect(try await log.audit(deep: false, receipts: [receipt]).receipts == notDue)
            try await log.catchUp()
            #expect(try await log.audit(deep: false, receipts: [receipt]).receipts == ReceiptResult.with(included: 1))
            let again = try await registry.receiveNuisanceReport(.sample, Self.call(world.intake, key: "k"))
            #expect(try again.replayed && Self.receipt(again).acts == acts)
        }
    }

    @Test func `a receipt that is much newer than the log shows that the log ends too early`() async throws {
        try await withLog { world, log in
            let newest = try #require(try await log.audit(deep: false).newestEntry.flatMap { Instant(text: $0) })
            let act = Receipt.Act(jurisdiction: world.jurisdiction, id: 999_999, digest: .empty)
            let given = newest.microseconds / 1_000_000 + 10 * 86400
            let receipt = Receipt(origin: TestLog.name, time: given, acts: [act], hasMore: false)
            let report = try await log.audit(deep: false, receipts: [receipt])
            #expect(report.findings == [] && report.receipts.notDue == 1 && report.receipts.newest == given)
            #expect((10 * 86400 - 1...10 * 86400).contains(report.unprovenSeconds))
        }
    }

    @Test func `what was not done has no receipt`() async throws {
        try await withLog { world, log in
            let registry = try Self.registry(world)
            let dry = try await registry.receiveNuisanceReport(.sample, Self.call(world.intake, dryRun: true))
            #expect(dry.receipt == nil)
            // The settings of the connection are as before for the next one.
            let other = try await registry.receiveNuisanceReport(.sample, Self.call(world.intake))
            #expect(try Self.receipt(other).acts.count > 0)
            #expect(try await registry.nuisanceReports(.init(), Page(), world.officer).receipt == nil)
        }
    }

    @Test func `an act that was left out of a log that went on is found by its receipt alone`() async throws {
        try await withLog { world, log in
            let registry = try Self.registry(world)
            let answer = try await registry.receiveNuisanceReport(.sample, Self.call(world.intake))
            let receipt = try Self.receipt(answer)
            let ids = receipt.acts.map(\.id)
            try await log.tamper(
                "DELETE FROM registry.nuisance_report WHERE id IN (SELECT o.object_key::uuid FROM audit.outbox AS o WHERE o.id = ANY (\(ids)::bigint[]) AND o.object = 'nuisance_report')",
                "DELETE FROM audit.outbox WHERE id = ANY (\(ids)::bigint[])")
            try await log.tamper(
                """
                INSERT INTO audit.outbox (jurisdiction_id, at, actor, act, object, object_key, version, digest)
                SELECT jurisdiction_id, clock_timestamp() + interval '5 minutes', actor, act, 'visit', '1', 1, digest
                FROM audit.outbox ORDER BY id LIMIT 1
                """)
            try await log.catchUp()
            #expect(try await log.audit(deep: false).findings == [])
            let found = try await log.audit(deep: false, receipts: [receipt]).findings
            #expect(found.map(\.kind) == receipt.acts.map { _ in .receiptBroken })
            #expect(found.map(\.key) == receipt.acts.map(\.key))
            #expect(found.first?.text.contains("doesn't have it.") == true)
        }
    }

    @Test func `another act under the number of a receipt is found`() async throws {
        try await withLog { world, log in
            let registry = try Self.registry(world)
            let receipt = try Self.receipt(
                try await registry.receiveNuisanceReport(.sample, Self.call(world.intake)))
            let act = receipt.acts[0]
            try await log.tamper("UPDATE audit.outbox SET digest = sha256('x') WHERE id = \(act.id)::bigint")
            try await log.catchUp()
            let given = Instant(microseconds: receipt.time * 1_000_000)
            #expect(
                try await log.audit(deep: false, receipts: [receipt]).findings == [
                    LogFinding(
                        .receiptBroken, table: "audit.outbox", key: act.key,
                        "The receipt of \(given) is about act \(act.key), and the log has another one under that number."
                    )
                ])
        }
    }

    @Test func `of many acts the first sixteen are named`() async throws {
        try await withTestDatabase { test in
            let noted = try await test.admin.write { db -> String in
                for _ in 0..<3 {
                    try db.execute(
                        """
                        INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                        SELECT 1, 'x', 'log', 'visit', n::text, 1, sha256(n::text::bytea) FROM generate_series(1, 9) AS n
                        """)
                }
                return try db.one(Receipts.acts)
            }
            let receipt = try #require(Receipt(origin: "a", time: 1, noted: noted))
            let first = try #require(receipt.acts.first?.id)
            #expect(receipt.acts.map(\.id) == Array(first..<first + 16) && receipt.hasMore)
            #expect(Receipt(text: receipt.text) == receipt)
        }
    }
}

extension ReceiptResult {
    fileprivate static func with(included: Int = 0, notDue: Int = 0) -> ReceiptResult {
        var result = ReceiptResult()
        (result.included, result.notDue) = (included, notDue)
        return result
    }
}
