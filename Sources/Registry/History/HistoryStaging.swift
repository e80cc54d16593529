import Postgres
import Records

/// A file of earlier records in a temporary table of the open transaction, compared with what is stored.
struct HistoryStaging {
    let actor: Actor
    let db: Transaction

    /// Fills `staged_record` by COPY, marks the rows that are stored already, and those that are only proposed, and finds the outlets that the rows of a list
    /// of licences stand for.
    func load(_ list: HistoryList) throws {
        try makeTables()
        _ = try db.copyIn(
            "COPY pg_temp.staged_record (\(literal: EarlierRecord.copyColumns)) FROM STDIN",
            list.records.lazy.map(\.copyLine))
        _ = try db.execute("ANALYZE pg_temp.staged_record")
        _ = try db.execute(
            """
            UPDATE pg_temp.staged_record AS s SET is_known = true FROM registry.earlier_record AS r
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.kind = s.kind AND r.row_sha256 = s.row_sha256
                AND r.occurrence = s.occurrence
            """)
        try markProposals()
        try findPremises()
        try findNamedOutlets()
    }

    /// A penalty that would change what is known of its case is a proposal, which counts for nothing until another person brings
    /// the same row in.
    private func markProposals() throws {
        _ = try db.execute(
            """
            UPDATE pg_temp.staged_record AS s SET kind = 'proposal', is_known = EXISTS (SELECT FROM registry.earlier_record AS r
                    WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.kind = 'proposal' AND r.row_sha256 = s.row_sha256
                        AND r.occurrence = s.occurrence)
            WHERE s.kind = 'penalty' AND NOT s.is_known
                AND registry.told_already(\(actor.jurisdiction)::integer, NULL, s.licence_number, s.case_number, s.standing)
                AND NOT registry.proposed_by_another(\(actor.jurisdiction)::integer, s.row_sha256, s.occurrence, \(actor.person)::bigint)
            """)
    }

    private func makeTables() throws {
        _ = try db.execute(
            """
            CREATE TEMPORARY TABLE staged_record (
                line integer PRIMARY KEY, kind text NOT NULL, licence_number text, day date, at time, case_number text,
                notice text, violation text, provision text, criterion text, proposed text, imposed text, measure text,
                amount numeric, currency text, days integer, effective_on date, doubt text, standing text,
                original jsonb NOT NULL, row_sha256 bytea NOT NULL, occurrence integer NOT NULL, outlet_reference text,
                name text, outlet_kind text, street text, house_number text, house_number_suffix text, postcode text,
                locality text, is_open boolean, edition integer, is_known boolean NOT NULL DEFAULT false
            ) ON COMMIT DROP
            """)
        _ = try db.execute(
            """
            CREATE TEMPORARY TABLE new_premises (
                licence_number text PRIMARY KEY, outlet_id bigint, name text, kind text, street text, house_number text,
                house_number_suffix text, postcode text, locality text, is_taken boolean NOT NULL
            ) ON COMMIT DROP
            """)
    }

    /// One outlet for each licence that the newest row about it, here or stored, says is issued, and that has none yet. Of two licences at
    /// one address the first has it; an outlet that is there already and has no number takes the one of its address.
    private func findPremises() throws {
        _ = try db.execute(
            """
            INSERT INTO pg_temp.new_premises (licence_number, outlet_id, name, kind, street, house_number,
                house_number_suffix, postcode, locality, is_taken)
            SELECT c.licence_number, o.id, c.name, c.outlet_kind, c.street, c.house_number, c.house_number_suffix,
                c.postcode, c.locality, c.place > 1 OR EXISTS (SELECT FROM registry.outlet_licence_number AS n
                    WHERE n.jurisdiction_id = o.jurisdiction_id AND n.outlet_id = o.id)
                OR o.id IS NULL AND EXISTS (SELECT FROM registry.who_has_address(\(actor.jurisdiction)::integer, NULL, c.street,
                    c.house_number, c.house_number_suffix, c.postcode, c.locality) AS w
                    WHERE w.rule = 'address_keeps_its_history')
            FROM (
                SELECT f.*, row_number() OVER (PARTITION BY registry.premises(f.street, f.house_number, f.house_number_suffix),
                    registry.town(f.postcode, f.locality) ORDER BY f.line) AS place
                FROM (
                    SELECT DISTINCT ON (s.licence_number) s.* FROM pg_temp.staged_record AS s
                    WHERE s.kind = 'licence' AND s.licence_number IS NOT NULL AND s.outlet_reference IS NULL
                    ORDER BY s.licence_number, s.edition DESC, s.is_open DESC, s.line
                ) AS f
                WHERE f.is_open AND f.street IS NOT NULL AND NOT EXISTS (SELECT FROM registry.outlet_licence_number AS n
                    WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.licence_number = f.licence_number)
                    AND NOT EXISTS (SELECT FROM registry.earlier_record AS r WHERE r.jurisdiction_id = \(actor.jurisdiction)
                        AND r.kind = 'licence' AND r.licence_number = f.licence_number AND r.edition > f.edition)
            ) AS c
            LEFT JOIN registry.outlet AS o ON o.jurisdiction_id = \(actor.jurisdiction) AND o.status = 'active'
                AND registry.premises(o.street, o.house_number, o.house_number_suffix)
                    = registry.premises(c.street, c.house_number, c.house_number_suffix)
                AND registry.town(o.postcode, o.locality) = registry.town(c.postcode, c.locality)
            """)
    }

    /// The outlets that rows of this project's own form name.
    private func findNamedOutlets() throws {
        _ = try db.execute(
            """
            INSERT INTO pg_temp.new_premises (licence_number, outlet_id, is_taken)
            SELECT DISTINCT ON (s.licence_number) s.licence_number, o.id, false
            FROM pg_temp.staged_record AS s
            JOIN registry.outlet AS o ON o.jurisdiction_id = \(actor.jurisdiction) AND o.reference = upper(s.outlet_reference)
            WHERE s.licence_number IS NOT NULL AND NOT EXISTS (SELECT FROM registry.outlet_licence_number AS n
                WHERE n.jurisdiction_id = o.jurisdiction_id AND n.licence_number = s.licence_number)
            ORDER BY s.licence_number, s.line
            """)
    }

    /// Takes out the rows that name an outlet which isn't there, or another one than the number has.
    func rejects(among records: [EarlierRecord]) throws -> [Reject] {
        let naming = records.filter { $0.premises?.reference != nil }
        guard !naming.isEmpty else { return [] }
        let sources = Dictionary(uniqueKeysWithValues: naming.map { ($0.line, $0.source) })
        let found = try db.rows(
            """
            WITH fault AS (
                SELECT s.line, 'unknown_outlet' AS code, format('There is no outlet %s.', s.outlet_reference) AS message
                FROM pg_temp.staged_record AS s
                WHERE s.outlet_reference IS NOT NULL AND NOT EXISTS (SELECT FROM registry.outlet AS o
                    WHERE o.jurisdiction_id = \(actor.jurisdiction) AND o.reference = upper(s.outlet_reference))
                UNION ALL
                SELECT s.line, 'number_of_another_outlet',
                    format('Licence %s is of outlet %s; the row says %s.', s.licence_number, o.reference, s.outlet_reference)
                FROM pg_temp.staged_record AS s
                JOIN registry.outlet_licence_number AS n ON n.jurisdiction_id = \(actor.jurisdiction)
                    AND n.licence_number = s.licence_number
                JOIN registry.outlet AS o ON o.jurisdiction_id = n.jurisdiction_id AND o.id = n.outlet_id
                WHERE s.outlet_reference IS NOT NULL AND o.reference <> upper(s.outlet_reference)
            ), taken_out AS (
                DELETE FROM pg_temp.staged_record AS s USING fault AS f WHERE f.line = s.line
            )
            SELECT line, code, message FROM fault ORDER BY line
            """)
        return try found.map { row in
            let line: Int = try row.get("line")
            return Reject(
                line: line, column: "outlet", code: try row.get("code"), message: try row.get("message"),
                original: sources[line] ?? [])
        }
    }

    /// Once it is stored: the recommendations that wait at the outlets it is about and don't know the records of these.
    func outdated() throws -> JSONValue {
        try OutdatedRecommendations.at(
            outlets: """
                SELECT n.outlet_id FROM registry.outlet_licence_number AS n
                WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.licence_number IN (
                    SELECT s.licence_number FROM pg_temp.staged_record AS s WHERE NOT s.is_known
                    UNION SELECT p.licence_number FROM pg_temp.new_premises AS p WHERE NOT p.is_taken)
                """, where: "f.violation_id < 0", actor, db)
    }
}
