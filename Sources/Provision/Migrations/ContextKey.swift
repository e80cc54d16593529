import Crypto
import FoundationEssentials
import Glibc
import Postgres

/// The key with which the service signs who acts, and with which the database checks it.
///
/// The service has the 32 bytes, in a file that only its user may read; the database has the padded blocks of
/// HMAC-SHA-256 (RFC 2104) in `ops.context_key`, which only the owner may read.
package struct ContextKey: Sendable, Equatable {
    package let bytes: [UInt8]

    /// Reads the key of the service.
    /// - Throws: `ProvisionRefusal` when it is missing, has another length, or others may read it.
    package static func read(file: String) throws -> ContextKey {
        let kept = kept(file)
        guard let content = try kept.read() else { throw kept.unread(ENOENT) }
        guard content.count == 32 else {
            throw ProvisionRefusal(
                "The context key \(file) has \(content.count) bytes instead of 32. Put it back from a backup.")
        }
        return ContextKey(bytes: content)
    }

    /// Reads the key, or makes one in a new 0600 file where there is none.
    ///
    /// The file gets its name when it is whole, so that a process that is killed meanwhile leaves none or all of it;
    /// of two processes that make one, both get the first one's.
    package static func readOrMake(file: String) throws -> ContextKey {
        if access(file, F_OK) == 0 { return try read(file: file) }
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        try kept(file).make(bytes)
        return try read(file: file)
    }

    private static func kept(_ file: String) -> KeptFile {
        KeptFile(
            file, holding: "context key",
            remedy: "Name it with --context-key-file, or type: registryd migrate")
    }

    /// Reads the key that a database knows already; another one would be of no use.
    /// - Throws: `ProvisionRefusal` as `read`, and when there is none.
    static func readKnown(file: String) throws -> ContextKey {
        guard access(file, F_OK) == 0 else {
            throw ProvisionRefusal(
                """
                The context key \(file) is not there, and the database was made with one, so nobody could sign in. \
                Put the file back from a backup, or name the right one with --context-key-file.
                """)
        }
        return try read(file: file)
    }

    /// Whether a migrated database knows a key.
    static func isKnown(in db: Database) async throws -> Bool {
        try await db.write(["SET LOCAL ROLE \(identifier: Bootstrap.ownerRole)"], isolation: .readCommitted) { db in
            try db.one("SELECT EXISTS (SELECT FROM ops.context_key)")
        }
    }

    /// Tells a migrated database the key, once.
    /// - Throws: `ProvisionRefusal` when the database knows another key.
    package func install(in db: Database, file: String) async throws {
        let inner = padded(with: 0x36)
        let outer = padded(with: 0x5c)
        try await db.write(
            MigrationLock.prologue + ["SET LOCAL ROLE \(identifier: Bootstrap.ownerRole)"], isolation: .readCommitted
        ) { db in
            let isKnown: Bool? = try db.first(
                "SELECT inner_pad = \(inner) AND outer_pad = \(outer) FROM ops.context_key ORDER BY id DESC LIMIT 1")
            if isKnown == false {
                throw ProvisionRefusal(
                    """
                    The context key \(file) is not the one that the database was made with, so nobody could sign in. \
                    Put the file back from a backup, or name the right one with --context-key-file.
                    """)
            }
            guard isKnown == nil else { return }
            try db.execute("INSERT INTO ops.context_key (id, inner_pad, outer_pad) VALUES (1, \(inner), \(outer))")
        }
    }

    private func padded(with pad: UInt8) -> [UInt8] {
        (bytes + [UInt8](repeating: 0, count: 64 - bytes.count)).map { $0 ^ pad }
    }
}
