import Postgres

/// Reads the catalogs of a migrated database and tells what in it breaks a rule of the schema.
///
/// The rules stand here alone: the tests hold every migration against them, and `registryd doctor` a database that is in use.
package enum SchemaLint {
    /// Every rule.
    package static let rules =
        SchemaRule.rows + SchemaRule.keys + SchemaRule.code + SchemaRule.rights + SchemaRule.access
        + SchemaRule.guards + SchemaRule.triggers + SchemaRule.names

    /// What breaks a rule and is no exception, in the order of the rules.
    package static func breaches(_ db: Transaction) throws -> [SchemaBreach] {
        try rules.flatMap { rule in
            try found(rule, db).filter { rule.exceptions[$0] == nil }.map { SchemaBreach(rule: rule.words, what: $0) }
        }
    }

    /// The exceptions that nothing needs any more.
    package static func idleExceptions(_ db: Transaction) throws -> [SchemaBreach] {
        try rules.flatMap { rule in
            let found = Set(try found(rule, db))
            return rule.exceptions.keys.sorted().filter { !found.contains($0) }
                .map { SchemaBreach(rule: rule.words, what: $0) }
        }
    }

    private static func found(_ rule: SchemaRule, _ db: Transaction) throws -> [String] {
        try db.rows("SELECT DISTINCT f.what::text AS what FROM (\(sql: rule.offenders)) AS f (what) ORDER BY 1").map {
            try $0.get("what")
        }
    }
}
