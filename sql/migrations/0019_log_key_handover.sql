-- The log's key can be handed over to a next one, as an entry of the log; and a clock that was far ahead stops no hourly state.

-- 1. Keys that follow one another ---------------------------------------------------------------------------------

CREATE TABLE audit.log_key (
    new_key text CONSTRAINT log_key_key PRIMARY KEY,
    old_key text NOT NULL CONSTRAINT one_next_key UNIQUE,
    signature bytea NOT NULL CONSTRAINT signature_is_ed25519 CHECK (octet_length(signature) = 64),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT next_key_is_another CHECK (new_key <> old_key),
    CONSTRAINT keys_are_of_one_log CHECK (split_part(new_key, '+', 1) = split_part(old_key, '+', 1))
);
COMMENT ON TABLE audit.log_key IS
    'Announcements that a key of the log is followed by another one, each signed by the key before. The log has each as an '
    'entry: heads that cover it have to be signed by the new key. Append-only.';
COMMENT ON COLUMN audit.log_key.new_key IS 'The public key that follows (C2SP signed-note, vkey).';
COMMENT ON COLUMN audit.log_key.old_key IS 'The public key that signed heads until then.';
COMMENT ON COLUMN audit.log_key.signature IS
    'By the old key, of three lines: tolerance-registry/log-key/v1, the old key, the new key. Verifiers check it; PostgreSQL can''t.';
COMMENT ON COLUMN audit.log_key.at IS 'When it was announced.';

ALTER TABLE audit.log_entry ADD COLUMN log_key text CONSTRAINT one_entry_per_key UNIQUE
    CONSTRAINT entry_is_about_a_key REFERENCES audit.log_key (new_key);
COMMENT ON COLUMN audit.log_entry.log_key IS 'The new key of the announcement that the entry is; without one it is about something else.';
ALTER TABLE audit.log_entry DROP CONSTRAINT entry_is_about_an_act_or_a_state;
ALTER TABLE audit.log_entry ADD CONSTRAINT entry_is_about_one_thing
    CHECK (num_nulls(outbox_id, state_hour, log_key) = 2 AND num_nulls(jurisdiction_id, outbox_id) <> 1);
COMMENT ON TABLE audit.log_entry IS
    'The entries of the log in their order, each about one act, about the state of the tables in one hour, or about the key that '
    'follows. The sequencer chooses the order and a trigger writes the bytes, so nobody brings in an entry that nothing stands '
    'behind. Append-only.';
-- The newest state in the order of the log, which is not that of the hours where a clock was wrong.
CREATE INDEX log_entry_states ON audit.log_entry (leaf_index) WHERE state_hour IS NOT NULL;

CREATE FUNCTION audit.key_entry(next_key text) RETURNS bytea
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT convert_to(format('{"at":"%s","new_key":%s,"old_key":%s,"signature":"%s","v":1}',
        to_char(k.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), to_json(k.new_key), to_json(k.old_key),
        translate(encode(k.signature, 'base64'), E'\n', '')), 'UTF8')
    FROM audit.log_key AS k WHERE k.new_key = next_key
$$;
COMMENT ON FUNCTION audit.key_entry IS 'The bytes of the log entry that announces a key, in the form of the others.';

CREATE OR REPLACE FUNCTION audit.write_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE act audit.outbox;
BEGIN
    IF NEW.log_key IS NOT NULL THEN
        NEW.entry := audit.key_entry(NEW.log_key);
    ELSIF NEW.state_hour IS NOT NULL THEN
        PERFORM audit.require_state(NEW.state_hour);
        NEW.entry := audit.state_entry(NEW.state_hour);
    ELSE
        SELECT * INTO act FROM audit.outbox AS o WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.id = NEW.outbox_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'entry_is_about_an_act', MESSAGE = format(
                'The log gets no entry about act %s of authority %s: there is none.', NEW.outbox_id, NEW.jurisdiction_id);
        END IF;
        NEW.entry := audit.entry_of(act);
    END IF;
    IF NEW.leaf_index <> (SELECT coalesce(max(e.leaf_index) + 1, 0) FROM audit.log_entry AS e) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'entries_follow_one_another',
            MESSAGE = format('Entry %s was not appended: the log goes on with entry %s.', NEW.leaf_index,
                (SELECT coalesce(max(e.leaf_index) + 1, 0) FROM audit.log_entry AS e));
    END IF;
    INSERT INTO audit.log_subtree (level, subtree_index, hash)
    VALUES (0, NEW.leaf_index, sha256('\x00'::bytea || NEW.entry));
    RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.log_key
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE audit.log_key ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit.log_key ENABLE ROW LEVEL SECURITY;
-- Public keys, and signatures of them: nothing of what was done.
CREATE POLICY anybody ON audit.log_key USING (true) WITH CHECK (true);
CREATE POLICY announced ON audit.log_entry FOR SELECT TO registry_signer USING (log_key IS NOT NULL);
GRANT SELECT ON audit.log_key TO registry_sequencer, registry_signer;
GRANT INSERT (new_key, old_key, signature) ON audit.log_key TO registry_signer;
GRANT INSERT (leaf_index, log_key) ON audit.log_entry TO registry_sequencer;
GRANT SELECT (leaf_index, log_key) ON audit.log_entry TO registry_signer;

-- 2. Hourly states where a clock was ahead ------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION audit.take_state() RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    due timestamptz := date_trunc('hour', clock_timestamp());
    part record;
BEGIN
    -- A state of a much later hour is of a clock that was ahead: the log goes on with those of the hours that are.
    IF EXISTS (SELECT FROM audit.log_entry AS e WHERE e.state_hour BETWEEN due AND due + interval '1 hour')
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

CREATE OR REPLACE FUNCTION audit.require_state(of_hour timestamptz) RETURNS void
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE missing bigint := (SELECT count(*) FROM audit.state_objects() AS o WHERE NOT EXISTS (
    SELECT FROM audit.state_part AS s WHERE s.hour = of_hour AND s.object = o.object));
BEGIN
    IF missing > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'state_is_of_every_table',
            MESSAGE = format('The log gets no state of %s: of %s tables none was taken.', registry.utc(of_hour), missing);
    END IF;
    IF EXISTS (SELECT FROM audit.log_entry AS e WHERE e.state_hour BETWEEN of_hour AND of_hour + interval '1 hour') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'states_follow_one_another',
            MESSAGE = format('The log gets no state of %s: it has one of that hour or of a later one.', registry.utc(of_hour));
    END IF;
    IF EXISTS (SELECT FROM audit.unlogged_acts() AS u JOIN audit.state_part AS s ON s.hour = of_hour AND u.id = ANY (s.also)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'state_follows_its_acts',
            MESSAGE = format('The log gets no state of %s: acts that it is about are not in it yet.', registry.utc(of_hour));
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ops.log_heads()
    RETURNS TABLE (signed_note text, witnessed_size bigint, witnessed_note text, witnessed_at timestamptz, state_hour timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT c.note FROM audit.checkpoint AS c ORDER BY c.size DESC LIMIT 1), w.size, w.note, w.witnessed_at,
        (SELECT e.state_hour FROM audit.log_entry AS e WHERE e.state_hour IS NOT NULL ORDER BY e.leaf_index DESC LIMIT 1)
    FROM (VALUES (1)) AS one (row)
    LEFT JOIN LATERAL (SELECT h.* FROM audit.witnessed_head AS h ORDER BY h.size DESC LIMIT 1) AS w ON true
$$;

CREATE FUNCTION ops.log_hour_ahead() RETURNS timestamptz
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT max(e.state_hour) FROM audit.log_entry AS e WHERE e.state_hour > clock_timestamp() + interval '1 hour'
$$;
COMMENT ON FUNCTION ops.log_hour_ahead IS
    'The latest hour whose state the log has although it has not come yet: the clock was ahead then, or is behind now.';

-- 3. The proof of a record by its key -----------------------------------------------------------------------------

CREATE INDEX outbox_about ON audit.outbox (jurisdiction_id, object, object_key, id);

REVOKE ALL ON FUNCTION audit.key_entry(text), ops.log_hour_ahead() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.log_hour_ahead() TO registry_service;
