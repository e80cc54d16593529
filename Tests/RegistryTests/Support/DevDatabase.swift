import Foundation
import Logging
import Postgres

/// Interim until TestSupport gives a migrated database per test.
func devDatabase() async throws -> (Database, String) {
    let name = "t" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
    let admin = Database(
        DatabaseConfiguration(
            connectionString: "host=/var/tmp/reg2pg port=5499 user=postgres dbname=postgres", poolSize: 1),
        logger: Logger(label: "test"))
    for attempt in 0..<50 {
        do {
            _ = try await admin.query("CREATE DATABASE \(identifier: name) TEMPLATE reg2a") { $0.count }
            break
        } catch  where attempt < 49 { try await Task.sleep(for: .milliseconds(50)) }
    }
    await admin.close()
    let database = Database(
        DatabaseConfiguration(
            connectionString: "host=/var/tmp/reg2pg port=5499 user=registry_service dbname=\(name)", poolSize: 8),
        logger: Logger(label: "test"))
    return (database, name)
}
