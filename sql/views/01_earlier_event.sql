-- What the former system says of violations, each once: a case that ended in penalties is told by them, any other one by its
-- notices. Violations of one case and day are one event for a look-back, as those of one inspection are.
CREATE VIEW registry.earlier_event WITH (security_invoker = true) AS
SELECT r.jurisdiction_id, r.licence_number, r.id, r.kind, r.day, r.at, r.case_number, r.violation, r.criterion, r.standing,
    CASE r.standing WHEN 'established' THEN coalesce(r.effective_on, CASE r.kind WHEN 'violation' THEN r.day END) END
        AS decided_on,
    r.proposed, r.imposed, r.measure, r.amount, r.days
FROM registry.earlier_record AS r
WHERE r.kind = 'penalty' OR (r.kind = 'violation' AND NOT EXISTS (
    SELECT FROM registry.earlier_record AS p
    WHERE p.jurisdiction_id = r.jurisdiction_id AND p.kind = 'penalty' AND p.case_number = r.case_number
        AND p.licence_number IS NOT DISTINCT FROM r.licence_number));
COMMENT ON VIEW registry.earlier_event IS
    'Violations of the former system: penalties, and the notices of cases without one. decided_on is the day of payment or '
    'effect, and of a warning its own day.';
