import Postgres

/// A rule that every schema of the registry keeps, and how the catalogs of PostgreSQL show what breaks it.
package struct SchemaRule: Sendable {
    /// The rule, in words.
    package let words: String
    /// What may break it, each with the reason.
    package let exceptions: [String: String]
    /// Gives one column, `what`: each thing that breaks the rule.
    let offenders: SQL

    init(_ words: String, except exceptions: [String: String] = [:], _ offenders: SQL) {
        self.words = words
        self.exceptions = exceptions
        self.offenders = offenders
    }

    /// The schemas that the rules are about.
    static let ours: SQL = "IN ('registry', 'audit', 'ops', 'past')"
    /// A table's own name with its schema.
    static let home: SQL = "n.nspname || '.' || c.relname"
    /// Every table of the registry.
    static let tables: SQL = """
        pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname IN ('registry', 'audit', 'ops', 'past')
            AND c.relkind IN ('r', 'p')
        """
    /// Every function of the registry.
    static let functions: SQL = """
        pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace AND n.nspname IN ('registry', 'audit', 'ops', 'past')
        """
}
