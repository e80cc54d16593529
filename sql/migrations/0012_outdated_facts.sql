-- Whether what a recommendation was given still holds; a new function, which an older program doesn't call.

CREATE FUNCTION registry.outdated_facts(home integer, advice bigint)
    RETURNS TABLE (place bigint, violation_id bigint, words text)
    LANGUAGE plpgsql STABLE COST 5000 ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    given registry.recommendation;
    visit registry.inspection;
    visits_then date[];
    visits_now date[];
BEGIN
    SELECT r.* INTO given FROM registry.recommendation AS r WHERE r.jurisdiction_id = home AND r.id = advice;
    IF given.facts -> 'history' IS NULL THEN
        RETURN;
    END IF;
    SELECT i.* INTO visit FROM registry.inspection AS i WHERE i.jurisdiction_id = home AND i.id = given.inspection_id;
    IF given.facts -> 'inspections' IS NOT NULL THEN
        visits_then := ARRAY(SELECT d::date FROM json_array_elements_text(given.facts -> 'inspections') AS d);
        visits_now := ops.inspections_before(home, given.outlet_id, given.day);
    END IF;
    RETURN QUERY
    WITH past AS (
        SELECT (h.past ->> 'id')::bigint AS id, h.past ->> 'criterion' AS criterion, h.past ->> 'standing' AS standing,
            h.past ->> 'individual' AS individual,
            h.past ->> 'reference' AS reference, (h.past ->> 'day')::date AS day, (h.past ->> 'decidedOn')::date AS decided_on
        FROM json_array_elements(coalesce(given.facts -> 'history', '[]')) AS h(past)
    ), earlier AS (
        SELECT -e.id AS id, e.criterion, e.day, e.case_number, e.standing
        FROM registry.outlet_licence_number AS n
        JOIN registry.earlier_event AS e ON e.jurisdiction_id = home AND e.licence_number = n.licence_number
        WHERE n.jurisdiction_id = home AND n.outlet_id = given.outlet_id
    ), change AS (
        SELECT 1 AS part, p.id AS violation, CASE WHEN v.status <> p.standing
            THEN format('the violation of %s in %s was %s and is %s now', v.criterion, i.reference,
                replace(p.standing, '_', ' '), replace(v.status, '_', ' '))
            ELSE format('the violation of %s in %s was established on %s and is established on %s now', v.criterion,
                i.reference, p.decided_on, v.established_on) END AS words
        FROM past AS p
        JOIN registry.violation AS v ON v.jurisdiction_id = home AND v.id = p.id
        JOIN registry.inspection AS i ON i.jurisdiction_id = home AND i.outlet_id = v.outlet_id AND i.id = v.inspection_id
        WHERE v.inspection_id <> given.inspection_id AND v.day <= given.day AND (v.status <> p.standing
            OR v.status = 'established' AND v.established_on <> p.decided_on)
        UNION ALL
        SELECT 2, v.id, format('the violation of %s in %s of %s was not known and is %s now', v.criterion, i.reference, v.day,
            v.status)
        FROM registry.violation AS v
        JOIN registry.inspection AS i ON i.jurisdiction_id = home AND i.outlet_id = v.outlet_id AND i.id = v.inspection_id
        WHERE v.jurisdiction_id = home AND v.outlet_id = given.outlet_id AND v.inspection_id <> given.inspection_id
            AND v.status <> 'set_aside' AND i.started_at < visit.started_at
            AND NOT EXISTS (SELECT FROM past AS p WHERE p.id = v.id)
        UNION ALL
        SELECT 3, e.id, format('the violation of %s of %s (%s of a former system) was not known and is %s now', e.criterion,
            e.day, e.case_number, e.standing)
        FROM earlier AS e
        WHERE e.day <= given.day AND e.standing <> 'set_aside' AND NOT EXISTS (SELECT FROM past AS p WHERE p.id = e.id)
        UNION ALL
        SELECT 4, p.id, format('the violation of %s of %s (%s of a former system) is told by another record of its case now',
            p.criterion, p.day, p.reference)
        FROM past AS p WHERE p.id < 0 AND p.day <= given.day AND NOT EXISTS (SELECT FROM earlier AS e WHERE e.id = p.id)
        UNION ALL
        SELECT 5, NULL, format('the finding of %s was %s and is %s now', f.criterion,
            concat_ws(' ', replace(f.result, '_', ' '), f.value, f.unit, nullif(array_to_string(f.conduct, ', '), '')),
            concat_ws(' ', replace(e.result, '_', ' '), e.measured_value, e.measured_unit, nullif(array_to_string(e.conduct, ', '), '')))
        FROM (SELECT g.finding ->> 'criterion' AS criterion, g.finding ->> 'result' AS result,
                (g.finding ->> 'value')::numeric AS value, g.finding ->> 'unit' AS unit,
                ARRAY(SELECT json_array_elements_text(g.finding -> 'conduct')) AS conduct
            FROM json_array_elements(coalesce(given.facts -> 'findings', '[]')) AS g(finding)) AS f
        JOIN registry.effective_finding AS e ON e.jurisdiction_id = home AND e.inspection_id = given.inspection_id
            AND e.criterion = f.criterion AND e.correction_id IS NOT NULL
        WHERE (f.result, f.value, f.unit) IS DISTINCT FROM (e.result, e.measured_value, e.measured_unit)
            OR NOT (f.conduct @> coalesce(e.conduct, '{}') AND f.conduct <@ coalesce(e.conduct, '{}'))
        UNION ALL
        SELECT 6, NULL, format('the operator on that day was %s and is %s now', coalesce(given.facts ->> 'operator', 'not known'),
            coalesce(q.operator, 'not known'))
        FROM (SELECT (SELECT n.operator FROM ops.operator_on(home, given.outlet_id, given.day) AS n) AS operator) AS q
        WHERE q.operator IS DISTINCT FROM given.facts ->> 'operator'
        UNION ALL
        SELECT 7, NULL, format('the outlet was of the kind %s and is %s now', given.facts #>> '{attributes,type}', o.kind)
        FROM registry.outlet AS o
        WHERE o.jurisdiction_id = home AND o.id = given.outlet_id AND o.kind <> given.facts #>> '{attributes,type}'
            AND NOT EXISTS (SELECT FROM registry.facts_given(home, advice) AS f WHERE f.kind = 'attribute' AND f.name = 'type')
        UNION ALL
        SELECT 8, NULL, format('on that day there ran %s, and as is known now %s', registry.measures_in_words(m.before),
            registry.measures_in_words(m.now))
        FROM (SELECT ARRAY(SELECT json_array_elements_text(given.facts -> 'running')) AS before,
                coalesce(k.kinds, '{}') AS now
              FROM ops.running_measures(home, given.outlet_id, given.day, visit.started_at) AS k) AS m
        WHERE given.facts -> 'running' IS NOT NULL AND NOT (m.before @> m.now AND m.before <@ m.now)
        UNION ALL
        SELECT 9, NULL, format('the inspection of %s was not known, and a reward may rest on it', n.day)
        FROM (SELECT unnest(visits_now) AS day EXCEPT ALL SELECT unnest(visits_then)) AS n
        UNION ALL
        SELECT 10, NULL, format('the inspection of %s counts for no reward any more: it was voided, or nothing in it was checked',
            n.day)
        FROM (SELECT unnest(visits_then) AS day EXCEPT ALL SELECT unnest(visits_now)) AS n
        UNION ALL
        SELECT 11, p.id, format('whom the violation of %s in %s was held against was %s and is %s now', p.criterion, p.reference,
            coalesce(p.individual, 'not known'), f.value)
        FROM past AS p
        JOIN registry.violation AS v ON v.jurisdiction_id = home AND v.id = p.id AND v.inspection_id <> given.inspection_id
        JOIN registry.fact_in_force AS f ON f.jurisdiction_id = home AND f.inspection_id = v.inspection_id
            AND f.kind = 'individual'
        WHERE given.facts ->> 'individual' IS NOT NULL AND f.value IS DISTINCT FROM p.individual
    )
    SELECT row_number() OVER (ORDER BY c.part, abs(c.violation), c.words), c.violation, c.words FROM change AS c;
END $$;
COMMENT ON FUNCTION registry.outdated_facts IS
    'In what the facts of a recommendation differ from what they would be now, in words, with the violation where it is one '
    '(below zero: of a former system): how an earlier violation stands, one that was not known, a corrected finding, the '
    'operator and the kind of the outlet, what ran when the inspection began, the inspections before it on which a reward may '
    'rest, and where an individual is named, whom an earlier violation was held against. A type that a person stated is not '
    'compared with the kind. Its own violations are not among them: what they are when it is decided is what the decision is about. Of other outlets of the '
    'operator only what was known is compared.';

CREATE FUNCTION registry.measures_in_words(kinds text[]) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
    RETURN coalesce((SELECT string_agg('a ' || replace(k.kind, '_', ' '), ' and ' ORDER BY k.kind)
        FROM unnest(kinds) AS k(kind)), 'no measure');
COMMENT ON FUNCTION registry.measures_in_words IS 'Kinds of measures as a sentence names them: "a closure and a penalty order".';

CREATE FUNCTION registry.outdated_words(home integer, advice bigint) RETURNS text[]
    LANGUAGE sql STABLE COST 5000 SET search_path = pg_catalog, pg_temp
    RETURN CASE WHEN CASE registry.recommendation_standing(home, advice)
            WHEN 'waiting' THEN true
            WHEN 'decided' THEN EXISTS (SELECT FROM registry.decision AS d CROSS JOIN LATERAL unnest(d.measures) AS k(kind)
                WHERE d.jurisdiction_id = home AND d.recommendation_id = advice AND d.choice = 'follow'
                    AND NOT EXISTS (SELECT FROM registry.action AS a WHERE a.jurisdiction_id = home AND a.decision_id = d.id
                        AND a.kind = k.kind AND a.status IN ('issued', 'revoked')))
            ELSE false END
        THEN ARRAY(SELECT f.words FROM registry.outdated_facts(home, advice) AS f ORDER BY f.place) ELSE '{}' END;
COMMENT ON FUNCTION registry.outdated_words IS
    'What has changed in the facts of a recommendation that waits for a decision, or was followed and has a measure of which no '
    'action is issued yet; empty for any other, on which nobody acts any more.';

CREATE FUNCTION registry.changed_since(home integer, decision bigint) RETURNS text
    LANGUAGE sql STABLE COST 5000 SET search_path = pg_catalog, pg_temp
    RETURN (SELECT string_agg(f.words, '; ' ORDER BY f.place) FROM registry.decision AS d
        CROSS JOIN LATERAL registry.outdated_facts(home, d.recommendation_id) AS f
        WHERE d.jurisdiction_id = home AND d.id = decision AND d.choice = 'follow');
COMMENT ON FUNCTION registry.changed_since IS
    'What has changed in the facts of what a decision follows, in words: no action is drafted, proposed or issued on it then. '
    'NULL when nothing has, and of a decision that departs, which gives reasons of its own.';

-- It runs as whoever asks, so that each sees what row security shows.
GRANT EXECUTE ON FUNCTION ops.operator_on, ops.running_actions, ops.running_measures, ops.was_reinstated TO registry_service;
