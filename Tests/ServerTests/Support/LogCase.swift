import FoundationEssentials
import Postgres
import Provision
import Registry
import TestSupport
import TransparencyLog

/// Something that somebody with every right does to a log, and what both verifiers say of it.
struct LogCase: Sendable {
    /// What follows `registryd audit verify` and the verifier in Python, beside the database and the log.
    struct Words: Sendable {
        var registryd: [String]
        var python: [String]

        init(_ both: [String]) { (registryd, python) = (both, both) }
    }

    let name: String
    /// The classes that both name.
    let both: Set<String>
    /// Those that are told from the database alone: the files of the log hold no outbox and no stored head.
    var registryd: Set<String> = []
    /// The exit code of both, where there is nothing to name.
    var code: Int32 = 0
    let prepare: @Sendable (LogRun) async throws -> Words

    static let all = honest + forged + cut + spliced + keys + outside

    private static let honest = [
        LogCase(name: "nothing", both: []) { run in Words(["--key", run.key]) },
        LogCase(name: "many acts, a state and a witness", both: []) { run in
            try await acts(run, 700)
            try await TestLog.takeState(run.database)
            try await TestLog.catchUp(run.database)
            try await TestLog.witness(run.database, by: [witness(1)])
            return Words(["--key", run.key])
        },
    ]

    private static let forged = [
        LogCase(
            name: "an act of another actor, in all that the database holds", both: ["head_contradicted"]
        ) { run in
            try await rewrite(run)
            return Words(["--key", run.key])
        },
        LogCase(name: "the same, under a head of another key", both: ["signature_unknown"]) { run in
            try await rewrite(run)
            try await LogForgery(run.database).sign([TestLog.signer(9)])
            return Words(["--key", run.key])
        },
        LogCase(name: "the same with the right key, against a head that was kept", both: ["head_contradicted"]) { run in
            let kept = try await keepHead(run)
            try await rewrite(run)
            try await LogForgery(run.database).sign([TestLog.signer()])
            return Words(["--key", run.key, "--head", kept])
        },
        LogCase(name: "two acts exchanged", both: ["head_contradicted"], registryd: ["entry_changed"]) { run in
            try await TestLog.tamper(
                run.database,
                [
                    """
                    UPDATE audit.log_entry AS e SET entry = o.entry FROM audit.log_entry AS o
                    WHERE (e.leaf_index, o.leaf_index) IN ((2, 4), (4, 2))
                    """
                ])
            try await LogForgery(run.database).refit()
            return Words(["--key", run.key])
        },
        LogCase(name: "a tile alone", both: ["hash_changed"]) { run in
            try await acts(run, 600)
            try await TestLog.catchUp(run.database)
            try await TestLog.tamper(
                run.database,
                ["UPDATE audit.log_subtree SET hash = sha256('x') WHERE level = 1 AND subtree_index = 1"])
            return Words(["--key", run.key])
        },
        LogCase(name: "the stored head alone", both: [], registryd: ["head_changed"]) { run in
            try await TestLog.tamper(run.database, ["UPDATE audit.log_head SET root = sha256('x')"])
            return Words(["--key", run.key])
        },
        LogCase(name: "an act of last month", both: ["time_reversed"]) { run in
            try await run.act()
            try await TestLog.tamper(
                run.database,
                [
                    "UPDATE audit.outbox SET at = at - interval '30 days' WHERE id = (SELECT max(id) FROM audit.outbox)"
                ])
            try await TestLog.catchUp(run.database)
            try await run.act()
            try await TestLog.catchUp(run.database)
            return Words(["--key", run.key])
        },
    ]

    private static let cut = [
        LogCase(name: "cut off, against a head that was kept", both: ["log_shortened"]) { run in
            try await acts(run, 20)
            try await TestLog.catchUp(run.database)
            let kept = try await keepHead(run)
            try await LogForgery(run.database).cut(to: try await size(run) - 5)
            try await LogForgery(run.database).sign([TestLog.signer()])
            return Words(["--key", run.key, "--head", kept])
        },
        LogCase(name: "no signed head at all", both: [], code: 2) { run in
            try await TestLog.tamper(run.database, ["DELETE FROM audit.checkpoint"])
            return Words(["--key", run.key])
        },
    ]

    private static let spliced = [
        LogCase(name: "a part of another honest log of the same registry", both: ["head_contradicted"]) { run in
            let forgery = LogForgery(run.database)
            let first = try await size(run)
            try await acts(run, 6)
            try await TestLog.catchUp(run.database)
            let other = try await forgery.stretch(from: first, count: 6)
            try await forgery.cut(to: first)
            try await acts(run, 8)
            try await TestLog.catchUp(run.database)
            try await forgery.splice(other, at: first)
            return Words(["--key", run.key])
        },
        // Its acts have the numbers that other acts have here.
        LogCase(
            name: "a part of another registry's log", both: ["head_contradicted"], registryd: ["entry_changed"]
        ) { run in
            try await acts(run, 8)
            try await TestLog.catchUp(run.database)
            let first = try await size(run) - 8
            try await withTestDatabase { database in
                let other = try await LogRun(database)
                try await acts(other, 3)
                try await TestLog.catchUp(database)
                let stretch = try await LogForgery(database).stretch(from: 0, count: 3)
                try await LogForgery(run.database).splice(stretch, at: first)
            }
            return Words(["--key", run.key])
        },
    ]

    private static let keys = [
        LogCase(name: "a log that was handed over, with the old key", both: []) { run in
            try await handOver(run)
            return Words(["--key", run.key])
        },
        LogCase(name: "a log that was handed over, with the new key", both: []) { run in
            try await handOver(run)
            return Words(["--key", TestLog.signer(8).verifier.vkey])
        },
        LogCase(name: "a head by the old key after the handover", both: ["key_retired"]) { run in
            try await handOver(run)
            try await run.act()
            try await TestLog.catchUp(run.database, TestLog.signer(8))
            try await LogForgery(run.database).sign([TestLog.signer()], keepsOthers: true)
            return Words(["--key", run.key])
        },
        LogCase(
            name: "a key that nobody with the old one has announced", both: ["key_retired", "signature_unknown"]
        ) { run in
            let next = TestLog.signer(9)
            try await TestLog.tamper(
                run.database,
                [
                    """
                    INSERT INTO audit.log_key (new_key, old_key, signature)
                    VALUES (\(next.verifier.vkey), \(run.key), decode(repeat('07', 64), 'hex'))
                    """
                ])
            // The signer refuses; the log has the entry then.
            do { try await TestLog.catchUp(run.database) } catch is LogFault {}
            try await LogForgery(run.database).sign([next])
            return Words(["--key", run.key])
        },
    ]

    private static let outside = [
        LogCase(name: "a receipt of an act that was left out", both: ["receipt_broken"]) { run in
            let words = try await receipt(run)
            try await TestLog.tamper(
                run.database, ["DELETE FROM audit.outbox WHERE id = (SELECT max(id) FROM audit.outbox)"])
            try await run.act()
            try await TestLog.tamper(
                run.database,
                [
                    "UPDATE audit.outbox SET at = at + interval '5 minutes' WHERE id = (SELECT max(id) FROM audit.outbox)"
                ])
            try await TestLog.catchUp(run.database)
            return words
        },
        LogCase(name: "a receipt of an act that is there", both: []) { run in
            let words = try await receipt(run)
            try await TestLog.catchUp(run.database)
            return words
        },
        LogCase(name: "a receipt of another log", both: ["receipt_broken"]) { run in
            let words = try await receipt(run, origin: "registry.example/another")
            try await TestLog.catchUp(run.database)
            return words
        },
        LogCase(name: "a row that was gone when the state was taken", both: ["state_differs"]) { run in
            try await TestLog.tamper(
                run.database,
                [
                    "CREATE TABLE ops.kept AS SELECT * FROM registry.account LIMIT 1",
                    "DELETE FROM registry.account WHERE id = (SELECT k.id FROM ops.kept AS k)",
                ])
            try await TestLog.takeState(run.database)
            try await TestLog.tamper(
                run.database,
                ["INSERT INTO registry.account OVERRIDING SYSTEM VALUE SELECT * FROM ops.kept", "DROP TABLE ops.kept"])
            try await TestLog.catchUp(run.database)
            return Words(["--key", run.key])
        },
        LogCase(name: "too few witnesses", both: [], code: 2) { run in
            try await TestLog.witness(run.database, by: [witness(1)])
            return try words(run, witnesses: 2)
        },
        LogCase(name: "enough witnesses", both: []) { run in
            try await TestLog.witness(run.database, by: [witness(1), witness(2)])
            return try words(run, witnesses: 2)
        },
        LogCase(name: "six hours that no witness has seen", both: [], code: 2) { run in
            try await TestLog.tamper(run.database, ["UPDATE audit.log_head SET moved_at = now()"])
            try await TestLog.witness(run.database, by: [witness(1), witness(2)])
            for hours in [0, 6] {
                try await run.act()
                try await TestLog.tamper(
                    run.database,
                    [
                        """
                        UPDATE audit.outbox SET at = at + make_interval(hours => \(hours))
                        WHERE id = (SELECT max(id) FROM audit.outbox)
                        """
                    ])
            }
            try await TestLog.catchUp(run.database)
            return try words(run, witnesses: 2)
        },
    ]

    // MARK: What the cases are made of

    private static func acts(_ run: LogRun, _ count: Int) async throws {
        try await run.database.admin.write(isolation: .readCommitted) { db in
            try db.execute(
                """
                INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                SELECT 1, 'somebody', 'log', 'visit', gen_random_uuid()::text, 1, sha256(n::text::bytea)
                FROM generate_series(1, \(count)) AS n
                """)
        }
    }

    private static func size(_ run: LogRun) async throws -> Int {
        try await run.database.admin.query("SELECT size FROM audit.log_head") { try $0[0].decode(Int.self, 0) }
    }

    /// An act gets another actor: in the outbox, in its entry, and in every hash.
    private static func rewrite(_ run: LogRun) async throws {
        try await TestLog.tamper(
            run.database,
            [
                "UPDATE audit.outbox SET actor = 'another' WHERE id = (SELECT outbox_id FROM audit.log_entry WHERE leaf_index = 3)",
                """
                UPDATE audit.log_entry AS e SET entry = audit.entry_of(o) FROM audit.outbox AS o
                WHERE e.leaf_index = 3 AND o.jurisdiction_id = e.jurisdiction_id AND o.id = e.outbox_id
                """,
            ])
        try await LogForgery(run.database).refit()
    }

    private static func keepHead(_ run: LogRun) async throws -> String {
        let note = try await run.database.admin.query("SELECT note FROM audit.checkpoint ORDER BY size DESC LIMIT 1") {
            try $0[0].decode(String.self, 0)
        }
        return try file(run, "kept.head", note)
    }

    private static func handOver(_ run: LogRun) async throws {
        let next = TestLog.signer(8)
        try await TestLog.announce(run.database, next)
        try await TestLog.catchUp(run.database, TestLog.signer(), next: next)
        try await run.act()
        try await TestLog.catchUp(run.database, next)
    }

    /// A receipt of the newest act.
    private static func receipt(_ run: LogRun, origin: String = TestLog.name) async throws -> Words {
        try await run.act()
        let (act, time) = try await run.database.admin.query(
            """
            SELECT o.jurisdiction_id, o.id, sha256(o.salt || o.digest) AS digest, extract(epoch FROM o.at)::bigint AS time FROM audit.outbox AS o
            ORDER BY o.id DESC LIMIT 1
            """
        ) { rows in
            (
                Receipt.Act(
                    jurisdiction: try rows[0].get("jurisdiction_id"), id: try rows[0].get("id"),
                    digest: TreeHash(bytes: try rows[0].get("digest", as: [UInt8].self)) ?? .empty),
                try rows[0].get("time", as: Int.self)
            )
        }
        let signer = NoteSigner(name: "receipts", kind: .ed25519, secret: [UInt8](repeating: 3, count: 32))
        let field = try signer.map {
            try Receipt(origin: origin, time: Int64(time), acts: [act], hasMore: false).field(signedBy: $0)
        }
        let kept = try file(run, "receipts", (field ?? "") + "\n")
        return Words(["--key", run.key, "--receipts", kept, "--receipt-key", signer?.verifier.vkey ?? ""])
    }

    private static func witness(_ number: UInt8) -> NoteSigner {
        guard
            let signer = NoteSigner(
                name: "w\(number)", kind: .cosignature, secret: [UInt8](repeating: 100 + number, count: 32))
        else { preconditionFailure("These bytes are a key.") }
        return signer
    }

    private static func words(_ run: LogRun, witnesses: UInt8) throws -> Words {
        let keys = (1...witnesses).map { witness($0).verifier.vkey }
        let lines = keys.enumerated().map { "witness w\($0.offset + 1) \($0.element)\n" }.joined()
        let policy = try file(run, "policy", "log \(run.key)\n\(lines)group g all w1 w2\nquorum g\n")
        var words = Words([])
        words.registryd = ["--policy", policy]
        words.python = ["--key", run.key] + keys.flatMap { ["--witness", $0] }
        return words
    }

    private static func file(_ run: LogRun, _ name: String, _ text: String) throws -> String {
        let path = run.folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}
