import Postgres
import Records

/// The list and the outlets that are there, each in a temporary table of the open transaction. Both are analysed, so that
/// large lists are compared by hash joins.
struct ImportStaging {
    let actor: Actor
    let profile: ImportProfile
    let db: Transaction

    /// Fills `staged_outlet` by COPY and `present_outlet` from the register, and finds the outlet of each row: by its
    /// reference, by its address, and then by its address without the postcode or the town where only one can be meant.
    func load(_ rows: [StagedOutlet]) throws {
        try makeTables()
        _ = try db.copyIn(
            """
            COPY pg_temp.staged_outlet (line, reference, name, kind, street, house_number, house_number_suffix, postcode,
                locality, longitude, latitude, tolerated_from, source) FROM STDIN
            """, rows.lazy.map(\.copyLine))
        _ = try db.execute(
            """
            INSERT INTO pg_temp.present_outlet (id, reference, status, effective_on, name, kind, street, house_number,
                house_number_suffix, postcode, locality, longitude, latitude, tolerated_from, source)
            SELECT o.id, o.reference, o.status, o.effective_on, o.name, o.kind, o.street, o.house_number,
                o.house_number_suffix, o.postcode, o.locality, o.longitude, o.latitude, o.tolerated_from, o.source
            FROM registry.outlet AS o WHERE o.jurisdiction_id = \(actor.jurisdiction)
            """)
        try writeAsKept()
        try findTwins()
        try findMoved()
        _ = try db.execute("ANALYZE pg_temp.staged_outlet, pg_temp.present_outlet, pg_temp.left_address")
        try match()
    }

    /// The addresses that active outlets left, with the day: a list may still have them there.
    private func findMoved() throws {
        _ = try db.execute(
            """
            CREATE TEMPORARY TABLE left_address ON COMMIT DROP AS
            SELECT o.id AS outlet_id, o.reference, coalesce(m.effective_on, (m.changed_at AT TIME ZONE j.time_zone)::date) AS moved_on,
                registry.premises(b.state ->> 'street', b.state ->> 'house_number', b.state ->> 'house_number_suffix')
                    AS premises,
                registry.town(b.state ->> 'postcode', b.state ->> 'locality') AS town
            FROM registry.history AS m
            JOIN registry.jurisdiction AS j ON j.id = m.jurisdiction_id
            JOIN registry.history AS b ON b.jurisdiction_id = m.jurisdiction_id AND b.object = 'outlet'
                AND b.object_key = m.object_key AND b.version = m.version - 1
            JOIN pg_temp.present_outlet AS o ON o.id = m.object_key::bigint AND o.status = 'active'
            WHERE m.jurisdiction_id = \(actor.jurisdiction) AND m.object = 'outlet' AND m.act = 'move'
            """)
    }

    private func makeTables() throws {
        _ = try db.execute(
            """
            CREATE TEMPORARY TABLE staged_outlet (
                line integer PRIMARY KEY, reference text, name text, kind text, street text NOT NULL,
                house_number text NOT NULL, house_number_suffix text NOT NULL, postcode text NOT NULL,
                locality text NOT NULL, longitude double precision, latitude double precision, tolerated_from date,
                source text NOT NULL, outlet_id bigint, twin_of integer, outcome text, outlet_reference text, difference jsonb,
                premises text GENERATED ALWAYS AS (\(sql: Self.premises)) STORED,
                town text GENERATED ALWAYS AS (\(sql: Self.town)) STORED
            ) ON COMMIT DROP
            """)
        _ = try db.execute(
            """
            CREATE TEMPORARY TABLE present_outlet (
                id bigint PRIMARY KEY, reference text, status text, effective_on date, name text, kind text,
                street text, house_number text, house_number_suffix text, postcode text, locality text, longitude numeric,
                latitude numeric, tolerated_from date, source text,
                premises text GENERATED ALWAYS AS (\(sql: Self.premises)) STORED,
                town text GENERATED ALWAYS AS (\(sql: Self.town)) STORED
            ) ON COMMIT DROP
            """)
    }

    /// The address without postcode and locality, as addresses are compared everywhere.
    private static let premises: SQL = "registry.premises(street, house_number, house_number_suffix)"

    private static let town: SQL = "registry.town(postcode, locality)"

    /// As the outlets keep their texts, so that another spelling of the same list changes nothing.
    private func writeAsKept() throws {
        _ = try db.execute(
            """
            UPDATE pg_temp.staged_outlet SET name = registry.as_seen(name), street = registry.as_seen(street),
                house_number = registry.as_seen(house_number), house_number_suffix = registry.as_seen(house_number_suffix),
                postcode = registry.as_seen(postcode), locality = registry.as_seen(locality)
            """)
    }

    /// Of rows about one address the first is taken.
    private func findTwins() throws {
        _ = try db.execute(
            """
            UPDATE pg_temp.staged_outlet AS s SET twin_of = t.line
            FROM (SELECT s.line AS later, first_value(s.line) OVER (PARTITION BY s.premises, s.town ORDER BY s.line) AS line
                FROM pg_temp.staged_outlet AS s) AS t
            WHERE t.later = s.line AND t.line < s.line
            """)
    }

    private func match() throws {
        _ = try db.execute(
            """
            UPDATE pg_temp.staged_outlet AS s SET outlet_id = o.id FROM pg_temp.present_outlet AS o
            WHERE o.status = 'active' AND o.reference = s.reference AND s.twin_of IS NULL
            """)
        _ = try db.execute(
            """
            UPDATE pg_temp.staged_outlet AS s SET outlet_id = o.id FROM pg_temp.present_outlet AS o
            WHERE o.status = 'active' AND s.reference IS NULL AND o.premises = s.premises
                AND o.town = s.town AND s.twin_of IS NULL
            """)
        _ = try db.execute(
            """
            WITH candidate AS (
                SELECT s.line, o.id, count(*) OVER (PARTITION BY s.line) AS outlets, count(*) OVER (PARTITION BY o.id) AS rows
                FROM pg_temp.staged_outlet AS s
                JOIN pg_temp.present_outlet AS o ON o.status = 'active' AND o.premises = s.premises
                    AND (upper(o.locality) = upper(s.locality) AND (s.locality <> '' OR s.postcode = '' OR o.postcode = '')
                        OR '' IN (s.locality, o.locality) AND s.postcode = '' AND o.postcode = '')
                WHERE s.outlet_id IS NULL AND s.reference IS NULL AND s.twin_of IS NULL
                    AND NOT EXISTS (SELECT FROM pg_temp.staged_outlet AS t WHERE t.outlet_id = o.id)
            )
            UPDATE pg_temp.staged_outlet AS s SET outlet_id = c.id FROM candidate AS c
            WHERE c.line = s.line AND c.outlets = 1 AND c.rows = 1
            """)
    }

    /// Takes out the rows that don't go with the outlets that are there, and says why.
    func rejects(among rows: [StagedOutlet]) throws -> [Reject] {
        let originals = Dictionary(uniqueKeysWithValues: rows.map { ($0.line, $0.original) })
        let found = try db.rows(
            """
            WITH fault AS (
                SELECT s.line, '' AS culprit, 'duplicate' AS code,
                    format('The address stands on line %s already.', s.twin_of) AS message
                FROM pg_temp.staged_outlet AS s WHERE s.twin_of IS NOT NULL
                UNION ALL
                SELECT s.line, 'reference', 'unknown_outlet', format('There is no active outlet %s.', s.reference)
                FROM pg_temp.staged_outlet AS s
                WHERE s.reference IS NOT NULL AND s.outlet_id IS NULL AND s.twin_of IS NULL
                UNION ALL
                SELECT s.line, 'street', 'address_differs',
                    format('Outlet %s is at %s; the list says %s. Move the outlet first, or correct the row.', s.reference,
                        concat_ws(' ', o.street, o.house_number, nullif(o.house_number_suffix, '')),
                        concat_ws(' ', s.street, s.house_number, nullif(s.house_number_suffix, '')))
                FROM pg_temp.staged_outlet AS s
                JOIN pg_temp.present_outlet AS o ON o.id = s.outlet_id
                WHERE s.reference IS NOT NULL AND o.premises <> s.premises
                UNION ALL
                SELECT s.line, '', 'same_outlet', format('Line %s is about the same outlet.', t.line)
                FROM pg_temp.staged_outlet AS s
                JOIN pg_temp.staged_outlet AS t ON t.outlet_id = s.outlet_id AND t.line < s.line
                UNION ALL
                SELECT s.line, '', 'closed_outlet',
                    format('Outlet %s at this address was closed on %s. Reopen it if it is tolerated again.', o.reference,
                        o.effective_on)
                FROM pg_temp.staged_outlet AS s
                JOIN pg_temp.present_outlet AS o ON o.status = 'closed' AND o.premises = s.premises
                    AND o.town = s.town
                WHERE s.outlet_id IS NULL AND s.reference IS NULL
                UNION ALL
                SELECT s.line, 'street', 'moved_outlet',
                    format('Outlet %s moved away from this address on %s, and the list has it there. Leave the row out; %s', o.reference,
                        o.moved_on, CASE WHEN EXISTS (SELECT FROM registry.who_has_address(\(actor.jurisdiction)::integer, NULL,
                            s.street, s.house_number, s.house_number_suffix, s.postcode, s.locality) AS w
                            WHERE w.rule = 'address_keeps_its_history')
                        THEN 'the violations found there are in its record, so no other outlet is registered there.'
                        ELSE 'if another outlet is there now, register that first.' END)
                FROM pg_temp.staged_outlet AS s
                JOIN pg_temp.left_address AS o ON o.premises = s.premises AND o.town = s.town
                WHERE s.outlet_id IS NULL AND s.reference IS NULL
                UNION ALL
                SELECT s.line, 'street', w.rule, w.message || ' ' || w.hint
                FROM pg_temp.staged_outlet AS s
                CROSS JOIN LATERAL registry.who_has_address(\(actor.jurisdiction)::integer, NULL, s.street, s.house_number,
                    s.house_number_suffix, s.postcode, s.locality) AS w
                WHERE s.outlet_id IS NULL AND s.reference IS NULL AND w.rule = 'address_keeps_its_history'
            ), taken_out AS (
                DELETE FROM pg_temp.staged_outlet AS s USING fault AS f WHERE f.line = s.line
            )
            SELECT DISTINCT ON (line) line, culprit, code, message
            FROM fault ORDER BY line, code = 'address_keeps_its_history', code <> 'duplicate', code
            """)
        return try found.map { row in
            let line: Int = try row.get("line")
            return Reject(
                line: line, column: try row.get("culprit"), code: try row.get("code"), message: try row.get("message"),
                original: originals[line] ?? [])
        }
    }

    /// Decides what each row means, and completes it with what the list leaves open.
    ///
    /// The day of an Amsterdam list is that of its decree, so it only ever makes the tolerated day earlier.
    func compare() throws {
        let isAmsterdam = profile == .amsterdam
        _ = try db.execute("UPDATE pg_temp.staged_outlet SET outcome = 'new' WHERE outlet_id IS NULL")
        _ = try db.execute(
            """
            WITH completed AS (
                SELECT s.line, o.reference, coalesce(s.name, o.name) AS name, coalesce(s.kind, o.kind) AS kind,
                    coalesce(nullif(s.postcode, ''), o.postcode) AS postcode,
                    coalesce(nullif(s.locality, ''), o.locality) AS locality,
                    coalesce(s.longitude, o.longitude::double precision) AS longitude,
                    coalesce(s.latitude, o.latitude::double precision) AS latitude,
                    CASE WHEN \(isAmsterdam) THEN least(s.tolerated_from, o.tolerated_from)
                        ELSE coalesce(s.tolerated_from, o.tolerated_from) END AS tolerated_from,
                    jsonb_build_object('name', o.name, 'kind', o.kind, 'postcode', o.postcode, 'locality', o.locality,
                        'longitude', o.longitude, 'latitude', o.latitude, 'toleratedFrom', o.tolerated_from) AS before
                FROM pg_temp.staged_outlet AS s
                JOIN pg_temp.present_outlet AS o ON o.id = s.outlet_id
            ), compared AS (
                SELECT c.*, (SELECT jsonb_object_agg(b.key, jsonb_build_object('from', b.value, 'to', a.value))
                    FROM jsonb_each(c.before) AS b JOIN jsonb_each(jsonb_build_object('name', c.name, 'kind', c.kind,
                        'postcode', c.postcode, 'locality', c.locality, 'longitude', round(c.longitude::numeric, 6),
                        'latitude', round(c.latitude::numeric, 6), 'toleratedFrom', c.tolerated_from)) AS a USING (key)
                    WHERE a.value IS DISTINCT FROM b.value) AS difference
                FROM completed AS c
            )
            UPDATE pg_temp.staged_outlet AS s
            SET name = c.name, kind = c.kind, postcode = c.postcode, locality = c.locality, longitude = c.longitude,
                latitude = c.latitude, tolerated_from = c.tolerated_from, outlet_reference = c.reference,
                difference = c.difference, outcome = CASE WHEN c.difference IS NULL THEN 'unchanged' ELSE 'changed' END
            FROM compared AS c WHERE c.line = s.line
            """)
    }
}

extension StagedOutlet {
    /// The row in the text form of COPY.
    var copyLine: [UInt8] {
        CopyText.line([
            "\(line)", reference, name, kind?.rawValue, address.street, address.houseNumber, address.houseNumberSuffix,
            address.postcode, address.locality, place.map { "\($0.longitude)" }, place.map { "\($0.latitude)" },
            toleratedFrom?.description, source,
        ])
    }
}
