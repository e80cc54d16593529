import FoundationEssentials
import Glibc
import Provision
import Testing
import TestSupport

@Suite struct ContextKeyTests {
    @Test func `the key is made once, for its owner alone`() async throws {
        try await withFolder { folder in
            let file = folder + "/context.key"
            let made = try ContextKey.readOrMake(file: file)
            var status = stat()
            #expect(stat(file, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(made.bytes.count == 32)
            #expect(try ContextKey.readOrMake(file: file) == made)
            #expect(try ContextKey.read(file: file) == made)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["context.key"])
        }
    }

    @Test func `of several that make the key at one time, all get the same`() async throws {
        try await withFolder { folder in
            let file = folder + "/context.key"
            let keys = try await withThrowingTaskGroup(of: ContextKey.self) { group in
                for _ in 0..<8 { group.addTask { try ContextKey.readOrMake(file: file) } }
                return try await group.reduce(into: [ContextKey]()) { $0.append($1) }
            }
            #expect(keys == Array(repeating: try ContextKey.read(file: file), count: 8))
        }
    }

    @Test func `a key that is missing, too short or readable by others is refused`() async throws {
        try await withFolder { folder in
            let file = folder + "/context.key"
            try await expectRefusal(
                """
                The context key \(file) could not be read: No such file or directory. \
                Name it with --context-key-file, or type: registryd migrate
                """
            ) { _ = try ContextKey.read(file: file) }
            try "short".write(toFile: file, atomically: false, encoding: .utf8)
            _ = chmod(file, 0o640)
            try await expectRefusal(
                "Others than its owner may read the context key \(file). Type: chmod 600 \(file)"
            ) { _ = try ContextKey.read(file: file) }
            _ = chmod(file, 0o600)
            try await expectRefusal(
                "The context key \(file) has 5 bytes instead of 32. Put it back from a backup."
            ) { _ = try ContextKey.read(file: file) }
        }
    }

    @Test func `where the database knows a key, no other one is made`() async throws {
        try await withTestDatabase { db in
            try await db.cluster.contextKey.install(in: db.admin, file: "context.key")
            let file = try TestFolder.make() + "/context.key"
            let migrations = try Migrations(folder: db.cluster.sqlFolder)
            try await expectRefusal(
                """
                The context key \(file) is not there, and the database was made with one, so nobody could sign in. \
                Put the file back from a backup, or name the right one with --context-key-file.
                """
            ) { _ = try await migrations.migrate(db.admin, contextKeyFile: file) }
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test func `a database that was made with another key is not given a second one`() async throws {
        try await withTestDatabase { db in
            try await db.cluster.contextKey.install(in: db.admin, file: "context.key")
            let other = try ContextKey.readOrMake(file: try TestFolder.make() + "/other.key")
            try await expectRefusal(
                """
                The context key other.key is not the one that the database was made with, so nobody could sign in. \
                Put the file back from a backup, or name the right one with --context-key-file.
                """
            ) { try await other.install(in: db.admin, file: "other.key") }
            let count = try await db.psql(as: .admin, "SELECT count(*) FROM ops.context_key")
            #expect(count.output == "1\n")
        }
    }
}
