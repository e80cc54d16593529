import Provision

/// The form that the migrations and views give a database.
package enum TestSchema {
    /// As `sql/schema.sql` should hold it.
    package static func dump() async throws -> String {
        try await SchemaDump.text(of: TestCluster.template, in: TestCluster.shared.cluster)
    }

    /// The folder `sql` of this source tree.
    package static let sqlFolder = TestCluster.sqlFolder
}
