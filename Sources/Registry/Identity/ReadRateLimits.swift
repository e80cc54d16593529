import Postgres
import Records

extension Registry {
    /// The limits as they are now. What is not listed is not limited.
    package func rateLimits() async throws -> [RateLimit] {
        try await database.query(
            "SELECT action, subject, count, seconds, burst FROM ops.rate_limit ORDER BY action, subject"
        ) { rows in
            try rows.compactMap { row in
                guard let subject = RateLimit.Subject(rawValue: try row.get("subject", as: String.self)) else {
                    return nil
                }
                return RateLimit(
                    action: try row.get("action"), subject: subject, count: try row.get("count"),
                    seconds: try row.get("seconds"), burst: try row.get("burst"))
            }
        }
    }
}
