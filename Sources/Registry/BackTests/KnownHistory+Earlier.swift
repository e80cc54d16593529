import Postgres
import Records

extension KnownHistory {
    /// What a former system said of the outlets that are decided on, as `registry.earlier_event` has it: as far as it had
    /// been imported. The moment is not told, nor who operated the outlet, as for an intake.
    func earlier(_ actor: Actor) -> SQL {
        """
        SELECT n.outlet_id, 'e'::"char", r.day, CASE r.standing WHEN 'established' THEN
                coalesce(r.effective_on, CASE r.kind WHEN 'violation' THEN r.day END) END,
            NULL::timestamptz, -r.id, r.case_number, r.criterion, r.standing, r.measure, NULL::double precision, NULL::text,
            NULL::text
        FROM registry.outlet_licence_number AS n CROSS JOIN asked AS a
        JOIN registry.earlier_record AS r ON r.jurisdiction_id = n.jurisdiction_id AND r.licence_number = n.licence_number
        WHERE n.jurisdiction_id = \(actor.jurisdiction) AND n.outlet_id IN (SELECT d.outlet_id FROM decided AS d)
            AND n.recorded_at < a.before AND r.recorded_at < a.before
            AND (r.kind = 'penalty' OR (r.kind = 'violation' AND NOT EXISTS (
                SELECT FROM registry.earlier_record AS p
                WHERE p.jurisdiction_id = r.jurisdiction_id AND p.kind = 'penalty' AND p.case_number = r.case_number
                    AND p.licence_number = r.licence_number AND p.recorded_at < a.before)))
        """
    }
}
