import Postgres
import Provision
import Records

/// What `/health/ready` asks beside the database's answer: that the database has this program's form, and that the disk
/// of a private one has room.
struct Readiness: Sendable {
    let migrations: Migrations
    /// As the service connects.
    let database: Database
    /// The folder of the private database; nil with a server of one's own, whose disk is that server's matter.
    let folder: String?
    /// Millions of bytes that have to be free.
    let minimumFree: Int

    /// - Throws: `Refusal` that says what keeps the service from working; `PostgresError` when the database is away.
    func check() async throws {
        do {
            if let mismatch = try await migrations.mismatch(database) {
                throw Refusal(.busy, "other_schema", "\(mismatch).", hint: "Type: registryd migrate")
            }
            try checkSpace()
        } catch let refusal as ProvisionRefusal {
            throw Refusal(.busy, "other_schema", refusal.message)
        }
    }

    /// The folder is not named, since anybody may ask.
    private func checkSpace() throws {
        guard let folder else { return }
        let free = try FreeSpace(in: folder).megabytes
        guard free < minimumFree else { return }
        throw Refusal(
            .busy, "disk_nearly_full",
            "The disk of the database is nearly full: \(free) MB are free, and \(minimumFree) MB have to be.",
            hint: "Make room on it; registryd doctor names the folder.")
    }
}
