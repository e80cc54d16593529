import Postgres
import Provision
import Registry

/// Compares the schema of a database with the one that this program's migrations make in a database beside it: whoever changes rows
/// unseen changes a guard first, or what it says.
struct SchemaAudit: Sendable {
    let installation: Installation
    let database: Database
    /// The dump was restored without owners, and who asks knows that.
    let isWithoutOwners: Bool

    /// Adds what differs to the report, or why it was not looked at.
    func run(_ report: inout LogAudit.Report) async throws {
        let made: SchemaParts
        do {
            made = try await ScratchDatabase(
                migrations: installation.migrations, open: { installation.administrator(of: $0) }
            )
            .parts(beside: database)
        } catch let refusal as ProvisionRefusal {
            return report.add(note: "The schema was not compared: \(refusal.message).")
        }
        let found = try await database.read(ScratchDatabase.prologue) { try SchemaParts($0) }
        if isWithoutOwners {
            report.add(note: "Rights and owners were not compared, as you asked (--no-owner).")
        }
        let differences = made.differences(of: found, leavesRights: isWithoutOwners)
        report.add(
            schema: differences.map { name, difference in
                LogFinding(.schemaChanged, key: name, Self.words(name, difference))
            }, parts: made.texts.count)
    }

    private static func words(_ name: String, _ difference: SchemaParts.Difference) -> String {
        switch difference {
        case .missing: "In this database is no \(name), and this program makes it."
        case .added: "In this database is \(name), and this program doesn't make it."
        case .changed: "In this database \(name): not as this program makes it."
        }
    }
}
