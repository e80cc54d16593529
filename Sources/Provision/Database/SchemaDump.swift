/// The form of a database as SQL text: what `sql/schema.sql` holds.
package enum SchemaDump {
    /// `pg_dump --schema-only` of `database`, by the programs of the server's own major version, without the lines that
    /// differ between two runs or two minor versions.
    /// - Throws: `ProvisionRefusal` with what pg_dump says.
    package static func text(of database: String, in cluster: Cluster) async throws -> String {
        let run = try await cluster.programs.run(
            "pg_dump",
            ["--schema-only", "--no-owner", "--dbname", cluster.connectionString(user: "postgres", database: database)]
        ).succeeded("The form of the database was not written", hint: "See what pg_dump says above.")
        return normalised(run.output)
    }

    static func normalised(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\\restrict ") || line.hasPrefix("\\unrestrict ") { continue }
            if line.hasPrefix("-- Dumped ") || line == "--" { continue }
            if line.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(line)
        }
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }
}
