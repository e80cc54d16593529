import Policy
import Postgres
import Records

extension Registry {
    /// What is counted for the signals about officials on the days from `from` to `to`. Voided inspections count nowhere; of a
    /// corrected finding what holds counts.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    func integrityCounts(
        _ from: LocalDate, _ to: LocalDate, _ actor: Actor, _ db: Transaction
    ) throws -> IntegrityCounts {
        let visits = Self.visits(from, to, actor)
        let measured = Self.measured(from, to, try valueLimits(actor, db), actor)
        return IntegrityCounts(
            from: from, to: to, visits: try Self.counts(Self.byInspector(visits), db),
            allVisits: try Self.counts(Self.byNobody(visits), db),
            measured: try Self.counts(Self.byInspector(measured), db),
            allMeasured: try Self.counts(Self.byNobody(measured), db),
            noticed: try Self.counts(Self.noticed(from, to, actor), db), pairs: try Self.pairs(from, to, actor, db))
    }

    private static func counts(_ counted: SQL, _ db: Transaction) throws -> [IntegrityCount] {
        try db.rows(counted).map { row in
            IntegrityCount(
                subject: try row.get("subject"), stratum: try row.get("stratum"), score: try row.get("score"),
                count: try row.get("count"), events: try row.get("events"))
        }
    }

    /// Each case once for every inspector who was there.
    private static func byInspector(_ cases: SQL) -> SQL {
        """
        SELECT v.person::text AS subject, c.stratum, 0 AS score, count(*) AS count, count(*) FILTER (WHERE c.happened) AS events
        FROM (\(sql: cases)) AS c
        CROSS JOIN LATERAL unnest(ARRAY[c.inspector_id, c.second_inspector_id]) AS v (person)
        WHERE v.person IS NOT NULL GROUP BY v.person, c.stratum ORDER BY v.person, c.stratum COLLATE "C"
        """
    }

    /// Each case once.
    private static func byNobody(_ cases: SQL) -> SQL {
        """
        SELECT '' AS subject, c.stratum, 0 AS score, count(*) AS count, count(*) FILTER (WHERE c.happened) AS events
        FROM (\(sql: cases)) AS c GROUP BY c.stratum ORDER BY c.stratum COLLATE "C"
        """
    }

    private static func holding(_ from: LocalDate, _ to: LocalDate, _ actor: Actor) -> SQL {
        """
        i.jurisdiction_id = \(actor.jurisdiction) AND i.local_day BETWEEN \(from) AND \(to) AND i.access
            AND NOT EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
        """
    }

    /// Visits with access in which something was checked, by town, kind and what was checked; it happened that something failed.
    private static func visits(_ from: LocalDate, _ to: LocalDate, _ actor: Actor) -> SQL {
        """
        SELECT i.inspector_id, i.second_inspector_id, bool_or(f.result = 'fail') AS happened,
            o.locality || ', ' || i.kind || ', ' || string_agg(f.criterion, '+' ORDER BY f.criterion) AS stratum
        FROM registry.inspection AS i
        JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id
        JOIN registry.effective_finding AS f ON f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id
            AND f.result IN ('pass', 'fail')
        WHERE \(sql: holding(from, to, actor))
        GROUP BY i.id, i.inspector_id, i.second_inspector_id, o.locality, i.kind
        """
    }

    /// Values near a limit of the rules of that day, by criterion and limit; it happened that one lay above it.
    private static func measured(
        _ from: LocalDate, _ to: LocalDate, _ limits: [ValueLimit], _ actor: Actor
    ) -> SQL {
        """
        SELECT DISTINCT i.id, l.criterion, l.limit_value, i.inspector_id, i.second_inspector_id,
            f.measured_value > l.limit_value::numeric AS happened,
            l.criterion || ', ' || l.limit_value || ' ' || l.unit AS stratum
        FROM unnest(\(limits.map(\.criterion))::text[], \(limits.map(\.unit))::text[], \(limits.map(\.value))::text[],
            \(limits.map(\.from.description))::date[], \(limits.map { $0.until?.description ?? "infinity" })::date[])
            AS l (criterion, unit, limit_value, first_day, until)
        JOIN registry.inspection AS i ON i.local_day >= l.first_day AND i.local_day < l.until
        JOIN registry.effective_finding AS f ON f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id
            AND f.criterion = l.criterion AND f.measured_unit = l.unit
            AND abs(f.measured_value - l.limit_value::numeric) <= l.limit_value::numeric * \("\(NearLimit.share)")::numeric
        WHERE \(sql: holding(from, to, actor))
        """
    }

    /// Drawn visits by the band of hours from when it was known who would go to when somebody came; by town and kind.
    private static func noticed(_ from: LocalDate, _ to: LocalDate, _ actor: Actor) -> SQL {
        """
        SELECT c.person::text AS subject, c.stratum, c.score, count(*) AS count, count(*) FILTER (WHERE c.failed) AS events
        FROM (SELECT a.person_id AS person, o.locality || ', ' || i.kind AS stratum,
                (SELECT count(*) FROM unnest(\(TipOffBand.edges)::integer[]) AS e (hours)
                    WHERE i.started_at - r.recorded_at >= make_interval(hours => e.hours)) AS score,
                (SELECT coalesce(bool_or(f.result = 'fail'), false) FROM registry.effective_finding AS f
                    WHERE f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id) AS failed
            FROM registry.assignment AS a
            JOIN registry.draw AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.draw_id
            JOIN registry.draw_result AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.draw_id = d.id
            JOIN registry.outlet AS o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.outlet_id
            JOIN registry.inspection AS i ON i.jurisdiction_id = a.jurisdiction_id AND i.outlet_id = a.outlet_id
                AND i.local_day BETWEEN d.first_day AND d.last_day
                AND a.person_id IN (i.inspector_id, i.second_inspector_id)
            WHERE \(sql: holding(from, to, actor)) AND NOT ops.is_replaced(d.jurisdiction_id, d.id)) AS c
        GROUP BY c.person, c.stratum, c.score ORDER BY c.person, c.stratum, c.score
        """
    }

    /// Actions that were issued, also those that were revoked later, by the local month of their issue.
    private static func pairs(
        _ from: LocalDate, _ to: LocalDate, _ actor: Actor, _ db: Transaction
    ) throws -> [PairCount] {
        try db.rows(
            """
            SELECT a.proposed_by::text AS proposer, a.issued_by::text AS issuer, to_char(l.at, 'YYYY-MM') AS stratum,
                count(*) AS count
            FROM registry.action AS a
            JOIN registry.jurisdiction AS j ON j.id = a.jurisdiction_id
            CROSS JOIN LATERAL (SELECT a.issued_at AT TIME ZONE j.time_zone AS at) AS l
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.issued_by IS NOT NULL AND l.at::date BETWEEN \(from) AND \(to)
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """
        ).map { row in
            PairCount(
                proposer: try row.get("proposer"), issuer: try row.get("issuer"), stratum: try row.get("stratum"),
                count: try row.get("count"))
        }
    }
}
