import Postgres
import Records

extension Registry {
    /// A token, and when somebody came with it.
    package struct TokenUse: Sendable, Equatable {
        package var jurisdiction: Int
        package var token: Int
        package var at: Instant

        package init(jurisdiction: Int, token: Int, at: Instant) {
            self.jurisdiction = jurisdiction
            self.token = token
            self.at = at
        }
    }

    /// Keeps when tokens were last used, in one statement. That is no act: there is no context, no version and no entry in the log.
    /// - Returns: how many last uses moved on.
    @discardableResult
    package func note(_ uses: [TokenUse]) async throws -> Int {
        guard !uses.isEmpty else { return 0 }
        return try await database.write(isolation: .readCommitted) { db in
            try db.one(
                """
                SELECT ops.note_token_use(\(uses.map(\.jurisdiction))::integer[], \(uses.map(\.token))::bigint[],
                    \(uses.map(\.at.description))::timestamptz[])
                """)
        }
    }
}
