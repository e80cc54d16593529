-- The inspections that the days of a version of a policy pack and the version that judged them do not agree on.
--
-- Nothing is judged again by itself: this is what a first day, or an end, in the past leaves behind.
CREATE VIEW registry.judged_otherwise WITH (security_invoker = true) AS
SELECT k.jurisdiction_id, k.id AS pack_number, i.id AS inspection_id
FROM (SELECT p.*, coalesce(p.ends_on, p.end_proposed_day) AS end_day,
          (SELECT min(n.valid_from) FROM registry.policy_pack AS n
           WHERE n.jurisdiction_id = p.jurisdiction_id AND n.pack_id = p.pack_id AND n.status = 'active'
               AND n.valid_from > p.valid_from) AS next_first_day
      FROM registry.policy_pack AS p) AS k
JOIN registry.inspection AS i ON i.jurisdiction_id = k.jurisdiction_id AND i.local_day >= k.valid_from
    AND (i.local_day < least(k.next_first_day, k.rules_end_on)) IS NOT FALSE
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE (r.pack_id, r.pack_version) = (k.pack_id, k.pack_version)) > 0 AS by_it,
           count(*) FILTER (WHERE r.pack_id = k.pack_id OR r.pack_id = ANY (k.replaces)) > 0 AS by_another
    FROM registry.recommendation AS r
    WHERE r.jurisdiction_id = i.jurisdiction_id AND r.inspection_id = i.id
        AND NOT EXISTS (SELECT FROM registry.recommendation AS n
                        WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id
                            AND n.pack_id = r.pack_id AND n.id > r.id)) AS judged
WHERE NOT EXISTS (SELECT FROM registry.voiding AS w
                  WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
    AND CASE WHEN k.end_day IS NOT NULL THEN i.local_day >= k.end_day AND judged.by_it
      ELSE NOT judged.by_it
          AND (judged.by_another
              OR EXISTS (SELECT FROM registry.violation AS v
                         WHERE v.jurisdiction_id = i.jurisdiction_id AND v.inspection_id = i.id AND v.status <> 'set_aside'
                             AND v.criterion = ANY (k.ladder_criteria))) END;
COMMENT ON VIEW registry.judged_otherwise IS
    'One row per version of a policy pack and inspection on a day on which it governs, or would, although another version '
    'judged it or none did; of a version that ends, or is proposed to, on a day on which it governs no more although it judged. '
    'The newest recommendations count; voided inspections are left out, since nothing follows from them.';
