-- One row per outlet with what stands around it today, as JSON members.
CREATE VIEW registry.outlet_card WITH (security_invoker = true) AS
SELECT o.*,
       t.opening_hours,
       t.changed_at,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'party', p.reference, 'name', p.name,
                    'share', r.share, 'validFrom', r.valid_from, 'endsOn', r.ends_on, 'version', r.version)
                    ORDER BY r.valid_from, r.id), '[]')
        FROM registry.party_role AS r JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
        WHERE r.jurisdiction_id = o.jurisdiction_id AND r.outlet_id = o.outlet_id AND r.status = 'current') AS roles,
       (SELECT jsonb_build_object('reference', l.reference, 'status', l.status, 'standing', l.standing, 'validFrom', l.valid_from,
                    'endsOn', l.ends_on, 'conditions', l.conditions)
        FROM registry.licence_in_force AS l
        WHERE l.jurisdiction_id = o.jurisdiction_id AND l.outlet_id = o.outlet_id) AS licence,
       (SELECT jsonb_build_object('reference', l.reference, 'status', l.status, 'standing', l.standing, 'validFrom', l.valid_from,
                    'endsOn', l.ends_on, 'conditions', l.conditions)
        FROM registry.licence_today AS l
        WHERE l.jurisdiction_id = o.jurisdiction_id AND l.outlet_id = o.outlet_id
            AND (l.ends_on IS NULL OR l.ends_on > l.valid_from) AND l.valid_from > l.today
        ORDER BY l.valid_from LIMIT 1) AS next_licence,
       -- Of the last licence alone: one that others followed is history.
       (SELECT CASE w.status WHEN 'withdrawn' THEN jsonb_build_object('reference', w.reference, 'withdrawnFrom', w.ends_on,
                    'withdrawnUntil', (SELECT a.ends_on FROM registry.action AS a
                        WHERE a.jurisdiction_id = w.jurisdiction_id AND a.id = w.action_id)) END
        FROM registry.licence_today AS w
        WHERE w.jurisdiction_id = o.jurisdiction_id AND w.outlet_id = o.outlet_id AND w.valid_from <= w.today
            AND w.status <> 'taken_back'
        ORDER BY w.valid_from DESC, w.id DESC LIMIT 1) AS withdrawn_licence,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('action', a.reference, 'kind', a.kind, 'startsOn', a.starts_on,
                    'endsOn', a.ends_on) ORDER BY a.starts_on, a.id), '[]')
        FROM registry.jurisdiction AS j
        CROSS JOIN LATERAL ops.running_actions(o.jurisdiction_id, o.outlet_id, (now() AT TIME ZONE j.time_zone)::date, now()) AS a
        WHERE j.id = o.jurisdiction_id) AS running,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('party', p.reference, 'name', p.name, 'validFrom', r.valid_from,
                    'endsOn', r.ends_on) ORDER BY r.valid_from DESC, r.id DESC), '[]')
        FROM registry.party_role AS r JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
        WHERE r.jurisdiction_id = o.jurisdiction_id AND r.outlet_id = o.outlet_id AND r.role = 'operator'
            AND r.status = 'ended') AS former_operators,
       (SELECT c.reference FROM registry.case_file AS c
        WHERE c.jurisdiction_id = o.jurisdiction_id AND c.outlet_id = o.outlet_id AND c.status = 'open') AS open_case,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', i.reference, 'id', i.id, 'day', i.local_day,
                    'kind', i.kind, 'outcome', i.outcome,
                    'failed', (SELECT coalesce(jsonb_agg(f.criterion ORDER BY f.criterion), '[]') FROM registry.effective_finding AS f
                               WHERE f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id AND f.result = 'fail'),
                    'voided', EXISTS (SELECT FROM registry.voiding AS w
                               WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id))
                    ORDER BY i.started_at DESC), '[]')
        FROM (SELECT * FROM registry.inspection AS i
              WHERE i.jurisdiction_id = o.jurisdiction_id AND i.outlet_id = o.outlet_id
              ORDER BY i.started_at DESC LIMIT 5) AS i) AS last_inspections,
       (SELECT count(*) FROM registry.attribution AS a
        WHERE a.jurisdiction_id = o.jurisdiction_id AND a.outlet_id = o.outlet_id) AS nuisance_reports,
       (SELECT count(*) FROM registry.outlet_licence_number AS n
        JOIN registry.earlier_event AS e ON e.jurisdiction_id = n.jurisdiction_id AND e.licence_number = n.licence_number
        WHERE n.jurisdiction_id = o.jurisdiction_id AND n.outlet_id = o.outlet_id) AS earlier_records,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('day', e.day, 'caseNumber', e.case_number, 'criterion', e.criterion,
                    'standing', e.standing, 'measure', e.measure) ORDER BY e.day DESC, e.id DESC), '[]')
        FROM (SELECT e.* FROM registry.outlet_licence_number AS n
              JOIN registry.earlier_event AS e ON e.jurisdiction_id = n.jurisdiction_id
                  AND e.licence_number = n.licence_number
              WHERE n.jurisdiction_id = o.jurisdiction_id AND n.outlet_id = o.outlet_id
              ORDER BY e.day DESC, e.id DESC LIMIT 5) AS e) AS last_earlier_records
FROM registry.outlet_summary AS o
JOIN registry.outlet AS t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.outlet_id;
COMMENT ON VIEW registry.outlet_card IS
    'One row per outlet with roles, who operated it before, the licence in force today and the next one, or the last one where it '
    'is withdrawn, the measures that run today, open case, the last five inspections, how many '
    'nuisance reports are claimed for it, and how many violations the former system has of it, with the last five.';
