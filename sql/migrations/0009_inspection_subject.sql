-- What an intake reads, in one statement; a new function, which an older program doesn't call.

CREATE FUNCTION ops.inspection_subject(
    outlet_reference text, inspection uuid, started timestamptz, latest timestamptz, second_login text, content bytea)
    RETURNS TABLE (outlet bigint, closed_on date, local_day date, local_time text, local_now text,
        is_in_the_future boolean, second_inspector bigint, open_case bigint, open_case_reference text,
        is_the_same boolean, stored_reference text, pack_numbers bigint[], pack_ids text[],
        pack_versions text[], pack_hashes text[], pack_bases text[],
        operator_now text, id bigint, criterion text, day date, status text, established_on date, reference text,
        operator text, measure text)
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
        (SELECT q.reference FROM registry.party_role AS r
         JOIN registry.party AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.id = r.party_id
         WHERE r.jurisdiction_id = home AND r.outlet_id = o.id AND r.role = 'operator'
             AND r.valid_from <= (started AT TIME ZONE j.time_zone)::date
             AND (r.ends_on IS NULL OR r.ends_on > (started AT TIME ZONE j.time_zone)::date)
         ORDER BY r.valid_from DESC, r.id DESC LIMIT 1),
        v.id, v.criterion, v.day, v.status, v.established_on,
        coalesce(v.case_number, (SELECT i.reference FROM registry.inspection AS i
         WHERE i.jurisdiction_id = home AND i.id = v.inspection_id)),
        (SELECT q.reference FROM registry.party_role AS r
         JOIN registry.party AS q ON q.jurisdiction_id = r.jurisdiction_id AND q.id = r.party_id
         WHERE r.jurisdiction_id = home AND r.outlet_id = o.id AND r.role = 'operator'
             AND r.valid_from <= v.day AND (r.ends_on IS NULL OR r.ends_on > v.day)
         ORDER BY r.valid_from DESC, r.id DESC LIMIT 1),
        coalesce(v.measure,
            (SELECT a.kind FROM registry.action AS a WHERE a.jurisdiction_id = home AND a.id = v.action_id))
    FROM registry.jurisdiction AS j
    LEFT JOIN registry.outlet AS o ON o.jurisdiction_id = j.id AND o.reference = outlet_reference
    CROSS JOIN LATERAL (
        SELECT array_agg(a.id ORDER BY a.pack_id) AS numbers, array_agg(a.pack_id ORDER BY a.pack_id) AS ids,
            array_agg(a.pack_version ORDER BY a.pack_id) AS versions, array_agg(a.sha256 ORDER BY a.pack_id) AS hashes,
            array_agg(array_to_string(a.base_sha256, ' ') ORDER BY a.pack_id) AS bases
        FROM (SELECT DISTINCT ON (k.pack_id) k.id, k.base_sha256, k.pack_id, k.pack_version, k.sha256
              FROM registry.policy_pack AS k
              WHERE k.jurisdiction_id = home AND k.status = 'active'
                  AND k.valid_from <= (started AT TIME ZONE j.time_zone)::date
              ORDER BY k.pack_id, k.valid_from DESC) AS a) AS p
    LEFT JOIN registry.case_file AS c ON c.jurisdiction_id = home AND c.outlet_id = o.id AND c.status = 'open'
    LEFT JOIN registry.inspection AS e ON e.jurisdiction_id = home AND e.id = inspection
    LEFT JOIN LATERAL (
        SELECT w.id, w.criterion, w.day, w.status, w.established_on, w.inspection_id, w.action_id,
            NULL::text AS case_number, NULL::text AS measure
        FROM registry.violation AS w WHERE w.jurisdiction_id = home AND w.outlet_id = o.id
        UNION ALL
        -- Of a former system, as registry.past_violation has them; an outlet without such a number costs one more index read.
        SELECT -h.id, h.criterion, h.day, h.standing, h.decided_on, NULL, NULL, h.case_number, h.measure
        FROM registry.outlet_licence_number AS n
        JOIN registry.earlier_event AS h ON h.jurisdiction_id = home AND h.licence_number = n.licence_number
        WHERE n.jurisdiction_id = home AND n.outlet_id = o.id) AS v ON true
    WHERE j.id = home;
END $$;
COMMENT ON FUNCTION ops.inspection_subject IS
    'What is known about an outlet when an inspection of it comes in, in the signed jurisdiction: one row per violation of '
    'the outlet, or one row with id NULL, each with the outlet''s closing day, its open case, the times in its own zone, the '
    'packs that govern on the day, who operates it then and operated it on the day of the violation, and what is stored under '
    'the inspection''s id. outlet is NULL when there is none. It runs as the owner and verifies the '
    'context once, where row security would once per table: every intake reads it.';

REVOKE ALL ON FUNCTION ops.inspection_subject FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.inspection_subject TO registry_service;
