-- What an intake reads, in one statement; new functions, which an older program doesn't call.

CREATE FUNCTION ops.operator_on(home integer, outlet bigint, day date) RETURNS TABLE (operator text)
    LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
    SELECT q.reference FROM registry.party_role AS r
    JOIN registry.party AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.id = r.party_id
    WHERE r.jurisdiction_id = home AND r.outlet_id = outlet AND r.role = 'operator'
        AND r.valid_from <= day AND (r.ends_on IS NULL OR r.ends_on > day)
    ORDER BY r.valid_from DESC, r.id DESC LIMIT 1;
END;
COMMENT ON FUNCTION ops.operator_on IS
    'Who operated an outlet on a day: the reference of the party whose role began last, or no row. For guards and for what '
    'runs as the owner; the planner writes it out where it stands in FROM.';

-- A serializable transaction locks what it reads. A hash index, for the same reason as inspection_by_id.
CREATE INDEX action_of_outlet ON registry.action USING hash (outlet_id) WITH (fillfactor = 10);
CREATE INDEX licence_of_outlet ON registry.licence USING hash (outlet_id) WITH (fillfactor = 10);

CREATE FUNCTION ops.was_reinstated(home integer, outlet bigint, suspension bigint, on_day date) RETURNS boolean
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM registry.licence AS l
        JOIN registry.history AS h ON h.jurisdiction_id = home AND h.object = 'licence' AND h.object_key = l.id::text
            AND h.act = 'reinstate'
        JOIN registry.history AS p ON p.jurisdiction_id = home AND p.object = 'licence' AND p.object_key = h.object_key
            AND p.version = h.version - 1
        JOIN registry.jurisdiction AS j ON j.id = home
        WHERE l.jurisdiction_id = home AND l.outlet_id = outlet AND (p.state ->> 'action_id')::bigint = suspension
            AND (h.changed_at AT TIME ZONE j.time_zone)::date <= on_day);
END $$;
COMMENT ON FUNCTION ops.was_reinstated IS
    'Whether a licence of the outlet that was suspended on an action was reinstated by a day. A function of its own, so that '
    'an intake prepares the query only when there is such an action.';

CREATE FUNCTION ops.running_actions(home integer, outlet bigint, day date, moment timestamptz) RETURNS SETOF registry.action
    LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
    SELECT a.* FROM registry.action AS a
    WHERE a.jurisdiction_id = home AND a.outlet_id = outlet AND a.status = 'issued'
        AND a.kind IN ('closure', 'suspension', 'penalty_order', 'enforcement_order')
        AND a.starts_on <= day AND (a.ends_on IS NULL OR a.ends_on > day) AND a.issued_at <= moment
        AND (a.kind <> 'suspension' OR NOT ops.was_reinstated(home, outlet, a.id, day));
END;
COMMENT ON FUNCTION ops.running_actions IS
    'The measures that were running against an outlet on a day, at a moment of it: issued closures, suspensions and '
    'orders that name their days, not before their issue, for nobody can breach what is not there yet; a suspension until the '
    'licence was reinstated, and on no other day than the action names (guard_licence). What was revoked since counts as if it '
    'had never run. For what runs as the owner, and for whoever may see the actions.';

CREATE FUNCTION ops.running_measures(home integer, outlet bigint, day date, moment timestamptz) RETURNS TABLE (kinds text[])
    LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
    SELECT array_agg(DISTINCT a.kind ORDER BY a.kind) FROM ops.running_actions(home, outlet, day, moment) AS a;
END;
COMMENT ON FUNCTION ops.running_measures IS 'The kinds of what ops.running_actions gives, each once; NULL for none.';

CREATE FUNCTION ops.set_aside_by(home integer, inspection uuid, action bigint, act text) RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = home AND w.inspection_id = inspection)
            THEN 'voiding'
        WHEN act = 'let_go' THEN 'decision' WHEN action IS NOT NULL THEN 'revocation' ELSE 'correction' END;
END $$;
COMMENT ON FUNCTION ops.set_aside_by IS
    'What made a violation that is set aside leave every count: the voiding of its inspection, the revocation of its action, '
    'a decision after that that nothing follows, or a correction. A function of its own, for the reason of ops.was_reinstated.';

CREATE FUNCTION ops.same_visit(
    home integer, premises bigint, visit uuid, persons bigint[], began timestamptz, ended timestamptz, before bigint,
    known_at timestamptz)
    RETURNS TABLE (reference text, minutes integer, inspector text)
    LANGUAGE plpgsql STABLE ROWS 1 SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT i.reference, trunc(extract(epoch FROM i.started_at - began) / 60)::integer,
        CASE WHEN NOT s.is_own THEN (SELECT p.name FROM registry.person AS p
            WHERE p.jurisdiction_id = home AND p.id = i.inspector_id) END
    FROM registry.inspection AS i
    CROSS JOIN LATERAL (SELECT coalesce(i.inspector_id = ANY (persons) OR i.second_inspector_id = ANY (persons), false)
        AS is_own) AS s
    -- "+ 0" keeps the planner from the B-tree of the primary key, for the same reason as inspection_by_id: outlets share its
    -- pages, and an intake writes there too.
    WHERE i.jurisdiction_id + 0 = home AND i.outlet_id = premises AND i.id <> visit AND (before IS NULL OR i.number < before)
        AND i.started_at <= coalesce(ended, began + interval '30 minutes')
        AND began <= coalesce(i.ended_at, i.started_at + interval '30 minutes')
        AND NOT EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = home AND w.inspection_id = i.id
            AND (known_at IS NULL OR w.recorded_at <= known_at))
    ORDER BY s.is_own DESC, abs(extract(epoch FROM i.started_at - began)), i.number LIMIT 1;
END $$;
COMMENT ON FUNCTION ops.same_visit IS
    'The inspection that is likely the same visit: at the same outlet, at overlapping times, logged before; where no end is '
    'known, half an hour is assumed. One with one of the persons goes first; of another one the inspector is named. Minutes are '
    'positive when it began later. At most one row; before and known_at say what was known when an inspection was logged, NULL is now.';

CREATE FUNCTION ops.inspection_subject(
    outlet_reference text, inspection uuid, started timestamptz, ended timestamptz, latest timestamptz, inspector bigint,
    second_login text, content bytea)
    RETURNS TABLE (outlet bigint, closed_on date, local_day date, local_time text, local_now text,
        is_in_the_future boolean, second_inspector bigint, open_case bigint, open_case_reference text,
        is_the_same boolean, stored_reference text, pack_numbers bigint[], pack_ids text[],
        pack_versions text[], pack_hashes text[], pack_bases text[],
        operator_now text, outlet_kind text, running text[], later_packs boolean, id bigint, criterion text, day date,
        status text, established_on date, reference text, operator text, measure text, same_day text,
        set_aside_by text, same_visit text,
        same_visit_minutes integer, same_visit_by text, barred text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    home integer := ops.staff_jurisdiction();
BEGIN
    RETURN QUERY
    SELECT o.id, CASE o.status WHEN 'closed' THEN o.effective_on END, (started AT TIME ZONE j.time_zone)::date,
        to_char(latest AT TIME ZONE j.time_zone, 'YYYY-MM-DD HH24:MI'),
        to_char(clock_timestamp() AT TIME ZONE j.time_zone, 'YYYY-MM-DD HH24:MI'),
        latest > clock_timestamp() + interval '5 minutes',
        (SELECT s.person_id FROM registry.account AS s WHERE s.jurisdiction_id = home AND s.login = second_login),
        c.id, c.reference, e.content_digest = content, e.reference, p.numbers, p.ids, p.versions,
        p.hashes, p.bases,
        (SELECT q.operator FROM ops.operator_on(home, o.id, (started AT TIME ZONE j.time_zone)::date) AS q),
        o.kind,
        (SELECT m.kinds FROM ops.running_measures(home, o.id, (started AT TIME ZONE j.time_zone)::date, started) AS m),
        -- One may have come into force since the day of the inspection, or is known to begin or to end later on.
        EXISTS (
            SELECT FROM registry.policy_pack AS k
            WHERE k.jurisdiction_id = home AND k.status = 'active'
                AND greatest(k.valid_from, least(k.ends_on, k.rules_end_on)) > (started AT TIME ZONE j.time_zone)::date),
        v.id, v.criterion, v.day, v.status, v.established_on,
        coalesce(v.case_number, (SELECT i.reference FROM registry.inspection AS i
         WHERE i.jurisdiction_id = home AND i.id = v.inspection_id)),
        CASE WHEN v.case_number IS NULL THEN
            (SELECT q.operator FROM ops.operator_on(home, o.id, v.day) AS q) END,
        coalesce(v.measure,
            (SELECT a.kind FROM registry.action AS a WHERE a.jurisdiction_id = home AND a.id = v.action_id)),
        CASE WHEN v.day = (started AT TIME ZONE j.time_zone)::date THEN
            (SELECT CASE WHEN i.started_at < started THEN 'before' WHEN i.started_at > started THEN 'after' END
             FROM registry.inspection AS i WHERE i.jurisdiction_id = home AND i.id = v.inspection_id) END,
        CASE WHEN v.status = 'set_aside' AND v.inspection_id IS NOT NULL THEN
            ops.set_aside_by(home, v.inspection_id, v.action_id, v.act) END,
        b.reference, b.minutes, b.inspector,
        registry.barred_names(home, o.id, ARRAY[inspection_subject.inspector, (SELECT s.person_id FROM registry.account AS s
            WHERE s.jurisdiction_id = home AND s.login = second_login)], (started AT TIME ZONE j.time_zone)::date, NULL)
    FROM registry.jurisdiction AS j
    LEFT JOIN registry.outlet AS o ON o.jurisdiction_id = j.id AND o.reference = outlet_reference
    CROSS JOIN LATERAL (
        SELECT array_agg(a.id ORDER BY a.pack_id) AS numbers, array_agg(a.pack_id ORDER BY a.pack_id) AS ids,
            array_agg(a.pack_version ORDER BY a.pack_id) AS versions, array_agg(a.sha256 ORDER BY a.pack_id) AS hashes,
            array_agg(array_to_string(a.base_sha256, ' ') ORDER BY a.pack_id) AS bases
        FROM (SELECT DISTINCT ON (k.pack_id) k.id, k.base_sha256, k.pack_id, k.pack_version, k.sha256,
                  least(k.ends_on, k.rules_end_on) AS end_day
              FROM registry.policy_pack AS k
              WHERE k.jurisdiction_id = home AND k.status = 'active'
                  AND k.valid_from <= (started AT TIME ZONE j.time_zone)::date
              ORDER BY k.pack_id, k.valid_from DESC, k.ends_on DESC NULLS FIRST) AS a
        WHERE a.end_day IS NULL OR a.end_day > (started AT TIME ZONE j.time_zone)::date) AS p
    LEFT JOIN registry.case_file AS c ON c.jurisdiction_id = home AND c.outlet_id = o.id AND c.status = 'open'
    LEFT JOIN registry.inspection AS e ON e.jurisdiction_id = home AND e.id = inspection
    LEFT JOIN LATERAL (
        SELECT w.id, w.criterion, w.day, w.status, w.established_on, w.inspection_id, w.action_id, w.act,
            NULL::text AS case_number, NULL::text AS measure
        FROM registry.violation AS w WHERE w.jurisdiction_id = home AND w.outlet_id = o.id
        UNION ALL
        -- Of a former system, with ids below zero; an outlet without such a number costs one more index read.
        SELECT -h.id, h.criterion, h.day, h.standing, h.decided_on, NULL, NULL, NULL, h.case_number, h.measure
        FROM registry.outlet_licence_number AS n
        JOIN registry.earlier_event AS h ON h.jurisdiction_id = home AND h.licence_number = n.licence_number
        WHERE n.jurisdiction_id = home AND n.outlet_id = o.id) AS v ON true
    -- Not lateral: its arguments don't depend on a row, so it runs once and not once per violation.
    LEFT JOIN ops.same_visit(home,
        (SELECT w.id FROM registry.outlet AS w WHERE w.jurisdiction_id = home AND w.reference = outlet_reference), inspection,
        ARRAY[inspector, (SELECT s.person_id FROM registry.account AS s
            WHERE s.jurisdiction_id = home AND s.login = second_login)], started, ended, NULL, NULL) AS b ON true
    WHERE j.id = home;
END $$;
COMMENT ON FUNCTION ops.inspection_subject IS
    'What is known about an outlet when an inspection of it comes in, or is looked at again, in the signed jurisdiction: one '
    'row per violation of '
    'the outlet, or one row with id NULL, each with the outlet''s closing day, its open case, the times in its own zone, the '
    'packs that govern on the day and whether another begins, or one ends, after it, who operates it then and operated it on '
    'the day of the violation, the measures that run, whether an inspection of the same day began before or after it, what '
    'is stored under the inspection''s id, and which inspection is likely the same visit. outlet is NULL when there is none. '
    'It runs as the owner and verifies the '
    'context once, where row security would once per table: every intake reads it.';

-- A hash index, for the same reason as inspection_by_id.
CREATE INDEX outlets_of_operator ON registry.party_role USING hash (party_id) WHERE role = 'operator';

CREATE FUNCTION ops.violations_elsewhere(outlet_reference text, visit_day date, started timestamptz)
    RETURNS TABLE (outlet text, id bigint, criterion text, day date, status text, established_on date, reference text,
        operator text, measure text, same_day text, set_aside_by text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    home integer := ops.staff_jurisdiction();
BEGIN
    RETURN QUERY
    SELECT p.reference, v.id, v.criterion, v.day, v.status, v.established_on, i.reference, w.operator,
        (SELECT a.kind FROM registry.action AS a WHERE a.jurisdiction_id = home AND a.id = v.action_id),
        CASE WHEN v.day = visit_day THEN
            CASE WHEN i.started_at < started THEN 'before' WHEN i.started_at > started THEN 'after' END END,
        CASE WHEN v.status = 'set_aside' THEN ops.set_aside_by(home, v.inspection_id, v.action_id, v.act) END
    FROM registry.outlet AS o
    CROSS JOIN LATERAL ops.operator_on(home, o.id, visit_day) AS n
    JOIN registry.party AS q ON q.jurisdiction_id = home AND q.reference = n.operator
    CROSS JOIN LATERAL (
        SELECT DISTINCT r.outlet_id FROM registry.party_role AS r
        WHERE r.jurisdiction_id = home AND r.party_id = q.id AND r.role = 'operator' AND r.outlet_id <> o.id) AS e
    JOIN registry.outlet AS p ON p.jurisdiction_id = home AND p.id = e.outlet_id
    JOIN registry.violation AS v ON v.jurisdiction_id = home AND v.outlet_id = e.outlet_id
    JOIN registry.inspection AS i ON i.jurisdiction_id = home AND i.outlet_id = v.outlet_id AND i.id = v.inspection_id
    CROSS JOIN LATERAL ops.operator_on(home, v.outlet_id, v.day) AS w
    WHERE o.jurisdiction_id = home AND o.reference = outlet_reference AND w.operator = n.operator
    ORDER BY v.id;
END $$;
COMMENT ON FUNCTION ops.violations_elsewhere IS
    'The violations at other outlets in the signed jurisdiction of the party that operates an outlet on the day of a visit, '
    'each of a day on which that party operated the other outlet; asked only for rules that count what an operator did '
    'elsewhere. same_day says whether an inspection of the day of the visit began before or after it. What was imported from a '
    'former system names no operator and is not among them. It runs as the owner, as ops.inspection_subject.';

CREATE FUNCTION ops.inspections_before(home integer, visited bigint, visit_day date) RETURNS date[]
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT i.local_day FROM registry.inspection AS i
        WHERE i.jurisdiction_id = home AND i.outlet_id = visited AND i.local_day < visit_day
            AND NOT EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = home AND w.inspection_id = i.id)
            AND EXISTS (SELECT FROM registry.effective_finding AS f
                WHERE f.jurisdiction_id = home AND f.inspection_id = i.id AND f.result IN ('pass', 'fail'))
        ORDER BY i.local_day);
END $$;
COMMENT ON FUNCTION ops.inspections_before IS
    'The days of the inspections of an outlet before a day, one for each, in which at least one criterion was checked and which '
    'were not voided; asked only for rules with rewards, which are earned where somebody looked. It runs as whoever asks.';

REVOKE ALL ON FUNCTION ops.inspection_subject, ops.violations_elsewhere, ops.inspections_before, ops.operator_on,
    ops.running_actions, ops.running_measures, ops.was_reinstated, ops.set_aside_by, ops.same_visit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.inspection_subject, ops.violations_elsewhere, ops.inspections_before, ops.same_visit
    TO registry_service;
