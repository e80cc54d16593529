import Foundation
import Postgres
import TestSupport
import Testing

@testable import Provision

@Suite struct ContextKeyTests {
    @Test func `the database checks what is signed with the key and shows it to nobody else`() async throws {
        try await withTestDatabase { test in
            let denied = await #expect(throws: PostgresError.self) {
                _ = try await test.service.query("SELECT id FROM ops.context_key") { $0.count }
            }
            #expect(denied?.sqlstate == "42501")
            let stored: Int = try await test.admin.read { try $0.one("SELECT count(*) FROM ops.context_key") }
            #expect(stored == 1)
        }
    }

    @Test func `a file with another key than the database is refused`() async throws {
        try await withTestDatabase { test in
            try await withFolder { folder in
                let file = folder + "/context.key"
                try ContextKey.random().write(file)
                let refusal = try await refused { _ = try await ContextKeyStore(file: file).establish(in: test.admin) }
                #expect(
                    refusal.description == """
                        The context key's file \(file) has another key than the database, so the database would show the \
                        service nothing.
                        Copy the file from where the database was made, or name it with --context-key-file.
                        """)
            }
        }
    }

    @Test func `a lost file is not replaced by a new key`() async throws {
        try await withTestDatabase { test in
            try await withFolder { folder in
                let file = folder + "/context.key"
                let refusal = try await refused { _ = try await ContextKeyStore(file: file).establish(in: test.admin) }
                #expect(refusal.message.contains("has no key, and the database has one"))
                #expect(!FileManager.default.fileExists(atPath: file))
            }
        }
    }

    @Test func `a key is read as it was written, by its account alone`() async throws {
        try await withFolder { folder in
            let key = ContextKey.random()
            try key.write(folder + "/context.key")
            #expect(try ContextKey.read(folder + "/context.key") == key)
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/context.key")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a file with something else is refused`() async throws {
        try await withFolder { folder in
            try "abc".write(toFile: folder + "/context.key", atomically: true, encoding: .utf8)
            let refusal = try await refused { _ = try ContextKey.read(folder + "/context.key") }
            #expect(refusal.message == "\(folder)/context.key does not hold a context key of 64 hex digits.")
        }
    }
}
