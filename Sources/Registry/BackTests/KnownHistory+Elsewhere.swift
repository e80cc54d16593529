import Postgres
import Records

extension KnownHistory {
    /// For each outlet that is decided on, the violations at other outlets of a party that has operated it, where that party
    /// operated those too on the day of the violation, as `ops.violations_elsewhere` has them.
    func elsewhere(_ actor: Actor) -> SQL {
        """
        WITH roles AS MATERIALIZED (\(sql: roles(actor))),
        reached AS MATERIALIZED (
            SELECT DISTINCT n.outlet_id, n.party_id, n.party, e.outlet_id AS elsewhere
            FROM roles AS n JOIN roles AS e ON e.party_id = n.party_id AND e.outlet_id <> n.outlet_id
            WHERE n.outlet_id IN (SELECT d.outlet_id FROM decided AS d))
        SELECT r.outlet_id, 'x'::"char", v.day, k.established_on, i.started_at, v.id, i.reference, v.criterion, k.word,
            m.kind, NULL::double precision, o.reference, r.party
        FROM reached AS r CROSS JOIN asked AS a
        JOIN registry.violation AS v ON v.jurisdiction_id = \(actor.jurisdiction) AND v.outlet_id = r.elsewhere
        \(sql: known("violation", "v"))
        CROSS JOIN LATERAL (\(sql: Self.violationAsKnown)) AS k
        JOIN registry.inspection AS i ON i.jurisdiction_id = v.jurisdiction_id AND i.outlet_id = v.outlet_id
            AND i.id = v.inspection_id
        JOIN registry.outlet AS o ON o.jurisdiction_id = v.jurisdiction_id AND o.id = v.outlet_id
        LEFT JOIN registry.action AS m ON m.jurisdiction_id = v.jurisdiction_id AND m.id = k.action_id
        WHERE (v.changed_at < a.before OR h.state IS NOT NULL) AND r.party_id = (
            SELECT w.party_id FROM roles AS w
            WHERE w.outlet_id = v.outlet_id AND w.valid_from <= v.day AND (w.ends_on IS NULL OR w.ends_on > v.day)
            ORDER BY w.valid_from DESC, w.id DESC LIMIT 1)
        """
    }

    /// Who operated any outlet, and when, as it was known.
    private func roles(_ actor: Actor) -> SQL {
        """
        SELECT r.id, r.outlet_id, r.party_id, p.reference AS party, r.valid_from,
            CASE WHEN h.state IS NULL THEN r.ends_on ELSE (h.state ->> 'ends_on')::date END AS ends_on
        FROM registry.party_role AS r CROSS JOIN asked AS a
        \(sql: known("party_role", "r"))
        JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
        WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.role = 'operator'
            AND (r.changed_at < a.before OR h.state IS NOT NULL)
        """
    }
}
