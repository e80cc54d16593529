import Postgres

/// What of `sql/bootstrap.sql` a database has.
package struct BootstrapState: Sendable, Equatable {
    package let database: String
    package let login: String
    /// In words for people: "the role registry_owner", "the extension postgis".
    package let missing: [String]

    package init(_ db: Transaction) throws {
        database = try db.one("SELECT current_database()::text")
        login = try db.one("SELECT current_user::text")
        missing = try db.rows(
            """
            SELECT need.kind || ' ' || need.name AS need FROM (
                SELECT 1 AS place, 'the role' AS kind, name FROM unnest(ARRAY['registry_owner', 'registry_service']) AS name
                WHERE NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = name)
                UNION ALL
                SELECT 2, 'the extension', name FROM unnest(ARRAY['postgis', 'btree_gist']) AS name
                WHERE NOT EXISTS (SELECT FROM pg_extension AS e WHERE e.extname = name)
                UNION ALL
                SELECT 3, 'the schema', name FROM unnest(ARRAY['registry', 'audit', 'ops']) AS name
                WHERE NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = name)
                UNION ALL
                SELECT 4, 'the right to act as', r.rolname::text FROM pg_roles AS r
                WHERE r.rolname = 'registry_owner' AND NOT pg_has_role(current_user, r.oid, 'MEMBER')
            ) AS need ORDER BY need.place, need.name
            """
        ).map { try $0.get("need", as: String.self) }
    }
}
