import Postgres
import Records

extension KnownHistory {
    /// The latest of each fact that was stated, as `registry.fact_in_force` has them.
    func stated(_ actor: Actor) -> SQL {
        """
        SELECT DISTINCT ON (d.outlet_id, d.number, k.pack_id, f.kind, f.name, f.criterion) d.outlet_id, 's'::"char",
            NULL::date, NULL::date, NULL::timestamptz, d.number, k.pack_id, f.criterion, f.kind, f.name,
            f.number::double precision, f.value, NULL::text
        FROM registry.stated_fact AS f CROSS JOIN asked AS a
        JOIN registry.recommendation AS r ON r.jurisdiction_id = f.jurisdiction_id AND r.id = f.recommendation_id
        JOIN decided AS d ON d.id = r.inspection_id
        CROSS JOIN LATERAL (SELECT CASE WHEN f.kind NOT IN ('days', 'individual') THEN r.pack_id END AS pack_id) AS k
        WHERE f.jurisdiction_id = \(actor.jurisdiction) AND f.recorded_at < a.before
        ORDER BY d.outlet_id, d.number, k.pack_id, f.kind, f.name, f.criterion, f.id DESC
        """
    }

    /// For each outlet that is decided on, whom the inspections there, and at other outlets of whoever ever operated it, were
    /// held against.
    func individuals(_ actor: Actor) -> SQL {
        """
        SELECT DISTINCT ON (e.outlet_id, i.id) e.outlet_id, 'i'::"char", NULL::date, NULL::date, NULL::timestamptz, NULL::bigint,
            i.reference, NULL::text, f.value, NULL::text, NULL::double precision, NULL::text, NULL::text
        FROM (SELECT d.outlet_id, d.outlet_id AS elsewhere FROM decided AS d
              UNION SELECT n.outlet_id, o.outlet_id FROM registry.party_role AS n
              JOIN registry.party_role AS o ON o.jurisdiction_id = n.jurisdiction_id AND o.party_id = n.party_id
                  AND o.role = 'operator'
              WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.role = 'operator'
                  AND n.outlet_id IN (SELECT d.outlet_id FROM decided AS d)) AS e
        CROSS JOIN asked AS a
        JOIN registry.recommendation AS r ON r.jurisdiction_id = \(actor.jurisdiction) AND r.outlet_id = e.elsewhere
        JOIN registry.stated_fact AS f ON f.jurisdiction_id = r.jurisdiction_id AND f.recommendation_id = r.id
            AND f.kind = 'individual' AND f.recorded_at < a.before
        JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.outlet_id = r.outlet_id
            AND i.id = r.inspection_id
        ORDER BY e.outlet_id, i.id, f.id DESC
        """
    }
}
