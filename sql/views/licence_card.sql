-- One row per licence with its standing today, its outlet, holder, and the licences before and after it.
CREATE VIEW registry.licence_card WITH (security_invoker = true) AS
SELECT l.jurisdiction_id,
       l.id AS licence_id,
       l.number,
       l.reference,
       o.reference AS outlet,
       p.reference AS holder,
       p.name AS holder_name,
       l.status,
       l.standing,
       l.valid_from,
       l.ends_on,
       l.conditions,
       l.suspended_until,
       CASE l.status WHEN 'withdrawn' THEN (SELECT a.ends_on FROM registry.action AS a
           WHERE a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id) END AS withdrawn_until,
       registry.recorded_end(l.jurisdiction_id, l.id) AS ends_as,
       -- Of a reinstatement that two persons made: who was the first of them, and what that one said, also when it is done.
       (SELECT q.name FROM registry.history AS h
        JOIN registry.person AS q ON q.jurisdiction_id = h.jurisdiction_id AND q.id = h.changed_by
        WHERE h.jurisdiction_id = l.jurisdiction_id AND h.object = 'licence' AND h.object_key = l.id::text
            AND h.act = 'propose_reinstatement'
            AND h.version = CASE l.act WHEN 'propose_reinstatement' THEN l.version WHEN 'reinstate' THEN l.version - 1 END)
           AS reinstatement_proposed_by,
       (SELECT h.reason FROM registry.history AS h
        WHERE h.jurisdiction_id = l.jurisdiction_id AND h.object = 'licence' AND h.object_key = l.id::text
            AND h.act = 'propose_reinstatement'
            AND h.version = CASE l.act WHEN 'propose_reinstatement' THEN l.version WHEN 'reinstate' THEN l.version - 1 END)
           AS reinstatement_proposed_because,
       CASE l.act WHEN 'reinstate' THEN (SELECT q.name FROM registry.person AS q
           WHERE q.jurisdiction_id = l.jurisdiction_id AND q.id = l.changed_by) END AS reinstated_by,
       (SELECT a.reference FROM registry.action AS a
        WHERE a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id) AS action,
       (SELECT b.reference FROM registry.licence AS b
        WHERE b.jurisdiction_id = l.jurisdiction_id AND b.id = l.previous_id) AS continues,
       (SELECT n.reference FROM registry.licence AS n
        WHERE n.jurisdiction_id = l.jurisdiction_id AND n.previous_id = l.id AND n.status <> 'taken_back') AS continued_by,
       l.reason,
       -- After a transfer, what is easily forgotten about it; and that a withdrawal for a term is cut short by a new licence.
       (SELECT coalesce(jsonb_agg(jsonb_build_object('code', w.code, 'party', w.party, 'text', w.text) ORDER BY w.code), '[]')
        FROM (SELECT 'operator_stays' AS code, q.reference AS party,
                  format('%s "%s" held the licence before and is still operator of %s.', q.reference, q.name, o.reference) AS text
              FROM registry.licence AS b
              JOIN registry.party_role AS r ON r.jurisdiction_id = b.jurisdiction_id AND r.outlet_id = b.outlet_id
                  AND r.party_id = b.holder_id AND r.role = 'operator' AND daterange(r.valid_from, r.ends_on) @> l.valid_from
              JOIN registry.party AS q ON q.jurisdiction_id = b.jurisdiction_id AND q.id = b.holder_id
              WHERE b.jurisdiction_id = l.jurisdiction_id AND b.id = l.previous_id AND b.holder_id <> l.holder_id
                  AND l.status IN ('valid', 'suspended')
              UNION ALL
              SELECT 'successor_stays_suspended', NULL,
                  format('%s continues it and is still suspended: it is reinstated on its own.', n.reference)
              FROM registry.licence AS n
              WHERE l.act = 'reinstate' AND n.jurisdiction_id = l.jurisdiction_id AND n.previous_id = l.id
                  AND n.status = 'suspended'
              UNION ALL
              SELECT CASE WHEN l.previous_id IS NULL THEN 'licenses_past_days' ELSE 'recorded_later' END, NULL,
                  CASE WHEN l.previous_id IS NULL
                      THEN format('It was granted on %s, and licenses the days from %s on.', h.day, l.valid_from)
                      ELSE format('The transfer of %s was recorded on %s.', l.valid_from, h.day) END
              FROM (SELECT (g.changed_at AT TIME ZONE j.time_zone)::date AS day FROM registry.history AS g
                    JOIN registry.jurisdiction AS j ON j.id = g.jurisdiction_id
                    WHERE g.jurisdiction_id = l.jurisdiction_id AND g.object = 'licence' AND g.object_key = l.id::text
                        AND g.version = 1) AS h
              WHERE h.day > l.valid_from
              UNION ALL
              SELECT 'within_a_withdrawal', NULL, format('It begins on %s, while licence %s is withdrawn until %s on action %s.',
                  l.valid_from, b.reference, a.ends_on, a.reference)
              FROM registry.licence AS b
              JOIN registry.action AS a ON a.jurisdiction_id = b.jurisdiction_id AND a.id = b.action_id
                  AND a.status = 'issued' AND a.ends_on > l.valid_from
              WHERE b.jurisdiction_id = l.jurisdiction_id AND b.outlet_id = l.outlet_id AND b.status = 'withdrawn'
                  AND b.ends_on <= l.valid_from AND l.status IN ('valid', 'suspended')) AS w) AS warnings,
       (SELECT jsonb_strip_nulls(jsonb_build_object('act', w.act || '_licence', 'reference', w.licence, 'role', 'officer',
                    'action', w.action, 'day', w.not_before))
        FROM registry.ordered_licence_act AS w
        WHERE w.jurisdiction_id = l.jurisdiction_id AND w.outlet_id = l.outlet_id
        ORDER BY w.valid_from LIMIT 1) AS next,
       l.version,
       l.changed_at
FROM registry.licence_today AS l
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
JOIN registry.party AS p ON p.jurisdiction_id = l.jurisdiction_id AND p.id = l.holder_id;
COMMENT ON VIEW registry.licence_card IS
    'One row per licence with its standing today, its outlet, holder, the licences before and after it, how it is recorded to end (ends_as), the '
    'first day after a withdrawal for a term, who proposed an early reinstatement and why, who reinstated it last, what a transfer left behind, '
    'that the one which continues it is still suspended, '
    'whether it licenses days before it was granted or begins within the term of a withdrawal, and what an issued action orders about a licence of its outlet.';
