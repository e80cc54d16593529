import Postgres
import Registry
import TransparencyLog

/// The transparency log of a test's database: kept by hand, and changed behind the registry's back.
package enum TestLog {
    /// A key that every test has.
    package static let secret = [UInt8](repeating: 7, count: 32)
    package static let name = "registry.example/log"

    /// Puts every act that waits into the log, and signs its head with the tests' key.
    package static func catchUp(_ test: TestDatabase) async throws {
        try await with(test, .sequencer) { database in
            while let batch = try await LogSequencer(database: database).sequence(), batch.appended > 0 {}
        }
        try await with(test, .signer) { database in
            guard let signer = NoteSigner(name: name, kind: .ed25519, secret: secret) else { return }
            let memory = LogSigner.Memory(recall: { nil }, keep: { _ in })
            _ = try await LogSigner(database: database, signer: signer, memory: memory).sign()
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
