-- What the log says beside single acts: the state of every table each hour; what an answer's receipt is about; and the heads
-- that witnesses have signed.

-- 1. Hourly states ------------------------------------------------------------------------------------------------

CREATE TABLE audit.state_part (
    hour timestamptz NOT NULL CONSTRAINT state_is_of_a_whole_hour CHECK (extract(epoch FROM hour)::numeric % 3600 = 0),
    object text NOT NULL,
    rows bigint NOT NULL CONSTRAINT rows_are_not_negative CHECK (rows >= 0),
    digest bytea NOT NULL CONSTRAINT state_digest_is_sha256 CHECK (octet_length(digest) = 32),
    size bigint NOT NULL CONSTRAINT state_size_is_not_negative CHECK (size >= 0),
    also bigint[] NOT NULL CONSTRAINT state_fits_an_entry CHECK (cardinality(also) <= 100),
    taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT state_part_key PRIMARY KEY (hour, object)
);
COMMENT ON TABLE audit.state_part IS
    'What a table held in one snapshot: how many records, and a digest of all. One entry of the log has the parts of an hour. '
    'Written by audit.take_state alone. Append-only.';
COMMENT ON COLUMN audit.state_part.digest IS
    'SHA-256 of the hashes of all records, sorted as bytes. Each is SHA-256 of authority/object/key/version/digest, with the '
    'digest (the salted commitment) that the newest act about the record has in the log.';
COMMENT ON COLUMN audit.state_part.size IS
    'The part is about the acts among the first entries of the log, so many, and those of also: what the snapshot could see.';
COMMENT ON COLUMN audit.state_part.also IS 'Acts about the table that the snapshot saw, and that were not in the log yet.';

CREATE FUNCTION audit.state_objects() RETURNS TABLE (object text, kind text)
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.relname::text, min(f.proname::text) FROM pg_trigger AS t
    JOIN pg_class AS c ON c.oid = t.tgrelid AND c.relnamespace = 'registry'::regnamespace
    JOIN pg_proc AS f ON f.oid = t.tgfoid AND f.pronamespace = 'ops'::regnamespace
        AND f.proname IN ('record_act', 'record_fact', 'record_findings')
    GROUP BY c.relname
    UNION ALL VALUES ('history', 'history')
$$;
COMMENT ON FUNCTION audit.state_objects IS
    'The tables whose states are taken: those of which every row has an act with its digest. Sealed contacts are among them: '
    'their keys are destroyed, the rows stay.';

CREATE FUNCTION audit.state_rows(name text, kind text) RETURNS text
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE kind
        -- A row that is as its newest version counts as that version: a later form of the table may have further columns.
        WHEN 'record_act' THEN format(
            'SELECT r.jurisdiction_id, %1$L AS object, r.id::text AS key, r.version, convert_to((CASE WHEN to_jsonb(r) = h.state '
            'OR (SELECT jsonb_object_agg(m.key, m.value) FROM jsonb_each(to_jsonb(r)) AS m WHERE h.state ? m.key) = h.state '
            'THEN h.state ELSE to_jsonb(r) END)::text, ''UTF8'') AS said FROM registry.%1$I AS r '
            'LEFT JOIN registry.history AS h ON h.jurisdiction_id = r.jurisdiction_id AND h.object = %1$L '
            'AND h.object_key = r.id::text AND h.version = r.version', name)
        WHEN 'record_fact' THEN format(
            'SELECT r.jurisdiction_id, %1$L AS object, r.id::text AS key, 1 AS version, '
            'convert_to(row_to_json(r)::text, ''UTF8'') AS said FROM registry.%1$I AS r', name)
        WHEN 'record_findings' THEN
            'SELECT r.jurisdiction_id, ''finding'' AS object, r.inspection_id::text AS key, 1 AS version, convert_to('
            'string_agg(row_to_json(r)::text, E''\n'' ORDER BY r.criterion), ''UTF8'') AS said '
            'FROM registry.finding AS r GROUP BY r.jurisdiction_id, r.inspection_id'
        ELSE
            'SELECT r.jurisdiction_id, r.object, r.object_key AS key, r.version, convert_to(r.state::text, ''UTF8'') AS said '
            'FROM registry.history AS r' END
$$;

CREATE FUNCTION audit.unlogged_acts() RETURNS TABLE (id bigint, object text)
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE home (id) AS (
        SELECT min(o.jurisdiction_id) FROM audit.outbox AS o
        UNION ALL
        SELECT (SELECT min(o.jurisdiction_id) FROM audit.outbox AS o WHERE o.jurisdiction_id > h.id)
        FROM home AS h WHERE h.id IS NOT NULL)
    SELECT o.id, o.object FROM home AS m
    JOIN audit.outbox AS o ON o.jurisdiction_id = m.id
        AND o.id > (SELECT h.sequenced_to FROM audit.log_head AS h WHERE h.id = 1)
    WHERE NOT EXISTS (SELECT FROM audit.log_entry AS e
                      WHERE e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id)
$$;
COMMENT ON FUNCTION audit.unlogged_acts IS 'Acts that can be seen and are not in the log yet.';

CREATE FUNCTION audit.take_state() RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    due timestamptz := date_trunc('hour', clock_timestamp());
    part record;
BEGIN
    IF EXISTS (SELECT FROM audit.log_entry AS e WHERE e.state_hour >= due)
        OR NOT EXISTS (SELECT FROM audit.log_entry) THEN
        RETURN 'none';
    END IF;
    SELECT o.object, o.kind, CASE WHEN o.kind = 'history'
            THEN ARRAY(SELECT r.object FROM audit.state_objects() AS r WHERE r.kind = 'record_act')
            ELSE ARRAY[o.object] END AS about
        INTO part FROM audit.state_objects() AS o
        WHERE NOT EXISTS (SELECT FROM audit.state_part AS s WHERE s.hour = due AND s.object = o.object)
        ORDER BY o.object COLLATE "C" LIMIT 1;
    IF NOT FOUND THEN
        RETURN CASE WHEN EXISTS (
            SELECT FROM audit.unlogged_acts() AS u JOIN audit.state_part AS s ON s.hour = due AND u.id = ANY (s.also))
            THEN 'later' ELSE 'ready' END;
    END IF;
    IF (SELECT count(*) FROM audit.unlogged_acts() AS u WHERE u.object = ANY (part.about)) > 50 THEN RETURN 'later'; END IF;
    -- One statement is one snapshot: of the rows, of the log, and of what is not in it yet.
    EXECUTE format(
        $take$
        INSERT INTO audit.state_part (hour, object, rows, digest, size, also)
        SELECT $1, $2, count(*), sha256(coalesce(string_agg(r.hash, ''::bytea ORDER BY r.hash), '')),
            (SELECT coalesce(max(e.leaf_index) + 1, 0) FROM audit.log_entry AS e),
            ARRAY(SELECT u.id FROM audit.unlogged_acts() AS u WHERE u.object = ANY ($3) ORDER BY u.id)
        FROM (SELECT sha256(convert_to(format('%%s/%%s/%%s/%%s/%%s', s.jurisdiction_id, s.object, s.key, s.version,
                encode(audit.commitment(o.salt, sha256(s.said)), 'hex')), 'UTF8')) AS hash
            FROM (%s) AS s
            LEFT JOIN audit.outbox AS o ON o.jurisdiction_id = s.jurisdiction_id AND o.object = s.object AND o.object_key = s.key
                AND o.version = s.version) AS r
        $take$, audit.state_rows(part.object, part.kind)) USING due, part.object, part.about;
    RETURN 'part';
END $$;
COMMENT ON FUNCTION audit.take_state IS
    'Takes one part of the state of the hour that has begun: "part" when there may be more, "ready" when the log can have the '
    'entry, "later" while acts have to come into the log first, "none" when the log has it. Each part is a short transaction of '
    'its own, with a snapshot of its own, and locks nothing.';

CREATE FUNCTION audit.state_entry(of_hour timestamptz) RETURNS bytea
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT convert_to(format('{"hour":"%s","state":[%s],"v":1}', to_char(of_hour, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        string_agg(format('{"also":[%s],"digest":"%s","object":%s,"rows":%s,"size":%s}', array_to_string(s.also, ','),
            encode(s.digest, 'hex'), to_json(s.object), s.rows, s.size), ',' ORDER BY s.object COLLATE "C")), 'UTF8')
    FROM audit.state_part AS s WHERE s.hour = of_hour
$$;
COMMENT ON FUNCTION audit.state_entry IS 'The bytes of the log entry about the state of an hour, in the form of the others.';

CREATE FUNCTION audit.require_state(of_hour timestamptz) RETURNS void
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE missing bigint := (SELECT count(*) FROM audit.state_objects() AS o WHERE NOT EXISTS (
    SELECT FROM audit.state_part AS s WHERE s.hour = of_hour AND s.object = o.object));
BEGIN
    IF missing > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'state_is_of_every_table',
            MESSAGE = format('The log gets no state of %s: of %s tables none was taken.', registry.utc(of_hour), missing);
    END IF;
    IF EXISTS (SELECT FROM audit.log_entry AS e WHERE e.state_hour >= of_hour) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'states_follow_one_another',
            MESSAGE = format('The log gets no state of %s: it has one of that hour or of a later one.', registry.utc(of_hour));
    END IF;
    IF EXISTS (SELECT FROM audit.unlogged_acts() AS u JOIN audit.state_part AS s ON s.hour = of_hour AND u.id = ANY (s.also)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'state_follows_its_acts',
            MESSAGE = format('The log gets no state of %s: acts that it is about are not in it yet.', registry.utc(of_hour));
    END IF;
END $$;

-- 2. What a receipt is about --------------------------------------------------------------------------------------

CREATE FUNCTION audit.note_acts() RETURNS trigger
    LANGUAGE plpgsql AS $$
DECLARE noted pg_catalog.text := pg_catalog.current_setting('registry.acts', true);
BEGIN
    -- So many are enough to show that a transaction was left out; the rest is a plus sign.
    IF pg_catalog.right(noted, 1) OPERATOR(pg_catalog.=) '+' THEN RETURN NULL; END IF;
    noted := pg_catalog.concat(noted, (
        SELECT pg_catalog.string_agg(pg_catalog.concat(a.jurisdiction_id, '/', a.id, ':', pg_catalog.encode(audit.commitment(a.salt, a.digest), 'base64'), ' '), ''
            ORDER BY a.id)
        FROM (SELECT n.* FROM added AS n ORDER BY n.id LIMIT 17) AS a));
    IF pg_catalog.length(noted) OPERATOR(pg_catalog.-) pg_catalog.length(pg_catalog.replace(noted, ' ', '')) OPERATOR(pg_catalog.>) 16
    THEN
        noted := pg_catalog.concat(pg_catalog.array_to_string((pg_catalog.string_to_array(noted, ' '))[1:16], ' '), ' +');
    END IF;
    PERFORM pg_catalog.set_config('registry.acts', noted, true);
    RETURN NULL;
END $$;
COMMENT ON FUNCTION audit.note_acts IS
    'AFTER INSERT per statement on the outbox: notes the acts of the transaction (at most 16, then a plus sign) for its receipt. '
    'It reads no table: a serializable transaction that looked for its own acts there would fail others.';
CREATE TRIGGER note_acts AFTER INSERT ON audit.outbox REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION audit.note_acts();

ALTER TABLE ops.idempotency ADD COLUMN acts text;
COMMENT ON COLUMN ops.idempotency.acts IS 'The acts of the transaction, so that a repeated answer has a receipt about the same.';

-- 3. Witnessed heads ----------------------------------------------------------------------------------------------

CREATE TABLE audit.witnessed_head (
    size bigint CONSTRAINT witnessed_head_key PRIMARY KEY
        CONSTRAINT witnessed_head_was_signed REFERENCES audit.checkpoint (size),
    note text NOT NULL,
    witnessed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE audit.witnessed_head IS
    'Signed heads with the lines of as many witnesses as the policy of the signer asks for (C2SP tlog-cosignature). Append-only.';

CREATE FUNCTION audit.guard_witnessed_head() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM audit.checkpoint AS c WHERE c.size = NEW.size
                   AND starts_with(NEW.note, left(c.note, strpos(c.note, E'\n\n') + 1))) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'witnessed_head_is_of_this_log',
            MESSAGE = format('A witnessed head of %s entries was not kept: the one that was signed is another.', NEW.size);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON audit.witnessed_head FOR EACH ROW EXECUTE FUNCTION audit.guard_witnessed_head();

-- 4. Trip wires, row security and grants --------------------------------------------------------------------------

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['audit.state_part', 'audit.witnessed_head'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', name);
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
    END LOOP;
END $$;
CREATE POLICY sequenced ON audit.state_part FOR SELECT TO registry_sequencer USING (true);
-- As with the heads that were signed: they say how much was done, and nothing of what.
CREATE POLICY anybody ON audit.witnessed_head USING (true) WITH CHECK (true);

GRANT SELECT ON audit.state_part TO registry_sequencer;
GRANT INSERT (leaf_index, state_hour) ON audit.log_entry TO registry_sequencer;
GRANT SELECT ON audit.witnessed_head TO registry_signer;
GRANT INSERT (size, note) ON audit.witnessed_head TO registry_signer;

-- 5. What the service shows ---------------------------------------------------------------------------------------

CREATE FUNCTION ops.log_heads()
    RETURNS TABLE (signed_note text, witnessed_size bigint, witnessed_note text, witnessed_at timestamptz, state_hour timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT c.note FROM audit.checkpoint AS c ORDER BY c.size DESC LIMIT 1), w.size, w.note, w.witnessed_at,
        (SELECT max(e.state_hour) FROM audit.log_entry AS e)
    FROM (VALUES (1)) AS one (row)
    LEFT JOIN LATERAL (SELECT h.* FROM audit.witnessed_head AS h ORDER BY h.size DESC LIMIT 1) AS w ON true
$$;
COMMENT ON FUNCTION ops.log_heads IS 'The newest signed head, the newest witnessed one, and the newest hour whose state the log has.';

CREATE FUNCTION ops.log_entries(first bigint, last bigint) RETURNS TABLE (entry bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.entry FROM audit.log_entry AS e
    WHERE e.leaf_index BETWEEN first AND last AND ops.staff_jurisdiction() IS NOT NULL ORDER BY e.leaf_index
$$;
COMMENT ON FUNCTION ops.log_entries IS
    'Entries of the log for who signed in with a role: pseudonyms and digests of all authorities, and no record.';

REVOKE ALL ON FUNCTION audit.state_objects(), audit.state_rows(text, text), audit.unlogged_acts(), audit.take_state(),
    audit.state_entry(timestamptz), audit.require_state(timestamptz), audit.note_acts(), audit.guard_witnessed_head(),
    ops.log_heads(), ops.log_entries(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.take_state() TO registry_sequencer;
GRANT EXECUTE ON FUNCTION ops.log_heads(), ops.log_entries(bigint, bigint) TO registry_service;
