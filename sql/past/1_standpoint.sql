-- The standpoint of a read of the past: as of which day, by what had been recorded by when. Two settings of the transaction say
-- it; who sets them only chooses what one asks, and sees no row that row security doesn't show now.

CREATE FUNCTION past.known_at() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('registry.known_at', true), '')::timestamptz, 'infinity');
COMMENT ON FUNCTION past.known_at IS 'What was recorded later than this does not count; infinity where nothing was asked.';

CREATE FUNCTION past.as_of() RETURNS date
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('registry.as_of', true), '')::date, 'infinity');
COMMENT ON FUNCTION past.as_of IS 'The day on which it held, where the authority is; infinity where nothing was asked.';

CREATE FUNCTION past.day_end() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('registry.as_of_end', true), '')::timestamptz, 'infinity');
COMMENT ON FUNCTION past.day_end IS 'The first instant after the day of past.as_of where the authority is; infinity where nothing was asked.';

CREATE FUNCTION past.moment() RETURNS timestamptz
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN past.day_end() < 'infinity' THEN past.day_end() - interval '1 microsecond'
                WHEN past.known_at() < 'infinity' THEN past.known_at() ELSE now() END;
COMMENT ON FUNCTION past.moment IS
    'What stands for now(): the last instant of the day that was asked, else the moment by which it was known.';

CREATE FUNCTION past.begins(object_name text, version_number integer, state jsonb) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN version_number = 1 THEN CASE WHEN object_name IN ('jurisdiction', 'person', 'outlet', 'party') THEN '-infinity'
        WHEN object_name = 'action' THEN NULL
        ELSE least((state ->> 'effective_on')::date, (state ->> 'valid_from')::date, (state ->> 'starts_on')::date,
            (state ->> 'day')::date) END END;
COMMENT ON FUNCTION past.begins IS
    'From which day on the first version of a record says what held, though it was recorded later; NULL for later versions. Of '
    'those who exist in the world before anybody records them it is no certain day, and what an action orders begins on its own days.';

CREATE VIEW past.history WITH (security_invoker = true) AS
SELECT h.*
FROM registry.history AS h
WHERE h.changed_at <= (SELECT past.known_at())
    AND (h.changed_at < (SELECT past.day_end()) OR h.effective_on <= (SELECT past.as_of())
        OR past.begins(h.object, h.version, h.state) <= (SELECT past.as_of()));
COMMENT ON VIEW past.history IS
    'The versions that had been recorded by then, and on the day asked were recorded or had taken effect: what was recorded later '
    'of that day counts, what takes effect later counts only where it was recorded by the end of the day.';

CREATE FUNCTION past.folded(home integer, object_name text, record_key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        WITH known AS (
            SELECT h.version, h.state, lag(h.state) OVER (ORDER BY h.version) AS former
            FROM registry.history AS h
            WHERE h.jurisdiction_id = home AND h.object = object_name AND h.object_key = record_key AND h.changed_at <= past.known_at()
        ), held AS (
            SELECT k.version, k.state, k.former
            FROM known AS k
            JOIN past.history AS h ON h.jurisdiction_id = home AND h.object = object_name AND h.object_key = record_key
                AND h.version = k.version
        )
        SELECT jsonb_object_agg(m.key, m.value ORDER BY h.version)
        FROM held AS h
        CROSS JOIN LATERAL jsonb_each(h.state) AS m
        WHERE (h.former IS NULL OR h.former -> m.key IS DISTINCT FROM m.value)
            AND EXISTS (SELECT FROM held AS f WHERE f.version = 1));
END $$;
COMMENT ON FUNCTION past.folded IS
    'A record as it held on the day asked: of the versions that count then each brings what it changed, in the order in which they '
    'were recorded. NULL where the first does not count.';

CREATE FUNCTION past.state(home integer, object_name text, record_key text) RETURNS TABLE (state jsonb)
    LANGUAGE sql STABLE ROWS 1
BEGIN ATOMIC
    SELECT CASE WHEN past.as_of() = 'infinity' THEN h.state ELSE past.folded(home, object_name, record_key) END
    FROM past.history AS h
    WHERE h.jurisdiction_id = home AND h.object = object_name AND h.object_key = record_key
    ORDER BY h.version DESC LIMIT 1;
END;
COMMENT ON FUNCTION past.state IS
    'A record with a status as it stood by then: the whole row of its latest version that counts, or no row. The planner writes it '
    'out where it stands in FROM.';

CREATE FUNCTION past.is_being_written(moment timestamptz) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    patience CONSTANT timestamptz := clock_timestamp() + interval '1 second';
    waited_for text[];
    writing text[];
BEGIN
    LOOP
        PERFORM pg_stat_clear_snapshot();
        -- Whoever writes a record locks its table so before the record gets its time, and lets go of it after everybody sees the
        -- record; who vacuums locks the table otherwise, and its indexes so. The start of another login's transaction can't be seen
        -- from here; then it may have begun before.
        SELECT array_agg(DISTINCT l.virtualtransaction) INTO writing
        FROM pg_locks AS l
        JOIN pg_class AS c ON c.oid = l.relation AND c.relnamespace = 'registry'::regnamespace AND c.relkind IN ('r', 'p')
        LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
        WHERE l.locktype = 'relation' AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
            AND l.mode = 'RowExclusiveLock' AND l.granted AND l.pid IS DISTINCT FROM pg_backend_pid()
            AND coalesce(a.xact_start <= moment, true)
            AND (waited_for IS NULL OR l.virtualtransaction = ANY (waited_for));
        IF writing IS NULL THEN RETURN false; END IF;
        IF clock_timestamp() > patience THEN RETURN true; END IF;
        waited_for := writing;
        PERFORM pg_sleep(0.005);
    END LOOP;
END $$;
COMMENT ON FUNCTION past.is_being_written IS
    'Whether a transaction that may have recorded something by a moment is still open, after waiting for it for up to a second. A '
    'snapshot that is taken after the answer false sees all that will ever have been recorded by then.';

CREATE FUNCTION past.standpoint(asked_moment timestamptz, asked_day date, held_on date)
    RETURNS TABLE (zone text, moment timestamptz, today date, first_at timestamptz, known_at timestamptz, day_end timestamptz,
        is_being_written boolean)
    LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    moment := clock_timestamp();
    SELECT j.time_zone, h.changed_at INTO zone, first_at
    FROM registry.jurisdiction AS j
    LEFT JOIN registry.history AS h ON h.jurisdiction_id = j.id AND h.object = 'jurisdiction' AND h.object_key = j.id::text
        AND h.version = 1
    WHERE j.id = ops.staff_jurisdiction();
    today := (moment AT TIME ZONE zone)::date;
    known_at := coalesce(asked_moment, ((asked_day + 1)::timestamp AT TIME ZONE zone) - interval '1 microsecond', moment);
    day_end := (held_on + 1)::timestamp AT TIME ZONE zone;
    is_being_written := known_at <= moment AND past.is_being_written(known_at);
    RETURN NEXT;
END $$;
COMMENT ON FUNCTION past.standpoint IS
    'What a question about the past comes to, at most one row: the moment by which it was known (of a day its end, now where only '
    'held_on is asked), the end of the day on which it held, and whether the answer may still change. zone is NULL for who has no role '
    'that sees records.';
