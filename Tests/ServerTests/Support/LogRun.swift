import FoundationEssentials
import Glibc
import Postgres
import Provision
import TestSupport
import TransparencyLog

/// The programs of the log over a test's own database, with the tests' key in a folder.
struct LogRun: Sendable {
    let database: TestDatabase
    let folder: String
    /// Where the service connects, and its SQL files.
    let common: [String]

    init(_ database: TestDatabase) async throws {
        self.database = database
        folder = try TestFolder.make()
        common = [
            "--database", database.connectionString(.service), "--context-key-file", folder + "/context.key",
            "--sql-folder", database.cluster.sqlFolder,
        ]
        try keep(Data(database.contextKey), "context.key")
        let text = NoteSigner.privateText(name: TestLog.name, kind: .ed25519, secret: TestLog.secret) ?? ""
        try keep(Data("\(text)\n".utf8), "log.key")
    }

    /// What follows `registryd serve`, with the signer.
    var words: [String] { common + ["--log-key-file", folder + "/log.key", "--log-head-file", folder + "/log.head"] }

    /// The public key.
    var key: String { NoteSigner(name: TestLog.name, kind: .ed25519, secret: TestLog.secret)?.verifier.vkey ?? "" }

    /// An act that some transaction leaves in the outbox.
    func act() async throws {
        try await database.admin.write(isolation: .readCommitted) { db in
            try db.execute(
                """
                INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                VALUES (1, 'somebody', 'log', 'visit', gen_random_uuid()::text, 1, sha256('x'))
                """)
        }
    }

    /// How many acts and entries there are, and how many acts have two entries.
    func counts() async throws -> (acts: Int, entries: Int, twice: Int) {
        try await database.admin.query(
            """
            SELECT (SELECT count(*) FROM audit.outbox) AS acts, count(e.outbox_id) AS entries,
                count(e.outbox_id) - count(DISTINCT (e.jurisdiction_id, e.outbox_id)) AS twice
            FROM audit.log_entry AS e WHERE e.outbox_id IS NOT NULL
            """
        ) { (try $0[0].get("acts"), try $0[0].get("entries"), try $0[0].get("twice")) }
    }

    /// `registryd sign --once`.
    func sign() async throws -> Command.Ending {
        try await Command(
            ServiceProcess.program,
            [
                "sign", "--once", "--database", database.connectionString(.service), "--key", folder + "/log.key",
                "--head",
                folder + "/log.head",
            ]
        ).run()
    }

    /// `registryd audit verify` as an auditor with a login that reads everything and the key that was put away.
    func verify(_ more: String...) async throws -> Command.Ending {
        try await Command(
            ServiceProcess.program,
            [
                "audit", "verify", "--database", database.connectionString(.admin), "--sql-folder",
                database.cluster.sqlFolder, "--key", key, "--data", folder,
            ] + more
        ).run()
    }

    /// `registryd audit verify` with a policy instead of a key.
    func audit(_ more: String...) async throws -> Command.Ending { try await audit(more) }

    func audit(_ more: [String]) async throws -> Command.Ending {
        try await Command(
            ServiceProcess.program,
            [
                "audit", "verify", "--database", database.connectionString(.admin), "--sql-folder",
                database.cluster.sqlFolder, "--data", folder,
            ] + more
        ).run()
    }

    /// `registryd audit export`, and what the verifier in Python says of it.
    func verifyInPython(_ more: String...) async throws -> Command.Ending {
        try await verifyInPython(["--key", key] + more)
    }

    func verifyInPython(_ more: [String]) async throws -> Command.Ending {
        let out = folder + "/log-\(UInt64.random(in: 0 ... .max))"
        let exported = try await Command(
            ServiceProcess.program,
            [
                "audit", "export", "--out", out, "--database", database.connectionString(.admin), "--sql-folder",
                database.cluster.sqlFolder,
            ]
        ).run()
        guard exported.status == 0 else { return exported }
        return try await Command("/usr/bin/env", ["python3", "-B", Self.verifier, out] + more).run()
    }

    private func keep(_ data: Data, _ name: String) throws {
        try data.write(to: URL(filePath: folder + "/" + name))
        chmod(folder + "/" + name, 0o600)
    }

    static let verifier = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "deploy/verify-log.py").path
}
