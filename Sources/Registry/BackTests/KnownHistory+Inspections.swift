import Postgres
import Records

extension KnownHistory {
    /// The days of the inspections of the outlets that are decided on, as `ops.inspections_before` has them: those in which a
    /// criterion was checked as far as it was known, and that nobody had voided.
    func inspected(_ actor: Actor) -> SQL {
        """
        SELECT i.outlet_id, 'c'::"char", i.local_day, NULL::date, NULL::timestamptz, NULL::bigint, NULL::text, NULL::text,
            NULL::text, NULL::text, NULL::double precision, NULL::text, NULL::text
        FROM registry.inspection AS i CROSS JOIN asked AS a
        WHERE i.jurisdiction_id = \(actor.jurisdiction) AND i.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND i.local_day < \(to) AND i.recorded_at < a.before
            AND NOT EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id AND w.recorded_at < a.before)
            AND EXISTS (
                SELECT FROM registry.finding AS f
                LEFT JOIN LATERAL (
                    SELECT c.result FROM registry.correction AS c
                    WHERE c.jurisdiction_id = i.jurisdiction_id AND c.inspection_id = i.id AND c.criterion = f.criterion
                        AND c.recorded_at < a.before
                    ORDER BY c.id DESC LIMIT 1) AS n ON true
                WHERE f.jurisdiction_id = i.jurisdiction_id AND f.outlet_id = i.outlet_id AND f.inspection_id = i.id
                    AND coalesce(n.result, f.result) IN ('pass', 'fail'))
        """
    }
}
