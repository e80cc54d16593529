import Policy
import Postgres
import Records

/// What an authority knew at the end of a day about the outlets with a failed finding in an interval.
///
/// Corrections, set-asides, establishments and ends of roles that were recorded later don't show: a record that was changed
/// since is read as `registry.history` has it, and later facts are left out.
struct KnownHistory {
    let from: LocalDate
    let to: LocalDate
    let knownOn: LocalDate

    /// Rows for `OutletPasts`, by outlet: outlet, kind (`v` violation, `f` finding of an inspection that is decided again,
    /// `o` operator), day, other day, reference, criterion, id, word, further word, value.
    func copy(_ actor: Actor) -> SQL {
        """
        COPY (
            WITH asked AS (
                SELECT (\(knownOn)::date + 1)::timestamp AT TIME ZONE j.time_zone AS before
                FROM registry.jurisdiction AS j WHERE j.id = \(actor.jurisdiction)),
            decided AS MATERIALIZED (\(sql: inspections(actor)))
            SELECT o.reference, r.kind, r.day, r.until, r.reference, r.criterion, r.id, r.word, r.more, r.value
            FROM (\(sql: violations(actor)) UNION ALL \(sql: findings(actor)) UNION ALL \(sql: operators(actor)))
                AS r (outlet_id, kind, day, until, reference, criterion, id, word, more, value)
            JOIN registry.outlet AS o ON o.jurisdiction_id = \(actor.jurisdiction) AND o.id = r.outlet_id
            ORDER BY r.outlet_id
        ) TO STDOUT
        """
    }

    /// The inspections that are decided again, when one of their findings failed at any time.
    private func inspections(_ actor: Actor) -> SQL {
        """
        SELECT i.outlet_id, i.id, i.reference, i.local_day
        FROM registry.inspection AS i CROSS JOIN asked AS a
        WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.local_day BETWEEN \(from) AND \(to)
            AND i.recorded_at < a.before
            AND NOT EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id AND w.recorded_at < a.before)
            AND (EXISTS (SELECT FROM registry.finding AS f
                    WHERE f.jurisdiction_id = i.jurisdiction_id AND f.outlet_id = i.outlet_id
                        AND f.inspection_id = i.id AND f.result = 'fail')
                OR EXISTS (SELECT FROM registry.correction AS c
                    WHERE c.jurisdiction_id = i.jurisdiction_id AND c.inspection_id = i.id AND c.result = 'fail'))
        """
    }

    private func findings(_ actor: Actor) -> SQL {
        """
        SELECT d.outlet_id, 'f', d.local_day, NULL, d.reference, f.criterion, NULL,
            CASE WHEN c.id IS NULL THEN f.result ELSE c.result END,
            CASE WHEN c.id IS NULL THEN f.measured_unit ELSE c.measured_unit END,
            CASE WHEN c.id IS NULL THEN f.measured_value ELSE c.measured_value END
        FROM decided AS d CROSS JOIN asked AS a
        JOIN registry.finding AS f ON f.jurisdiction_id = \(actor.jurisdiction) AND f.outlet_id = d.outlet_id
            AND f.inspection_id = d.id
        LEFT JOIN LATERAL (
            SELECT c.id, c.result, c.measured_unit, c.measured_value FROM registry.correction AS c
            WHERE c.jurisdiction_id = \(actor.jurisdiction) AND c.inspection_id = d.id AND c.criterion = f.criterion
                AND c.recorded_at < a.before ORDER BY c.id DESC LIMIT 1) AS c ON true
        """
    }

    private func violations(_ actor: Actor) -> SQL {
        """
        SELECT v.outlet_id, 'v', v.day, k.established_on, i.reference, v.criterion, v.id, k.status, m.kind, NULL::numeric
        FROM registry.violation AS v CROSS JOIN asked AS a
        \(sql: known("violation", "v"))
        CROSS JOIN LATERAL (
            SELECT CASE WHEN h.state IS NULL THEN v.status ELSE h.state ->> 'status' END AS status,
                CASE WHEN h.state IS NULL THEN v.established_on ELSE (h.state ->> 'established_on')::date END AS established_on,
                CASE WHEN h.state IS NULL THEN v.action_id ELSE (h.state ->> 'action_id')::bigint END AS action_id) AS k
        JOIN registry.inspection AS i ON i.jurisdiction_id = v.jurisdiction_id AND i.outlet_id = v.outlet_id
            AND i.id = v.inspection_id
        LEFT JOIN registry.action AS m ON m.jurisdiction_id = v.jurisdiction_id AND m.id = k.action_id
        WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND (v.changed_at < a.before OR h.state IS NOT NULL)
        """
    }

    private func operators(_ actor: Actor) -> SQL {
        """
        SELECT r.outlet_id, 'o', r.valid_from,
            CASE WHEN h.state IS NULL THEN r.ends_on ELSE (h.state ->> 'ends_on')::date END, p.reference, NULL, r.id, NULL,
            NULL, NULL
        FROM registry.party_role AS r CROSS JOIN asked AS a
        \(sql: known("party_role", "r"))
        JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
        WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.role = 'operator'
            AND r.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND (r.changed_at < a.before OR h.state IS NOT NULL)
        """
    }

    /// A record that was changed since, as it was before, in `h.state`. The first condition is about the record alone, so that
    /// nothing is looked up for those that were not changed.
    private func known(_ object: StaticString, _ alias: StaticString) -> SQL {
        """
        LEFT JOIN LATERAL (
            SELECT e.state FROM registry.history AS e
            WHERE \(literal: alias).changed_at >= a.before AND e.jurisdiction_id = \(literal: alias).jurisdiction_id
                AND e.object = '\(literal: object)' AND e.object_key = \(literal: alias).id::text
                AND e.changed_at < a.before
            ORDER BY e.version DESC LIMIT 1) AS h ON true
        """
    }
}
