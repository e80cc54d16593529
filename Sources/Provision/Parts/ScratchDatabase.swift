import Postgres

/// A database with nothing but what this program's migrations make, beside the one that is looked at.
package struct ScratchDatabase: Sendable {
    private let migrations: Migrations
    private let open: @Sendable (_ database: String) -> Database

    /// Its name goes on with the second in which it was made.
    private static let prefix = "registry_scratch_"

    /// - Parameter open: a database of the same server by its name, with the login that looks.
    package init(migrations: Migrations, open: @escaping @Sendable (_ database: String) -> Database) {
        self.migrations = migrations
        self.open = open
    }

    /// The parts that this program makes.
    /// - Parameter db: the database that is looked at.
    /// - Throws: `ProvisionRefusal` where that can't be told here: the login makes no databases, or the server has not the roles.
    package func parts(beside db: Database) async throws -> SchemaParts {
        try await refuse(db)
        try await dropLeftBehind(db)
        let name = try await db.query(
            "SELECT \(Self.prefix) || extract(epoch FROM clock_timestamp())::bigint || '_' || left(md5(random()::text), 12)"
        ) { try $0[0].decode(String.self, 0) }
        _ = try await db.query(.file("CREATE DATABASE \(name) TEMPLATE template0")) { $0.count }
        do {
            let parts = try await parts(of: open(name))
            try await drop(name, db)
            return parts
        } catch {
            try await drop(name, db)
            throw error
        }
    }

    private func parts(of scratch: Database) async throws -> SchemaParts {
        do {
            try await Bootstrap().apply(scratch)
            _ = try await migrations.apply(scratch)
            let parts = try await scratch.write(Self.prologue, isolation: .readCommitted) { db in
                let made = try SchemaParts(db)
                try db.execute(Self.restoring)
                return made.alsoRestored(try SchemaParts(db))
            }
            await scratch.close()
            return parts
        } catch {
            await scratch.close()
            throw error
        }
    }

    /// Makes anew, from the text that a dump has, what PostgreSQL keeps as a tree: views, functions with a body of SQL, and checks.
    /// It writes some of them in other words then, once.
    private static let restoring: SQL = """
        DO $$ DECLARE one record; BEGIN
            FOR one IN
                SELECT format('CREATE OR REPLACE VIEW %s %s AS %s', c.oid::regclass,
                    'WITH (' || array_to_string(c.reloptions, ', ') || ')', pg_get_viewdef(c.oid)) AS said
                FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relkind = 'v' AND n.nspname IN ('registry', 'audit', 'ops')
                UNION ALL
                SELECT pg_get_functiondef(p.oid) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
                WHERE p.prosqlbody IS NOT NULL AND n.nspname IN ('registry', 'audit', 'ops')
                UNION ALL
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %2$I %3$s', k.conrelid::regclass, k.conname,
                    pg_get_constraintdef(k.oid))
                FROM pg_constraint AS k JOIN pg_namespace AS n ON n.oid = k.connamespace
                WHERE k.contype = 'c' AND k.conrelid <> 0 AND n.nspname IN ('registry', 'audit', 'ops')
            LOOP EXECUTE one.said; END LOOP;
        END $$
        """

    /// How names are written doesn't depend on a search path.
    package static let prologue: [SQL] = [
        "SET LOCAL search_path = pg_catalog, pg_temp", "SET LOCAL row_security = off",
    ]

    private func refuse(_ db: Database) async throws {
        let roles = [Bootstrap.ownerRole] + Bootstrap.logins
        let (mayMake, missing) = try await db.query(
            """
            SELECT (SELECT r.rolsuper OR r.rolcreatedb FROM pg_roles AS r WHERE r.rolname = current_user) AS may,
                ARRAY(SELECT w.name FROM unnest(\(roles)::text[]) AS w (name)
                      WHERE NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = w.name)) AS missing
            """
        ) { rows in (try rows[0].get("may", as: Bool.self), try rows[0].get("missing", as: [String].self)) }
        guard missing.isEmpty else {
            throw ProvisionRefusal(
                "the server has no role \(missing.joined(separator: ", ")), so the rights in the dump were lost when it was restored. "
                    + "Type registryd migrate in an empty database of it, and restore the dump once more")
        }
        guard mayMake else { throw ProvisionRefusal("the login may not make a database to compare with") }
    }

    /// One of a process that was killed stays behind; nobody works with one for an hour.
    private func dropLeftBehind(_ db: Database) async throws {
        let names = try await db.query(
            """
            SELECT d.datname::text FROM pg_database AS d WHERE d.datname::text ~ \("^\(Self.prefix)[0-9]+_[0-9a-f]+$")::text
                AND split_part(d.datname, '_', 3)::bigint < extract(epoch FROM clock_timestamp()) - 3600
            """
        ) { rows in try rows.map { try $0.decode(String.self, 0) } }
        for name in names { try await drop(name, db) }
    }

    private func drop(_ name: String, _ db: Database) async throws {
        _ = try await db.query(.file("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")) { $0.count }
    }
}
