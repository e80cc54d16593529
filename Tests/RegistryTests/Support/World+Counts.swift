import Postgres

extension World {
    /// How many rows the tables have together, seen by the superuser.
    func count(_ tables: String...) async throws -> Int {
        var total = 0
        for table in tables {
            let parts = table.split(separator: ".").map(String.init)
            total += try await test.admin.query("SELECT count(*) FROM \(identifier: parts[0]).\(identifier: parts[1])")
            {
                try $0[0].decode(Int.self, 0)
            }
        }
        return total
    }
}
