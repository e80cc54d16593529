import Postgres

/// What the catalogs of a database hold of the registry, part by part: each function, trigger, policy, table, column, constraint,
/// index, view and rule, who owns what, which rights there are, and which acts are possible.
///
/// Two databases with the same parts work in the same way. The text of a part is compared and never shown.
package struct SchemaParts: Sendable, Equatable {
    /// By kind and name: `function registry.utc(timestamp with time zone)`.
    package let texts: [String: String]
    /// How the parts are written that PostgreSQL writes in other words once they were dumped and restored, by kind and name.
    private var restored: [String: String] = [:]

    /// - Throws: `PostgresError` where the login doesn't see all.
    package init(_ db: Transaction) throws {
        var texts: [String: String] = [:]
        for selected in Self.selections {
            for row in try db.rows(selected) { texts[try row.get("name")] = try row.get("said") }
        }
        self.texts = texts
    }

    /// The same parts, and how they are written in a database that was dumped and restored.
    func alsoRestored(_ other: SchemaParts) -> SchemaParts {
        var both = self
        both.restored = other.texts
        return both
    }

    /// How another database's part differs from this one's.
    package enum Difference: String, Sendable {
        case missing, added, changed
    }

    /// What is not there as it is here, by name.
    /// - Parameter leavesRights: leaves out who owns what and which rights there are.
    package func differences(of other: SchemaParts, leavesRights: Bool) -> [(name: String, difference: Difference)] {
        Set(texts.keys).union(other.texts.keys).sorted().compactMap { name in
            guard !leavesRights || !(name.hasPrefix("rights ") || name.hasPrefix("owner ")) else { return nil }
            switch (texts[name], other.texts[name]) {
            case (let one?, let two?): return one == two || restored[name] == two ? nil : (name, .changed)
            case (_?, nil): return (name, .missing)
            case (nil, _): return (name, .added)
            }
        }
    }

    private static let schemas: SQL = "('registry', 'audit', 'ops')"

    /// Each authority gets sequences of its own for the numbers in its references; no migration makes them.
    private static let lasting: SQL = "NOT (n.nspname = 'ops' AND c.relkind = 'S' AND c.relname ~ '^number_[0-9]+_')"

    /// No part of an extension: those are of the server's own version.
    private static func own(_ catalog: SQL, _ oid: SQL) -> SQL {
        """
        NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = '\(sql: catalog)'::regclass AND d.objid = \(sql: oid)
            AND d.deptype = 'e')
        """
    }

    private static let selections: [SQL] = [
        // Functions, also those that every statement uses.
        """
        SELECT 'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name,
            CASE WHEN n.nspname = 'pg_catalog' AND p.oid < 16384 THEN concat(p.prosrc, '|', p.probin, '|', p.proconfig::text)
                WHEN p.prokind = 'a' THEN 'aggregate' ELSE pg_get_functiondef(p.oid) END AS said
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname IN ('registry', 'audit', 'ops', 'pg_catalog') AND \(sql: own("pg_proc", "p.oid"))
        """,
        """
        SELECT 'trigger ' || t.tgname || ' of ' || n.nspname || '.' || c.relname AS name, pg_get_triggerdef(t.oid) AS said
        FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname IN \(sql: schemas) AND NOT t.tgisinternal
        """,
        """
        SELECT 'policy ' || p.polname || ' of ' || n.nspname || '.' || c.relname AS name,
            concat_ws('|', p.polcmd, p.polpermissive, (SELECT string_agg(r.name, ',' ORDER BY r.name) FROM (
                SELECT CASE u.id WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(u.id)::text END AS name FROM unnest(p.polroles) AS u (id)) AS r),
                pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) AS said
        FROM pg_policy AS p JOIN pg_class AS c ON c.oid = p.polrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname IN \(sql: schemas)
        """,
        // Of a view its text, of a table whether row security is on.
        """
        SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' WHEN 'i' THEN 'index ' ELSE 'table ' END
                || n.nspname || '.' || c.relname AS name,
            concat_ws('|', c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.reloptions::text,
                CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) WHEN c.relkind = 'i' THEN pg_get_indexdef(c.oid) END) AS said
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname IN \(sql: schemas) AND c.relkind NOT IN ('t', 'c') AND \(sql: lasting)
        """,
        """
        SELECT 'column ' || n.nspname || '.' || c.relname || '.' || a.attname AS name,
            concat_ws('|', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attstattarget,
                pg_get_expr(d.adbin, d.adrelid)) AS said
        FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE n.nspname IN \(sql: schemas) AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0 AND NOT a.attisdropped
        """,
        """
        SELECT 'constraint ' || k.conname || ' of ' || n.nspname || '.' || c.relname AS name,
            pg_get_constraintdef(k.oid) || k.convalidated AS said
        FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname IN \(sql: schemas) AND k.contype <> 't'
        """,
        """
        SELECT 'rule ' || r.rulename || ' of ' || n.nspname || '.' || c.relname AS name, pg_get_ruledef(r.oid) AS said
        FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname IN \(sql: schemas) AND r.rulename <> '_RETURN'
        """,
        "SELECT 'event trigger ' || e.evtname AS name, e.evtfoid::regproc::text AS said FROM pg_event_trigger AS e",
        // What could take the place of an operator or a conversion of the server.
        """
        SELECT 'operator ' || o.oid::regoperator::text AS name, o.oprcode::text AS said FROM pg_operator AS o
        WHERE o.oid >= 16384 AND \(sql: own("pg_operator", "o.oid"))
        UNION ALL
        SELECT 'cast of ' || format_type(c.castsource, NULL) || ' to ' || format_type(c.casttarget, NULL), c.castfunc::regproc::text
        FROM pg_cast AS c WHERE c.oid >= 16384 AND \(sql: own("pg_cast", "c.oid"))
        """,
        // Who may do what. What an owner may is no right that was given.
        """
        WITH things (name, owner, acl) AS (
            SELECT 'schema ' || n.nspname, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner))
            FROM pg_namespace AS n WHERE n.nspname IN ('registry', 'audit', 'ops', 'public')
            UNION ALL
            SELECT CASE c.relkind WHEN 'S' THEN 'sequence ' WHEN 'v' THEN 'view ' ELSE 'table ' END || n.nspname || '.' || c.relname,
                c.relowner, coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner))
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN \(sql: schemas) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND \(sql: lasting)
            UNION ALL
            SELECT 'column ' || n.nspname || '.' || c.relname || '.' || a.attname, c.relowner, a.attacl
            FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname IN \(sql: schemas) AND a.attacl IS NOT NULL AND NOT a.attisdropped
            UNION ALL
            SELECT 'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                p.proowner, coalesce(p.proacl, acldefault('f', p.proowner))
            FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname IN \(sql: schemas))
        SELECT 'rights on ' || t.name AS name, string_agg(r.said, ',' ORDER BY r.said) AS said
        FROM things AS t CROSS JOIN LATERAL (
            SELECT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(x.grantee)::text END || ' ' || x.privilege_type
                || CASE WHEN x.is_grantable THEN ' further' ELSE '' END AS said
            FROM aclexplode(t.acl) AS x WHERE x.grantee <> t.owner) AS r
        GROUP BY t.name
        UNION ALL
        SELECT 'owner of ' || t.name, pg_get_userbyid(t.owner)::text FROM things AS t
        WHERE t.name NOT LIKE 'column %' AND t.name <> 'schema public'
        """,
        """
        SELECT 'rights by default ' || d.defaclobjtype::text || ' ' || coalesce(n.nspname, '*') AS name, d.defaclacl::text AS said
        FROM pg_default_acl AS d LEFT JOIN pg_namespace AS n ON n.oid = d.defaclnamespace
        """,
        // Which acts there are, and who may do them.
        """
        SELECT concat('act ', a.object, ' ', a.act, ' from ', coalesce(a.from_status, 'nothing'), ' to ', a.to_status) AS name,
            row_to_json(a)::text AS said FROM ops.legal_act AS a
        """,
    ]
}
