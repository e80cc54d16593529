-- What waits for somebody, with the role that can do it; "today" shows each person their part.
CREATE VIEW registry.due WITH (security_invoker = true) AS
SELECT a.jurisdiction_id, ARRAY['reviewer'] AS roles, 1 AS rank, a.starts_on AS due, a.reference, 'issue' AS what,
       'action' AS object, a.kind AS about, a.proposed_at AS since, a.proposed_by AS from_id, NULL::bigint AS only_for,
       ARRAY[a.proposed_by] AS not_for, o.reference AS outlet, NULL::bigint AS recommendation
FROM registry.action AS a
JOIN registry.action_next AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.action_id = a.id AND n.stands
JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
WHERE a.status = 'proposed'
UNION ALL
SELECT a.jurisdiction_id, ARRAY['officer'], CASE a.act WHEN 'return' THEN 2 ELSE 3 END, a.starts_on, a.reference,
       CASE a.act WHEN 'return' THEN 'amend' ELSE 'propose' END, 'action', coalesce(a.reason, a.kind), a.changed_at,
       a.changed_by, a.proposed_by, NULL, o.reference, NULL
FROM registry.action AS a
JOIN registry.action_next AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.action_id = a.id AND n.stands
JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
WHERE a.status = 'draft'
UNION ALL
SELECT a.jurisdiction_id, ARRAY['officer'], 2, NULL, a.reference, 'withdraw', 'action', a.kind, a.changed_at, a.changed_by,
       NULL, NULL, o.reference, CASE d.choice WHEN 'follow' THEN d.recommendation_id END
FROM registry.action AS a
JOIN registry.action_next AS n ON n.jurisdiction_id = a.jurisdiction_id AND n.action_id = a.id AND NOT n.stands
JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
UNION ALL
SELECT k.jurisdiction_id, ARRAY['policy', 'reviewer'], 1, k.valid_from, k.pack_id || ' ' || k.pack_version, 'activate',
       'policy_pack', k.title, k.proposed_at, k.proposed_by, NULL, ARRAY[k.proposed_by], NULL, NULL
FROM registry.policy_pack AS k
WHERE k.status = 'proposed'
UNION ALL
SELECT k.jurisdiction_id, ARRAY['policy', 'reviewer'], 1, k.end_proposed_day, k.pack_id || ' ' || k.pack_version, 'end',
       'policy_pack', k.end_reason, k.end_proposed_at, k.end_proposed_by, NULL, ARRAY[k.end_proposed_by], NULL, NULL
FROM registry.policy_pack AS k
WHERE k.end_proposed_day IS NOT NULL AND k.ends_on IS NULL
UNION ALL
SELECT d.jurisdiction_id, ARRAY['officer'], 4, NULL, c.reference, 'draft', 'case',
       array_to_string(d.missing, ' and ') || registry.visit_in_words(r.pack_id, i),
       d.recorded_at, d.recorded_by, NULL, NULL, o.reference, CASE d.choice WHEN 'follow' THEN d.recommendation_id END
FROM registry.open_decision AS d
JOIN registry.case_file AS c ON c.jurisdiction_id = d.jurisdiction_id AND c.id = d.case_id AND c.status = 'open'
JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
UNION ALL
SELECT r.jurisdiction_id, ARRAY['officer'], 5, NULL, c.reference, 'decide', 'case',
       CASE r.measure WHEN 'none' THEN 'no measure' ELSE coalesce(r.measure, 'a person decides') END
           || registry.visit_in_words(r.pack_id, i),
       r.recorded_at, r.recorded_by, NULL, NULL, o.reference, r.id
FROM registry.open_recommendation AS r
JOIN registry.case_file AS c ON c.jurisdiction_id = r.jurisdiction_id AND c.id = r.case_id AND c.status = 'open'
JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
UNION ALL
SELECT c.jurisdiction_id, ARRAY['officer'], 4, NULL, c.reference, 'recompute', 'case',
       b.inspection || ': ' || b.action || ' was revoked', b.revoked_at, b.revoked_by, NULL, NULL, o.reference, NULL
FROM registry.case_file AS c
CROSS JOIN LATERAL registry.revoked_beside(c.jurisdiction_id, c.id) AS b
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
WHERE c.status = 'open' AND b.fails
UNION ALL
SELECT f.jurisdiction_id, ARRAY['officer'], 4, NULL, f."case", 'recompute', 'case',
       f.inspection || ' rests on ' || f.action || ', which was revoked', f.revoked_at, f.revoked_by, NULL, NULL, f.outlet, NULL
FROM registry.fallen_ground AS f
UNION ALL
SELECT c.jurisdiction_id, ARRAY['officer', 'reviewer'], 8, NULL, c.reference, 'close', 'case', 'nothing is pending',
       c.changed_at, NULL, NULL,
       ARRAY(SELECT l.person FROM registry.leniency(c.jurisdiction_id, c.id) AS l), o.reference, NULL
FROM registry.case_file AS c
JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id AND n.next ->> 'act' = 'close'
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
WHERE c.status = 'open'
UNION ALL
SELECT c.jurisdiction_id, ARRAY['inspector', 'officer'], 8, NULL, c.reference, 'inspect', 'case', c.reason, c.changed_at,
       c.changed_by, NULL, NULL, o.reference, NULL
FROM registry.case_file AS c
JOIN registry.case_next AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.case_id = c.id AND n.next ->> 'act' = 'inspect'
JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
WHERE c.status = 'open'
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 6, l.ends_on, l.reference, 'renew', 'licence', l.standing, l.changed_at, l.changed_by,
       NULL, NULL, o.reference, NULL
FROM registry.licence_today AS l
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
WHERE l.status = 'valid' AND o.status = 'active' AND l.ends_on > l.today AND l.ends_on < l.today + 60
    AND registry.recorded_end(l.jurisdiction_id, l.id) IS NULL
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 6, l.ends_on, l.reference, 'review', 'licence',
       'ended: grant a new licence if there is selling, or record the lapse', l.changed_at, l.changed_by, NULL, NULL, o.reference, NULL
FROM registry.licence_today AS l
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
WHERE l.status = 'valid' AND l.ends_on <= l.today
    AND registry.recorded_end(l.jurisdiction_id, l.id) IS NULL
    AND NOT EXISTS (SELECT FROM registry.licence AS n
        WHERE n.jurisdiction_id = l.jurisdiction_id AND n.outlet_id = l.outlet_id AND n.valid_from >= l.ends_on AND n.id <> l.id)
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 2, NULL, l.reference, 'reinstate', 'licence',
       l.action_reference || ' was revoked' || coalesce('; before that ' || l.other || ' has to be taken back', ''), l.revoked_at, l.revoked_by, NULL, ARRAY[l.revoked_by], o.reference, NULL
FROM registry.licence_without_ground AS l
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 4, l.suspended_until, l.reference, 'reinstate', 'licence', 'the suspension is over',
       l.changed_at, l.changed_by, NULL, NULL, o.reference, NULL
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'issued'
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
WHERE l.status = 'suspended' AND l.suspended_until <= (now() AT TIME ZONE j.time_zone)::date
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 1, (l.changed_at AT TIME ZONE j.time_zone)::date, l.reference, 'reinstate', 'licence',
       l.reason, l.changed_at, l.reinstatement_proposed_by, NULL, ARRAY[l.reinstatement_proposed_by], o.reference, NULL
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'issued'
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
WHERE l.reinstatement_proposed_by IS NOT NULL AND coalesce(l.suspended_until > (now() AT TIME ZONE j.time_zone)::date, true)
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 4, NULL, l.reference, 'reinstate', 'licence',
       b.reference || ' before it was reinstated', b.changed_at, b.changed_by, NULL, NULL, o.reference, NULL
FROM registry.licence AS l
JOIN registry.licence AS b ON b.jurisdiction_id = l.jurisdiction_id AND b.id = l.previous_id AND b.act = 'reinstate'
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'issued'
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
WHERE l.status = 'suspended' AND l.reinstatement_proposed_by IS NULL
    AND coalesce(l.suspended_until > (now() AT TIME ZONE j.time_zone)::date, true)
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 4, l.over_on, l.reference, 'reinstate', 'licence',
       'the term of the withdrawal is over', l.changed_at, l.changed_by, NULL, NULL, o.reference, NULL
FROM registry.withdrawal_over AS l
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
UNION ALL
SELECT l.jurisdiction_id, ARRAY['officer'], 6, l.ends_on, l.reference, 'review', 'licence',
       format('%s suspends it%s; %s', a.reference, coalesce(' until ' || l.suspended_until, ''),
           registry.end_in_words(l.jurisdiction_id, l.id)),
       l.changed_at, l.changed_by, NULL, NULL, o.reference, NULL
FROM registry.licence AS l
JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = l.action_id AND a.status = 'issued'
JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
JOIN registry.jurisdiction AS j ON j.id = l.jurisdiction_id
WHERE l.status = 'suspended' AND l.ends_on > (now() AT TIME ZONE j.time_zone)::date
    AND registry.recorded_end(l.jurisdiction_id, l.id) IS NOT NULL
UNION ALL
SELECT w.jurisdiction_id, ARRAY['officer'], 4, w.starts_on, w.licence, w.act, 'licence',
       w.action || ' was issued' || coalesce('; ' || registry.end_in_words(w.jurisdiction_id, w.licence_id), ''),
       w.issued_at, w.issued_by, NULL, NULL, o.reference, NULL
FROM registry.ordered_licence_act AS w
JOIN registry.outlet AS o ON o.jurisdiction_id = w.jurisdiction_id AND o.id = w.outlet_id
UNION ALL
SELECT v.jurisdiction_id, ARRAY['officer'], 7, NULL, i.reference, 'review', 'violation', v.criterion, v.changed_at, v.changed_by,
       NULL, NULL, o.reference, NULL
FROM registry.violation AS v
JOIN registry.inspection AS i ON i.jurisdiction_id = v.jurisdiction_id AND i.id = v.inspection_id
JOIN registry.outlet AS o ON o.jurisdiction_id = v.jurisdiction_id AND o.id = v.outlet_id
JOIN registry.jurisdiction AS j ON j.id = v.jurisdiction_id
WHERE v.status = 'alleged' AND v.day < (now() AT TIME ZONE j.time_zone)::date - 56
    AND NOT EXISTS (SELECT FROM registry.decision AS d
                    JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
                    WHERE r.jurisdiction_id = v.jurisdiction_id AND r.inspection_id = v.inspection_id)
UNION ALL
-- Until somebody else has inspected there, or decided on it, or it is voided.
SELECT b.jurisdiction_id, ARRAY['officer', 'reviewer'], 2, NULL, i.reference, 'review', 'inspection',
       format('%s is barred from the outlet: %s', p.name, b.why), i.recorded_at, i.recorded_by, NULL, ARRAY[b.person_id],
       o.reference, NULL
FROM registry.conflict_of_interest AS b
JOIN registry.person AS p ON p.jurisdiction_id = b.jurisdiction_id AND p.id = b.person_id
JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
JOIN registry.inspection AS i ON i.jurisdiction_id = b.jurisdiction_id AND i.outlet_id = b.outlet_id
    AND b.person_id IN (i.inspector_id, i.second_inspector_id) AND i.local_day >= b.starts_on
    AND (b.status = 'standing' OR b.changed_at > i.recorded_at)
WHERE NOT EXISTS (SELECT FROM registry.conflict_of_interest AS e WHERE e.jurisdiction_id = b.jurisdiction_id
        AND e.person_id = b.person_id AND e.outlet_id = b.outlet_id AND (e.starts_on, e.id) < (b.starts_on, b.id)
        AND (e.status = 'standing' OR e.changed_at > i.recorded_at))
    AND NOT EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
    AND NOT EXISTS (SELECT FROM registry.recommendation AS r
        JOIN registry.decision AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id
        WHERE r.jurisdiction_id = i.jurisdiction_id AND r.inspection_id = i.id)
    AND NOT EXISTS (SELECT FROM registry.inspection AS n
        WHERE n.jurisdiction_id = i.jurisdiction_id AND n.outlet_id = i.outlet_id AND n.access AND n.started_at > i.started_at
            AND registry.barred_names(n.jurisdiction_id, n.outlet_id, ARRAY[n.inspector_id, n.second_inspector_id], n.local_day,
                n.recorded_at) IS NULL)
UNION ALL
-- One line for all of them: a city has more than a day's list can hold.
SELECT q.jurisdiction_id, ARRAY['officer'], 9, NULL, q.reference, 'attribute', 'nuisance_report',
       q.category || CASE q.waiting WHEN 1 THEN '' WHEN 2 THEN '; 1 later report waits too'
           ELSE format('; %s later reports wait too', q.waiting - 1) END, q.recorded_at,
       q.recorded_by, NULL, NULL, NULL, NULL
FROM (SELECT n.jurisdiction_id, n.reference, n.category, n.recorded_at, n.recorded_by,
          count(*) OVER (PARTITION BY n.jurisdiction_id) AS waiting,
          row_number() OVER (PARTITION BY n.jurisdiction_id ORDER BY n.recorded_at, n.id) AS place
      FROM registry.nuisance_report AS n
      -- Who only brings reports in sees no attribution, so all would seem to wait.
      WHERE n.jurisdiction_id = (SELECT ops.staff_jurisdiction()) AND NOT EXISTS (SELECT FROM registry.attribution AS t
          WHERE t.jurisdiction_id = n.jurisdiction_id AND t.report_id = n.id)
          AND NOT EXISTS (SELECT FROM registry.latest_nuisance_standing AS s
              WHERE s.jurisdiction_id = n.jurisdiction_id AND s.report_id = n.id AND s.status = 'closed')) AS q
WHERE q.place = 1
UNION ALL
SELECT u.jurisdiction_id, ARRAY['officer', 'reviewer'], 1, NULL, u.report, 'grant', 'contact', u.number || ': ' || u.purpose,
       u.requested_at, u.requested_by_id, NULL, ARRAY[u.requested_by_id], NULL, NULL
FROM registry.unsealing_card AS u
WHERE u.status = 'requested'
UNION ALL
SELECT k.jurisdiction_id, ARRAY['officer', 'reviewer'], 1, NULL, k.name, 'confirm', 'contact_key',
       'contacts are sealed to it when it is confirmed', k.changed_at, k.proposed_by, NULL, ARRAY[k.proposed_by], NULL, NULL
FROM registry.contact_key AS k
WHERE k.status = 'proposed'
UNION ALL
SELECT x.jurisdiction_id, ARRAY['officer', 'reviewer'], 2, NULL, n.reference, 'approve', 'contact_erasure', x.reason, x.changed_at,
       x.requested_by, NULL, ARRAY[x.requested_by], NULL, NULL
FROM registry.contact_erasure AS x
JOIN registry.nuisance_report AS n ON n.jurisdiction_id = x.jurisdiction_id AND n.id = x.report_id
WHERE x.status = 'requested'
UNION ALL
SELECT g.jurisdiction_id, ARRAY['officer', 'reviewer', 'administrator'], 2, NULL, p.name, 'confirm', 'role', g.role, g.changed_at,
       g.changed_by, NULL, ARRAY[g.changed_by, g.person_id], NULL, NULL
FROM registry.role_grant AS g
JOIN registry.person AS p ON p.jurisdiction_id = g.jurisdiction_id AND p.id = g.person_id
WHERE g.status = 'proposed'
UNION ALL
SELECT r.jurisdiction_id, ARRAY['officer', 'integrity'], 1, d.first_day, d.reference, 'answer', 'redraw', format('redraw %s: %s', r.id, r.why), r.changed_at,
       r.requested_by, NULL, ARRAY[r.requested_by], NULL, NULL
FROM registry.redraw AS r
JOIN registry.draw AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.id = r.draw_id
WHERE r.status = 'requested'
UNION ALL
SELECT b.jurisdiction_id, ARRAY['officer', 'integrity'], 2, NULL, i.reference, 'answer', 'back_check', format('back-check %s: %s', b.id, b.reason), b.changed_at,
       b.changed_by, NULL, ARRAY[b.changed_by], o.reference, NULL
FROM registry.back_check AS b
JOIN registry.inspection AS i ON i.jurisdiction_id = b.jurisdiction_id AND i.id = b.inspection_id
JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
WHERE b.status = 'waiver_proposed'
UNION ALL
SELECT b.jurisdiction_id, ARRAY['integrity'], 3, NULL, b.inspection, 'review', 'back_check',
       format('back-check %s was not taken into %s%s, for which inspectors were said to be away', b.number,
           b.left_out_of[cardinality(b.left_out_of)],
           CASE WHEN cardinality(b.left_out_of) > 1 THEN format(' and %s before', cardinality(b.left_out_of) - 1) ELSE '' END),
       d.recorded_at, d.recorded_by, NULL, NULL, b.outlet, NULL
FROM registry.back_check_card AS b
JOIN registry.draw AS d ON d.jurisdiction_id = b.jurisdiction_id AND d.reference = b.left_out_of[cardinality(b.left_out_of)]
WHERE b.status IN ('due', 'waiver_proposed')
UNION ALL
-- From the month after the first that was drawn on; where none ever was, and somebody has the role integrity, the last month.
SELECT j.id, ARRAY['officer', 'integrity'], 6, NULL, to_char(m.first_day, 'YYYY-MM'), 'open', 'draw',
       format('its back-checks are not drawn: %s', CASE cardinality(t.inspections) WHEN 1 THEN '1 inspection can be'
           ELSE cardinality(t.inspections) || ' inspections can be' END),
       (m.first_day + interval '1 month') AT TIME ZONE j.time_zone, NULL, NULL, NULL, NULL, NULL
FROM registry.jurisdiction AS j
CROSS JOIN LATERAL (SELECT date_trunc('month', now() AT TIME ZONE j.time_zone) - interval '1 month' AS first_day) AS l
-- The months first, and then what was inspected in those alone that are left.
CROSS JOIN LATERAL (SELECT g.first_day FROM generate_series(coalesce((SELECT min(d.first_day)::timestamp FROM registry.draw AS d
        WHERE d.jurisdiction_id = j.id AND d.purpose = 'back_checks'), l.first_day), l.first_day, interval '1 month') AS g (first_day)
    WHERE NOT EXISTS (SELECT FROM registry.draw AS d
        WHERE d.jurisdiction_id = j.id AND d.purpose = 'back_checks' AND d.first_day = g.first_day::date)
    OFFSET 0) AS m
CROSS JOIN LATERAL (SELECT registry.to_check_again(j.id, m.first_day::date, (m.first_day + interval '1 month')::date - 1)
    AS inspections) AS t
WHERE (SELECT ops.context_roles())::text[] && '{officer,integrity}' AND t.inspections <> '{}'
    AND registry.integrity_value(j.id, 'back_check_percent') > 0
    AND (EXISTS (SELECT FROM registry.draw AS d WHERE d.jurisdiction_id = j.id AND d.purpose = 'back_checks')
        OR EXISTS (SELECT FROM registry.role_grant AS g
            WHERE g.jurisdiction_id = j.id AND g.role = 'integrity' AND g.status = 'granted'));
COMMENT ON VIEW registry.due IS
    'What waits: roles to confirm, redraws to answer, back-checks that somebody would waive or that a draw left out, months whose back-checks are not drawn, actions to issue, policy packs to activate and to end, returned and unproposed drafts, actions whose ground '
    'fell, decisions without an action, recommendations without a decision, rules to ask again after a revocation, about its inspection and about what rested on it, cases in which nothing is pending any more, cases in which nothing was found yet, with the outlet to inspect, '
    'licences to suspend or withdraw on an issued action, and to reinstate because the suspension is over, its action was '
    'revoked, an officer has proposed it or the licence before it was reinstated, or because the term of a withdrawal is over, suspended licences that lapse or go to '
    'another holder from a later day on, visits by inspectors who are barred from the outlet, the nuisance report that has waited longest for an outlet with the number of others, '
    'licences that end within 60 days (not a legal term, only a reminder), licences that have ended and nothing follows, violations alleged more than 8 weeks ago without a '
    'decision (likewise). The columns only_for and not_for narrow it to persons; closing is not for those who were lenient '
    'alone, and reinstating not for who revoked the action or proposed it. Of a recommendation to decide on, its number, for those '
    'who ask what has changed since.';
