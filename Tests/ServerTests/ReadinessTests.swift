import Records
import Testing
import TestSupport

/// What `/health/ready` says of the running program when something keeps it from working.
@Suite struct ReadinessTests {
    @Test func `the service is not ready on a database of another schema version`() async throws {
        try await withTestDatabase { database in
            try await ServiceProcess.run(over: database) { service in
                let client = Client(port: service.port, token: nil)
                #expect(try await client.get("/health/ready").json == ["status": "ready"])
                let version: Int = try await database.admin.query("SELECT max(version) FROM ops.migration") {
                    try $0[0].decode(Int.self, 0)
                }
                _ = try await database.admin.query("UPDATE ops.migration SET sha256 = \(Self.other) WHERE version = 0")
                {
                    $0.count
                }
                #expect(
                    try await client.get("/health/ready").problem
                        == "503 other_schema: The database has the views of another version of this program."
                        + " | Type: registryd migrate")
                _ = try await database.admin.query("DELETE FROM ops.migration WHERE version = \(version)") { $0.count }
                #expect(
                    try await client.get("/health/ready").problem
                        == "503 other_schema: The database has schema version \(version - 1) and this program needs "
                        + "\(version). | Type: registryd migrate")
                _ = try await database.admin.query(
                    """
                    INSERT INTO ops.migration (version, name, sha256)
                    VALUES (\(version), 'x', \(Self.other)), (\(version + 1), 'y', \(Self.other))
                    """
                ) { $0.count }
                #expect(
                    try await client.get("/health/ready").problem
                        == "503 other_schema: The database has schema version \(version + 1); this program knows the "
                        + "versions up to \(version). Use a registryd that is as new as the database. | ")
                #expect(try await client.get("/health/live").json == ["status": "live"])
            }
        }
    }

    @Test func `the service is not ready while its database is away, and is again afterwards`() async throws {
        try await withTestDatabase { database in
            try await ServiceProcess.run(over: database) { service in
                let client = Client(port: service.port, token: nil)
                #expect(try await client.get("/health/ready").json == ["status": "ready"])
                try await database.allowConnections(false)
                let away = try await client.get("/health/ready")
                try await database.allowConnections(true)
                #expect(
                    try away.problem
                        == "503 database_unavailable: The registry can't write at the moment; nothing was done."
                        + " | Send the same request again in a moment.")
                #expect(away.header("Content-Type") == "application/problem+json")
                #expect(try await client.get("/health/ready").json == ["status": "ready"])
            }
        }
    }

    @Test func `the service is not ready when the disk of its private database is nearly full`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let sql = try await TestCluster.shared().sqlFolder
        let common = ["--data", folder, "--sql-folder", sql]
        let problem = try await ServiceProcess.run(common + ["--minimum-free", "999999999"]) { service in
            try await Client(port: service.port, token: nil).get("/health/ready").problem
        }
        #expect(
            problem.replacing(/[0-9]+ MB are/, with: "N MB are")
                == "503 disk_nearly_full: The disk of the database is nearly full: N MB are free, and 999999999 MB "
                + "have to be. | Make room on it; registryd doctor names the folder.")
        let enough = try await ServiceProcess.run(common + ["--minimum-free", "0"]) { service in
            try await Client(port: service.port, token: nil).get("/health/ready").json
        }
        #expect(enough == ["status": "ready"])
    }

    private static let other = String(repeating: "0", count: 64)
}

extension TestDatabase {
    /// Ends the sessions of the service and refuses new ones, or takes them again.
    fileprivate func allowConnections(_ allowed: Bool) async throws {
        _ = try await admin.query(.file("ALTER DATABASE \(name) CONNECTION LIMIT \(allowed ? -1 : 0)")) { $0.count }
        _ = try await admin.query(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = 'registry_service'
            """
        ) { $0.count }
    }
}
