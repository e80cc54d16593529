import Postgres
import Registry
import TransparencyLog

/// The transparency log of a test's database: kept by hand, and changed behind the registry's back.
package enum TestLog {
    /// A key that every test has.
    package static let secret = [UInt8](repeating: 7, count: 32)
    package static let name = "registry.example/log"

    /// A signer under the log's name, with the tests' key or another one.
    package static func signer(_ number: UInt8 = 7) -> NoteSigner {
        guard let signer = NoteSigner(name: name, kind: .ed25519, secret: [UInt8](repeating: number, count: 32)) else {
            preconditionFailure("These bytes are a key.")
        }
        return signer
    }

    /// Puts every act that waits into the log, and signs its head with the tests' key.
    package static func catchUp(_ test: TestDatabase, _ signer: NoteSigner? = nil, next: NoteSigner? = nil) async throws
    {
        try await with(test, .sequencer) { database in
            while let batch = try await LogSequencer(database: database).sequence(), batch.appended > 0 {}
        }
        try await with(test, .signer) { database in
            let memory = LogSigner.Memory(recall: { nil }, keep: { _ in })
            _ = try await LogSigner(
                database: database, signer: signer ?? Self.signer(), next: next, memory: memory
            ).sign()
        }
    }

    /// Takes the state of the tables in the hour that has begun, and puts it into the log.
    package static func takeState(_ test: TestDatabase) async throws {
        try await with(test, .sequencer) { database in
            let sequencer = LogSequencer(database: database)
            for _ in 0..<200 {
                switch try await sequencer.takeState() {
                case .part: continue
                case .later, nil: _ = try await sequencer.sequence()
                case .ready?, .none?: return
                }
            }
        }
    }

    /// Announces that the tests' key, or another one, is followed by the next.
    package static func announce(_ test: TestDatabase, _ next: NoteSigner, from signer: NoteSigner? = nil) async throws
    {
        try await with(test, .signer) {
            try await LogKeys(database: $0).announce(next.verifier, from: signer ?? Self.signer())
        }
    }

    /// Keeps the newest head with the lines of these witnesses.
    package static func witness(_ test: TestDatabase, by witnesses: [NoteSigner]) async throws {
        try await with(test, .signer) { database in
            let heads = WitnessedHeads(database: database)
            guard let note = try await heads.waiting() else { return }
            try await heads.keep(note.adding(try witnesses.map { try $0.sign(note.text, at: 1_790_000_000) }))
        }
    }

    /// What a superuser does past every guard: with the triggers off, also those that are always on.
    package static func tamper(_ test: TestDatabase, _ statements: [SQL]) async throws {
        try await test.admin.write(["SET LOCAL session_replication_role = replica"], isolation: .readCommitted) { db in
            let always = try db.rows(
                """
                SELECT t.tgrelid::regclass::text AS home, t.tgname::text AS name FROM pg_trigger AS t WHERE t.tgenabled = 'A'
                """
            ).map { (try $0.get("home", as: String.self), try $0.get("name", as: String.self)) }
            for (home, name) in always { try db.execute(.file("ALTER TABLE \(home) DISABLE TRIGGER \(name)")) }
            for statement in statements { try db.execute(statement) }
            for (home, name) in always { try db.execute(.file("ALTER TABLE \(home) ENABLE ALWAYS TRIGGER \(name)")) }
        }
    }

    private static func with(
        _ test: TestDatabase, _ login: TestDatabase.Login, _ body: (Database) async throws -> Void
    ) async throws {
        let database = Database(
            TestCluster.configuration(test.connectionString(login), poolSize: 1), logger: TestCluster.quiet)
        do {
            try await body(database)
            await database.close()
        } catch {
            await database.close()
            throw error
        }
    }
}
