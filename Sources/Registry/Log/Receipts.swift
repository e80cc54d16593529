import Postgres
import TransparencyLog

/// Signs what a service gives for each change: which acts it recorded (`Receipt`).
package struct Receipts: Sendable {
    private let signer: NoteSigner
    /// The log's name, from its newest signed head; asked for until there is one.
    private let origin = Locked<String?>(nil)

    /// - Parameter signer: with a key of the service's own, not the log's.
    package init(signer: NoteSigner) { self.signer = signer }

    /// What a transaction noted of its acts, and the database's time then.
    struct Noted: Sendable {
        let acts: String
        /// Seconds since 1970.
        let time: Int64
    }

    /// What the transaction has noted of its acts so far.
    static let acts: SQL = "SELECT current_setting('registry.acts', true)"

    /// Asked as the last thing in a transaction; it reads no table.
    static let note: SQL =
        "SELECT current_setting('registry.acts', true) AS acts, extract(epoch FROM clock_timestamp())::bigint AS time"

    /// The receipt in the form of a header field; nil where nothing was recorded.
    func field(_ noted: Noted?, _ database: Database) async throws -> String? {
        guard let noted, !noted.acts.isEmpty else { return nil }
        let name = try await name(database) ?? "-"
        return try Receipt(origin: name, time: noted.time, noted: noted.acts)?.field(signedBy: signer)
    }

    private func name(_ database: Database) async throws -> String? {
        if let known = origin.withLock({ $0 }) { return known }
        let found = try await database.query("SELECT split_part(h.signed_note, E'\\n', 1) FROM ops.log_heads() AS h") {
            rows in try rows.map { try $0.decode(String?.self, 0) }.first ?? nil
        }
        origin.withLock { $0 = found }
        return found
    }
}

extension Receipts.Noted {
    init?(_ rows: Rows) throws {
        guard rows.count == 1, let acts: String = try rows[0].get("acts", as: String?.self) else { return nil }
        self.init(acts: acts, time: Int64(try rows[0].get("time", as: Int.self)))
    }
}
