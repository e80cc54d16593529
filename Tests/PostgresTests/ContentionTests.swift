import Foundation
import Postgres
import Testing

@Suite struct ContentionTests {
    /// Read, compute, write: lost without serializable isolation and retries.
    @Test func `contended transactions end exact`() async throws {
        let count = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1" ? 2000 : 400
        try await Fixture.run(poolSize: 8, { $0.lockTimeout = .seconds(60) }) { database in
            try await database.define(
                """
                CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL);
                CREATE TABLE entry (id int PRIMARY KEY, debit int NOT NULL, credit int NOT NULL, amount int NOT NULL);
                INSERT INTO account SELECT n, 1000 FROM generate_series(0, 4) AS n
                """)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<16 {
                    group.addTask {
                        for number in stride(from: worker, to: count, by: 16) {
                            try await transfer(number, database)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.value("SELECT count(*) FROM entry") == count)
            let differences: Int = try await database.value(
                """
                SELECT count(*) FROM account a WHERE balance <> 1000
                  - (SELECT coalesce(sum(amount), 0) FROM entry WHERE debit = a.id)
                  + (SELECT coalesce(sum(amount), 0) FROM entry WHERE credit = a.id)
                """)
            #expect(differences == 0)
            #expect(database.statistics.retries > 0)
        }
    }

    /// Seeded: the same number moves the same amount between the same accounts in every run.
    private func transfer(_ number: Int, _ database: Database) async throws {
        let (debit, credit, amount) = (number % 5, (number / 5 + 1 + number) % 5, 1 + number % 7)
        while true {
            do {
                return try await database.write { db in
                    try move(-amount, account: debit, db)
                    try move(amount, account: credit, db)
                    try db.execute("INSERT INTO entry VALUES (\(number), \(debit), \(credit), \(amount))")
                }
            } catch let error as PostgresError where error.isSerializationFailure {
                // Twelve retries were not enough; the caller of a service would be asked to try again, and so does this.
                continue
            }
        }
    }

    private func move(_ amount: Int, account: Int, _ db: Transaction) throws {
        let before: Int = try db.one("SELECT balance FROM account WHERE id = \(account)")
        try db.execute("UPDATE account SET balance = \(before + amount) WHERE id = \(account)")
    }
}
