import Postgres
import TestSupport

@testable import Registry

/// A column of a table, and how one of its values is changed behind the registry's back and put back.
struct TamperedColumn {
    /// `registry.licence`.
    let home: String
    let name: String
    let type: String

    /// What the log says nothing about: how far the sequencer has looked, when something was stored, and the number of an
    /// act's transaction. Whoever changes it changes no record and no proof.
    static let unproven: Set<String> = [
        "audit.outbox.xid", "audit.log_head.id", "audit.log_head.sequenced_to", "audit.log_head.fence_id",
        "audit.log_head.fence_xid", "audit.log_head.moved_at", "audit.checkpoint.signed_at",
        "audit.state_part.taken_at", "audit.witnessed_head.witnessed_at",
    ]

    /// The columns of all tables of the records and of the log that have a row and are not worked out.
    static func all(in test: TestDatabase) async throws -> [TamperedColumn] {
        try await test.admin.query(
            """
            SELECT c.table_schema || '.' || c.table_name AS home, c.column_name::text AS name, c.udt_name::text AS type
            FROM information_schema.columns AS c
            JOIN information_schema.tables AS t USING (table_schema, table_name)
            WHERE c.table_schema IN ('registry', 'audit') AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
            ORDER BY 1, 2
            """
        ) { rows in
            try rows.map {
                TamperedColumn(home: try $0.get("home"), name: try $0.get("name"), type: try $0.get("type"))
            }
        }.filter { !unproven.contains("\($0.home).\($0.name)") }
    }

    /// Keeps a row that has a value there, where there is one.
    var keep: SQL {
        """
        CREATE TABLE ops.kept AS SELECT t.ctid AS place, t.\(identifier: name) AS said FROM \(sql: table) AS t
        ORDER BY t.\(identifier: name) IS NULL LIMIT 1
        """
    }

    /// Changes the value in that row.
    var change: SQL {
        """
        WITH changed AS (
            UPDATE \(sql: table) AS t SET \(identifier: name) = \(sql: other) FROM ops.kept AS k WHERE t.ctid = k.place
            RETURNING t.ctid)
        UPDATE ops.kept SET place = (SELECT c.ctid FROM changed AS c)
        """
    }

    /// Puts the kept value back.
    var back: SQL {
        "UPDATE \(sql: table) AS t SET \(identifier: name) = k.said FROM ops.kept AS k WHERE t.ctid = k.place"
    }

    private var table: SQL {
        let parts = home.split(separator: ".").map(String.init)
        return "\(identifier: parts[0]).\(identifier: parts[1])"
    }

    /// Another value: of one bit where the type has bits, of the last place where it has digits.
    private var other: SQL {
        let said: SQL = "t.\(identifier: name)"
        return switch type {
        case "bool": "NOT coalesce(\(sql: said), false)"
        case "int4", "int8", "int2": "(coalesce(\(sql: said), 0) # 1)"
        // The next number that there is.
        case "float8":
            "CASE WHEN coalesce(\(sql: said), 0) = 0 THEN 1 ELSE \(sql: said) * (1 + 2.220446049250313e-16::float8) END"
        case "numeric": "coalesce(\(sql: said), 0) + 0.01"
        case "time": "coalesce(\(sql: said), '0:00') + interval '1 microsecond'"
        case "date": "coalesce(\(sql: said), current_date) + 1"
        case "timestamptz": "coalesce(\(sql: said), now()) + interval '1 microsecond'"
        // The lowest bit of the last character.
        case "text":
            "coalesce(left(\(sql: said), -1) || chr(ascii(right(nullif(\(sql: said), ''), 1)) # 1), 'x')"
        case "bytea":
            """
            CASE WHEN coalesce(octet_length(\(sql: said)), 0) = 0 THEN sha256('')
                ELSE set_bit(\(sql: said), 0, 1 - get_bit(\(sql: said), 0)) END
            """
        case "uuid":
            """
            coalesce(encode(set_bit(uuid_send(\(sql: said)), 0, 1 - get_bit(uuid_send(\(sql: said)), 0)), 'hex')::uuid,
                gen_random_uuid())
            """
        case "xid8": "'77'"
        case "jsonb":
            """
            CASE WHEN jsonb_typeof(\(sql: said)) = 'object' THEN \(sql: said) || '{"x": 7}'
                ELSE coalesce(\(sql: said), '[]') || '[7]' END
            """
        // Its text counts, so one blank is another value.
        case "json": "coalesce((\(sql: said)::text || ' ')::json, '[]')"
        case "_int8": "coalesce(\(sql: said), '{}') || 7::bigint"
        case "_text": "coalesce(\(sql: said), '{}') || '{x}'"
        // The lowest bit of the longitude, in the extended well-known binary form.
        case "geography":
            """
            public.geography(set_bit(public.geography_send(\(sql: said)), 72,
                1 - get_bit(public.geography_send(\(sql: said)), 72)))
            """
        // A type for which nobody has said how is no value that was changed.
        default: "ops.no_way_to_change_a_\(identifier: type)()"
        }
    }

    /// Whatever keeps a superuser's change away: constraints, keys, NOT NULL and identities.
    static func dropConstraints(in test: TestDatabase) async throws {
        try await test.admin.write { db in
            try db.execute(
                """
                DO $$ DECLARE c record; BEGIN
                    FOR c IN SELECT conrelid::regclass AS home, conname FROM pg_constraint
                             WHERE connamespace IN ('registry'::regnamespace, 'audit'::regnamespace) AND conrelid <> 0
                                 AND contype <> 't' LOOP
                        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', c.home, c.conname);
                    END LOOP;
                    FOR c IN SELECT i.indexrelid::regclass AS home FROM pg_index AS i JOIN pg_class AS t ON t.oid = i.indrelid
                             WHERE t.relnamespace IN ('registry'::regnamespace, 'audit'::regnamespace) AND i.indisunique LOOP
                        EXECUTE format('DROP INDEX %s', c.home);
                    END LOOP;
                    FOR c IN SELECT a.attrelid::regclass AS home, a.attname, a.attnotnull, a.attidentity
                             FROM pg_attribute AS a JOIN pg_class AS t ON t.oid = a.attrelid
                             WHERE t.relnamespace IN ('registry'::regnamespace, 'audit'::regnamespace) AND t.relkind = 'r'
                                 AND a.attnum > 0 AND NOT a.attisdropped LOOP
                        IF c.attidentity <> '' THEN
                            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP IDENTITY', c.home, c.attname);
                        END IF;
                        IF c.attnotnull THEN
                            EXECUTE format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', c.home, c.attname);
                        END IF;
                    END LOOP;
                END $$
                """)
        }
    }
}
