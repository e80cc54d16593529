-- The views that show records, once more over what stood at the standpoint of the read: the same texts, over these relations. Made
-- from the catalog, so that a card has one text.
DO $$
DECLARE
    -- What is read of the past; what these read in turn is found.
    roots CONSTANT text[] := ARRAY['outlet_card', 'outlet_summary', 'outlet_timeline', 'licence_card', 'party_card',
        'former_party_name', 'inspection_card', 'inspection_summary', 'case_card',
        'case_summary', 'recommendation_card', 'action_card', 'nuisance_report_card', 'nuisance_report_summary'];
    -- What tells who asks has no past.
    of_the_context CONSTANT text[] := ARRAY['verified_context', 'context_jurisdiction', 'context_person', 'context_roles',
        'staff_jurisdiction', 'keyed_digest'];
    former_path CONSTANT text := current_setting('search_path');
    part record;
    of_registry text;
    of_ops text;
    made integer;
    missing text;
    text_of_part text;
BEGIN
    -- Every name is written out with its schema.
    PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
    CREATE TEMPORARY TABLE past_part (
        schema_name text NOT NULL, name text NOT NULL, kind text NOT NULL, id oid NOT NULL, text text NOT NULL, is_made boolean NOT NULL DEFAULT false,
        PRIMARY KEY (schema_name, name)) ON COMMIT DROP;
    INSERT INTO pg_temp.past_part (schema_name, name, kind, id, text)
    SELECT 'registry', r.name, 'view', c.oid, pg_get_viewdef(c.oid)
    FROM unnest(roots) AS r (name)
    JOIN pg_class AS c ON c.relnamespace = 'registry'::regnamespace AND c.relname = r.name AND c.relkind = 'v';
    LOOP
        INSERT INTO pg_temp.past_part (schema_name, name, kind, id, text)
        SELECT DISTINCT ON (f.found[1], f.found[2]) f.found[1], f.found[2],
            coalesce(CASE c.relkind WHEN 'v' THEN 'view' WHEN 'r' THEN 'table' END, 'function'), coalesce(c.oid, p.oid),
            coalesce(CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) WHEN 'r' THEN '' END, pg_get_functiondef(p.oid))
        FROM pg_temp.past_part AS k
        CROSS JOIN LATERAL regexp_matches(k.text, '\m(registry|ops)\.([a-z_0-9]+)', 'g') AS f (found)
        LEFT JOIN pg_class AS c ON c.relnamespace = f.found[1]::regnamespace AND c.relname = f.found[2] AND c.relkind IN ('r', 'v')
        LEFT JOIN pg_proc AS p ON c.oid IS NULL AND p.pronamespace = f.found[1]::regnamespace AND p.proname = f.found[2]
            AND p.provolatile <> 'i' AND p.proname <> ALL (of_the_context)
        WHERE coalesce(c.oid, p.oid) IS NOT NULL AND (f.found[1] = 'registry' OR p.oid IS NOT NULL) AND f.found[2] <> 'history'
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS made = ROW_COUNT;
        EXIT WHEN made = 0;
    END LOOP;
    SELECT string_agg(k.name, '|') FILTER (WHERE k.schema_name = 'registry') || '|history',
        string_agg(k.name, '|') FILTER (WHERE k.schema_name = 'ops')
    INTO of_registry, of_ops FROM pg_temp.past_part AS k;

    -- 1. Records with a status, as their history has them. Whoever may not see the record now sees nothing of its past. What no act
    -- changes is read from the record itself, where indexes find it.
    FOR part IN
        SELECT k.name, k.id, string_agg(format('%s.%I', CASE WHEN a.attname IN ('jurisdiction_id', 'id', 'number', 'reference', 'role', 'criterion')
                OR a.attname LIKE '%\_id' AND NOT has_column_privilege('registry_service', k.id, a.attnum, 'UPDATE') THEN 'x' ELSE 'r' END,
                a.attname), ', ' ORDER BY a.attnum) AS columns
        FROM pg_temp.past_part AS k
        JOIN pg_attribute AS a ON a.attrelid = k.id AND a.attnum > 0 AND NOT a.attisdropped
        WHERE k.kind = 'table'
        GROUP BY k.name, k.id HAVING count(*) FILTER (WHERE a.attname IN ('status', 'version', 'act', 'changed_by')) = 4
    LOOP
        EXECUTE format('CREATE VIEW past.%1$I WITH (security_invoker = true) AS SELECT %2$s FROM registry.%1$I AS x '
            'CROSS JOIN LATERAL past.state(x.jurisdiction_id, %1$L, x.id::text) AS h '
            'CROSS JOIN LATERAL jsonb_populate_record(NULL::registry.%1$I, h.state) AS r WHERE h.state IS NOT NULL', part.name, part.columns);
        UPDATE pg_temp.past_part SET is_made = true WHERE schema_name = 'registry' AND name = part.name;
    END LOOP;

    -- 2. Facts: those that had been recorded by then. A correction or voiding says what had been so all along.
    FOR part IN
        SELECT k.name, k.id, string_agg(format('x.%I', a.attname), ', ' ORDER BY a.attnum) AS columns,
            CASE k.name
                WHEN 'inspection' THEN 'x.local_day <= (SELECT past.as_of())'
                WHEN 'nuisance_report' THEN 'x.occurred_at < (SELECT past.day_end())'
                WHEN 'earlier_record' THEN '(x.day <= (SELECT past.as_of()) OR x.day IS NULL)'
                WHEN 'correction' THEN 'true' WHEN 'voiding' THEN 'true'
                WHEN 'history_import' THEN 'true' WHEN 'outlet_licence_number' THEN 'true'
                ELSE 'x.recorded_at < (SELECT past.day_end())' END AS held
        FROM pg_temp.past_part AS k
        JOIN pg_attribute AS a ON a.attrelid = k.id AND a.attnum > 0 AND NOT a.attisdropped
        WHERE k.kind = 'table' AND NOT k.is_made AND k.name <> 'finding' GROUP BY k.name, k.id
    LOOP
        EXECUTE format('CREATE VIEW past.%1$I WITH (security_invoker = true) AS SELECT %2$s FROM registry.%1$I AS x '
            'WHERE x.recorded_at <= (SELECT past.known_at()) AND %3$s', part.name, part.columns, part.held);
        UPDATE pg_temp.past_part SET is_made = true WHERE schema_name = 'registry' AND name = part.name;
    END LOOP;
    CREATE VIEW past.finding WITH (security_invoker = true) AS SELECT x.* FROM registry.finding AS x
        WHERE EXISTS (SELECT FROM past.inspection AS i WHERE i.jurisdiction_id = x.jurisdiction_id AND i.outlet_id = x.outlet_id
            AND i.id = x.inspection_id);
    UPDATE pg_temp.past_part SET is_made = true WHERE schema_name = 'registry' AND name = 'finding';

    -- 3. Views and functions, in the order in which they need each other.
    LOOP
        made := 0;
        FOR part IN SELECT k.schema_name, k.name, k.kind, k.id, k.text FROM pg_temp.past_part AS k WHERE NOT k.is_made ORDER BY k.kind DESC, k.name LOOP
            text_of_part := regexp_replace(part.text, '\mregistry\.(' || of_registry || ')\M', 'past.\1', 'g');
            text_of_part := regexp_replace(text_of_part, '\mops\.(' || of_ops || ')\M', 'past.\1', 'g');
            text_of_part := regexp_replace(text_of_part, '\m(now|clock_timestamp)\(\)', 'past.moment()', 'g');
            BEGIN
                IF part.kind = 'view' THEN
                    EXECUTE format('CREATE VIEW past.%I WITH (security_invoker = true) AS %s', part.name, text_of_part);
                ELSE
                    EXECUTE replace(text_of_part, ' SECURITY DEFINER', '');
                END IF;
                UPDATE pg_temp.past_part SET is_made = true WHERE schema_name = part.schema_name AND name = part.name;
                made := made + 1;
            EXCEPTION WHEN undefined_table OR undefined_function OR undefined_object THEN
                missing := format('%s: %s', part.name, SQLERRM);
            END;
        END LOOP;
        EXIT WHEN NOT EXISTS (SELECT FROM pg_temp.past_part AS k WHERE NOT k.is_made);
        IF made = 0 THEN RAISE EXCEPTION 'The past of % can''t be made.', missing; END IF;
    END LOOP;

    -- 4. Comments and rights.
    FOR part IN SELECT c.relname AS name FROM pg_class AS c WHERE c.relnamespace = 'past'::regnamespace AND c.relname <> 'history' LOOP
        EXECUTE format('COMMENT ON VIEW past.%1$I IS %2$L', part.name, format('As registry.%s, at the standpoint of the read.', part.name));
    END LOOP;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA past FROM PUBLIC;
    GRANT USAGE ON SCHEMA past TO registry_service;
    GRANT SELECT ON ALL TABLES IN SCHEMA past TO registry_service;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA past TO registry_service;
    PERFORM set_config('search_path', former_path, true);
END $$;
