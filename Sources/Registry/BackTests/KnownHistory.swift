import Policy
import Postgres
import Records

/// What an authority knew at the end of a day about the outlets with a failed finding in an interval.
///
/// What was recorded later doesn't show: a record that was changed since is read as `registry.history` has it, and later
/// facts are left out.
struct KnownHistory {
    let from: LocalDate
    let to: LocalDate
    let knownOn: LocalDate
    /// Only the outlets up to this number, or only those after it.
    var part: Part?
    /// What of the outlets' past is read too.
    var furtherFacts: FurtherFacts = []

    enum Part {
        case upTo(Int), after(Int)
    }

    /// What is set for the statement, which sorts and is compiled to no gain.
    static let settings: [SQL] = ["SET LOCAL work_mem = '64MB'", "SET LOCAL jit = off"]

    /// Rows for `OutletPasts` in the binary format, by outlet: number of the outlet, kind (`v` violation, `f` failed
    /// finding of an inspection that is decided again, `o` operator, `m` running measure, `a` answer, `x` violation at another
    /// outlet, `e` violation of a former system, `c` inspection in which something was checked, `s` stated fact, `i` individual of
    /// an inspection), day, other day, moment, number, reference, criterion, word, further word, value, reference of the outlet,
    /// conduct or operator.
    func copy(_ actor: Actor) -> SQL {
        """
        COPY (
            WITH asked AS (
                SELECT (\(knownOn)::date + 1)::timestamp AT TIME ZONE j.time_zone AS before, j.time_zone
                FROM registry.jurisdiction AS j WHERE j.id = \(actor.jurisdiction)),
            decided AS MATERIALIZED (\(sql: inspections(actor)))
            SELECT r.* FROM (\(sql: violations(actor)) UNION ALL \(sql: findings(actor)) UNION ALL \(sql: operators(actor))
                UNION ALL \(sql: actions(actor)) UNION ALL \(sql: suspensions(actor)) UNION ALL (\(sql: answers(actor)))
                UNION ALL \(sql: earlier(actor)) UNION ALL (\(sql: stated(actor)))
                \(sql: furtherFacts.contains(.individuals) ? "UNION ALL (\(sql: individuals(actor)))" : "")
                \(sql: furtherFacts.contains(.otherOutlets) ? "UNION ALL (\(sql: elsewhere(actor)))" : "")
                \(sql: furtherFacts.contains(.inspections) ? "UNION ALL (\(sql: inspected(actor)))" : "")) AS r
            ORDER BY r.outlet_id
        ) TO STDOUT (FORMAT binary)
        """
    }

    /// The inspections that are decided again, when one of their findings failed at any time.
    private func inspections(_ actor: Actor) -> SQL {
        """
        SELECT i.outlet_id, i.id, i.number, i.reference, i.local_day, i.started_at
        FROM registry.inspection AS i CROSS JOIN asked AS a
        WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.local_day BETWEEN \(from) AND \(to) AND \(sql: isInPart)
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

    private var isInPart: SQL {
        switch part {
        case .upTo(let outlet): "i.outlet_id <= \(outlet)"
        case .after(let outlet): "i.outlet_id > \(outlet)"
        case nil: "true"
        }
    }

    private func violations(_ actor: Actor) -> SQL {
        """
        SELECT v.outlet_id, 'v'::"char" AS kind, v.day, k.established_on AS until, i.started_at AS moment, v.id AS number,
            i.reference, v.criterion, k.word, m.kind AS more, NULL::double precision AS value,
            NULL::text AS outlet, NULL::text AS further
        FROM registry.violation AS v CROSS JOIN asked AS a
        \(sql: known("violation", "v"))
        CROSS JOIN LATERAL (\(sql: Self.violationAsKnown)) AS k
        JOIN registry.inspection AS i ON i.jurisdiction_id = v.jurisdiction_id AND i.outlet_id = v.outlet_id
            AND i.id = v.inspection_id
        LEFT JOIN registry.action AS m ON m.jurisdiction_id = v.jurisdiction_id AND m.id = k.action_id
        WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND (v.changed_at < a.before OR h.state IS NOT NULL)
        """
    }

    /// Where the violation `v` stood, beside `known` and `asked`; what set it aside as `ops.set_aside_by` has it.
    static let violationAsKnown: SQL = """
        SELECT s.established_on, s.action_id, CASE WHEN s.status <> 'set_aside' THEN s.status
            WHEN EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = v.jurisdiction_id
                AND w.inspection_id = v.inspection_id AND w.recorded_at < a.before) THEN 'voiding'
            WHEN s.act = 'let_go' THEN 'decision' WHEN s.action_id IS NOT NULL THEN 'revocation'
            ELSE 'correction' END AS word
        FROM (SELECT CASE WHEN h.state IS NULL THEN v.status ELSE h.state ->> 'status' END AS status,
            CASE WHEN h.state IS NULL THEN v.act ELSE h.state ->> 'act' END AS act,
            CASE WHEN h.state IS NULL THEN v.established_on ELSE (h.state ->> 'established_on')::date END AS established_on,
            CASE WHEN h.state IS NULL THEN v.action_id ELSE (h.state ->> 'action_id')::bigint END AS action_id) AS s
        """

    /// What failed: findings that nobody had corrected, and the latest corrections. What passed plays no part in any
    /// decision, and is most of what an inspection finds.
    private func findings(_ actor: Actor) -> SQL {
        """
        SELECT d.outlet_id, 'f', d.local_day, NULL, d.started_at, d.number, d.reference, f.criterion,
            CASE WHEN h.state IS NULL THEN o.kind ELSE h.state ->> 'kind' END, f.measured_unit, f.measured_value::double precision, o.reference,
            array_to_string(f.conduct, ' ')
        FROM decided AS d CROSS JOIN asked AS a
        JOIN LATERAL (
            SELECT f.criterion, f.measured_unit, f.measured_value, f.conduct FROM registry.finding AS f
            WHERE f.jurisdiction_id = \(actor.jurisdiction) AND f.outlet_id = d.outlet_id AND f.inspection_id = d.id
                AND f.result = 'fail' AND NOT EXISTS (SELECT FROM registry.correction AS c
                    WHERE c.jurisdiction_id = \(actor.jurisdiction) AND c.inspection_id = d.id
                        AND c.criterion = f.criterion AND c.recorded_at < a.before)
            UNION ALL
            SELECT c.criterion, c.measured_unit, c.measured_value, c.conduct FROM registry.correction AS c
            WHERE c.jurisdiction_id = \(actor.jurisdiction) AND c.inspection_id = d.id AND c.result = 'fail'
                AND c.recorded_at < a.before AND NOT EXISTS (SELECT FROM registry.correction AS n
                    WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.inspection_id = d.id
                        AND n.criterion = c.criterion AND n.id > c.id AND n.recorded_at < a.before)) AS f ON true
        JOIN registry.outlet AS o ON o.jurisdiction_id = \(actor.jurisdiction) AND o.id = d.outlet_id
        \(sql: known("outlet", "o"))
        """
    }

    private func operators(_ actor: Actor) -> SQL {
        """
        SELECT r.outlet_id, 'o', r.valid_from,
            CASE WHEN h.state IS NULL THEN r.ends_on ELSE (h.state ->> 'ends_on')::date END, NULL, r.id, p.reference, NULL,
            NULL, NULL, NULL, NULL, NULL
        FROM registry.party_role AS r CROSS JOIN asked AS a
        \(sql: known("party_role", "r"))
        JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
        WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.role = 'operator'
            AND r.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND (r.changed_at < a.before OR h.state IS NOT NULL)
        """
    }

    /// Issued closures, suspensions and orders that name their days, as `ops.running_measures` has them: not before their
    /// issue, which is the moment.
    private func actions(_ actor: Actor) -> SQL {
        """
        SELECT m.outlet_id, 'm', k.starts_on, least(k.ends_on, e.reinstated_on), m.issued_at, NULL, NULL, NULL, NULL, m.kind, NULL,
            NULL, NULL
        FROM registry.action AS m CROSS JOIN asked AS a
        \(sql: known("action", "m"))
        CROSS JOIN LATERAL (
            SELECT CASE WHEN h.state IS NULL THEN m.status ELSE h.state ->> 'status' END AS status,
                CASE WHEN h.state IS NULL THEN m.starts_on ELSE (h.state ->> 'starts_on')::date END AS starts_on,
                CASE WHEN h.state IS NULL THEN m.ends_on ELSE (h.state ->> 'ends_on')::date END AS ends_on) AS k
        LEFT JOIN LATERAL (
            SELECT min((r.changed_at AT TIME ZONE a.time_zone)::date) AS reinstated_on FROM registry.licence AS l
            JOIN registry.history AS r ON r.jurisdiction_id = l.jurisdiction_id AND r.object = 'licence'
                AND r.object_key = l.id::text AND r.act = 'reinstate' AND r.changed_at < a.before
            JOIN registry.history AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.object = 'licence'
                AND p.object_key = r.object_key AND p.version = r.version - 1
            WHERE m.kind = 'suspension' AND l.jurisdiction_id = m.jurisdiction_id AND l.outlet_id = m.outlet_id
                AND (p.state ->> 'action_id')::bigint = m.id) AS e ON true
        WHERE m.jurisdiction_id = \(actor.jurisdiction) AND m.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND m.kind IN ('closure', 'suspension', 'penalty_order', 'enforcement_order')
            AND (m.changed_at < a.before OR h.state IS NOT NULL) AND k.status = 'issued' AND k.starts_on IS NOT NULL
        """
    }

    /// Licences that stood as suspended, from the first day of the action on which the suspension rests, and its issue.
    private func suspensions(_ actor: Actor) -> SQL {
        """
        SELECT l.outlet_id, 'm', m.starts_on, k.until, m.issued_at, NULL, NULL, NULL, NULL, 'suspension', NULL, NULL, NULL
        FROM registry.licence AS l CROSS JOIN asked AS a
        \(sql: known("licence", "l"))
        CROSS JOIN LATERAL (
            SELECT CASE WHEN h.state IS NULL THEN l.status ELSE h.state ->> 'status' END AS status,
                CASE WHEN h.state IS NULL THEN l.suspended_until ELSE (h.state ->> 'suspended_until')::date END AS until,
                CASE WHEN h.state IS NULL THEN l.action_id ELSE (h.state ->> 'action_id')::bigint END AS action_id) AS k
        JOIN registry.action AS m ON m.jurisdiction_id = l.jurisdiction_id AND m.id = k.action_id
        WHERE l.jurisdiction_id = \(actor.jurisdiction) AND l.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND (l.changed_at < a.before OR h.state IS NOT NULL) AND k.status = 'suspended' AND m.starts_on IS NOT NULL
        """
    }

    /// The latest answer to each gate and circumstance, as `registry.answer_in_force` has them.
    private func answers(_ actor: Actor) -> SQL {
        """
        SELECT DISTINCT ON (d.outlet_id, d.number, r.pack_id, g.criterion, g.gate) d.outlet_id, 'a'::"char",
            (g.recorded_at AT TIME ZONE a.time_zone)::date, NULL::date, NULL::timestamptz, d.number, r.pack_id,
            g.criterion, g.gate, p.name, CASE WHEN g.holds THEN 1 ELSE 0 END::double precision, NULL::text, NULL::text
        FROM registry.gate_answer AS g CROSS JOIN asked AS a
        JOIN registry.recommendation AS r ON r.jurisdiction_id = g.jurisdiction_id AND r.id = g.recommendation_id
        JOIN decided AS d ON d.id = r.inspection_id
        JOIN registry.person AS p ON p.jurisdiction_id = g.jurisdiction_id AND p.id = g.recorded_by
        WHERE g.jurisdiction_id = \(actor.jurisdiction) AND g.recorded_at < a.before
        ORDER BY d.outlet_id, d.number, r.pack_id, g.criterion, g.gate, g.id DESC
        """
    }

    /// A record that was changed since, as it was before, in `h.state`. The first condition is about the record alone, so that
    /// nothing is looked up for those that were not changed.
    func known(_ object: StaticString, _ alias: StaticString) -> SQL {
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
