-- The transparency log: a Merkle tree (RFC 6962) over the acts of the outbox, in the form of C2SP tlog-tiles.
-- The roles registry_sequencer and registry_signer exist already (Provision makes them).

-- 1. The entries --------------------------------------------------------------------------------------------------

-- Acts of before have none.
ALTER TABLE audit.outbox ADD COLUMN salt bytea CONSTRAINT salt_has_16_bytes CHECK (octet_length(salt) = 16);
ALTER TABLE audit.outbox ALTER COLUMN salt SET DEFAULT uuid_send(gen_random_uuid());
COMMENT ON COLUMN audit.outbox.salt IS
    'Random, for this act alone: the log commits itself to salt and digest together, so that who reads the log and not the row tries '
    'no guess of the row. NULL for acts from before there was a log; of those it has the digest.';

CREATE FUNCTION audit.commitment(salt bytea, digest bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN salt IS NULL THEN digest ELSE sha256(salt || digest) END;
COMMENT ON FUNCTION audit.commitment IS
    'What the log holds of the digest of a row: SHA-256 of its salt and of it. Without a setting of its own it is inlined, a third '
    'of the time; its names were bound when it was made.';

CREATE FUNCTION audit.entry_of(act audit.outbox) RETURNS bytea
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    SELECT convert_to(format(
        '{"act":%s,"actor":%s,"at":"%s","digest":"%s","id":%s,"jurisdiction":%s,"key":%s,"object":%s,"v":%s,"version":%s}',
        to_json(act.act), to_json(act.actor), to_char(act.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        encode(audit.commitment(act.salt, act.digest), 'hex'), act.id, act.jurisdiction_id, to_json(act.object_key),
        to_json(act.object), CASE WHEN act.salt IS NULL THEN 1 ELSE 2 END, act.version), 'UTF8')
$$;
COMMENT ON FUNCTION audit.entry_of IS
    'The bytes of the log entry about an act: JSON with its members in order and no white space (RFC 8785). It names the '
    'actor by a pseudonym; digest is the salted commitment to the row (v 2), or the digest of an act without a salt (v 1). No '
    'personal data.';

CREATE TABLE audit.log_entry (
    leaf_index bigint CONSTRAINT log_entry_key PRIMARY KEY CONSTRAINT leaf_index_counts_from_zero CHECK (leaf_index >= 0),
    jurisdiction_id integer,
    outbox_id bigint,
    entry bytea NOT NULL CONSTRAINT entry_fits_a_bundle CHECK (octet_length(entry) <= 65535),
    state_hour timestamptz CONSTRAINT one_entry_per_state UNIQUE,
    CONSTRAINT entry_is_about_an_act_or_a_state
        CHECK (num_nulls(outbox_id, state_hour) = 1 AND num_nulls(jurisdiction_id, outbox_id) <> 1),
    CONSTRAINT one_entry_per_act UNIQUE (jurisdiction_id, outbox_id),
    CONSTRAINT entry_is_about_an_act FOREIGN KEY (jurisdiction_id, outbox_id) REFERENCES audit.outbox (jurisdiction_id, id)
);
COMMENT ON TABLE audit.log_entry IS
    'The entries of the log in their order, each about one act, or about the state of the tables in one hour. The sequencer '
    'chooses the order and a trigger writes the bytes, so nobody brings in an entry that nothing stands behind. Append-only.';

CREATE TABLE audit.log_subtree (
    level smallint NOT NULL CONSTRAINT level_of_a_tile CHECK (level BETWEEN 0 AND 7),
    subtree_index bigint NOT NULL CONSTRAINT subtree_index_counts_from_zero CHECK (subtree_index >= 0),
    hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(hash) = 32),
    CONSTRAINT log_subtree_key PRIMARY KEY (level, subtree_index)
);
COMMENT ON TABLE audit.log_subtree IS
    'The hashes of the tree as tiles hold them: at level 0 of each leaf, at level n the root over 256^n leaves. '
    'Tile N of a level is its rows N*256 to N*256+255. They say nothing about what was done, so every login reads them.';

CREATE FUNCTION audit.write_entry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE act audit.outbox;
BEGIN
    IF NEW.state_hour IS NULL THEN
        SELECT * INTO act FROM audit.outbox AS o WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.id = NEW.outbox_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'entry_is_about_an_act', MESSAGE = format(
                'The log gets no entry about act %s of authority %s: there is none.', NEW.outbox_id, NEW.jurisdiction_id);
        END IF;
        NEW.entry := audit.entry_of(act);
    ELSE
        PERFORM audit.require_state(NEW.state_hour);
        NEW.entry := audit.state_entry(NEW.state_hour);
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
COMMENT ON FUNCTION audit.write_entry IS 'BEFORE INSERT: the bytes of the entry and the hash of its leaf, one after the other.';
CREATE TRIGGER write_entry BEFORE INSERT ON audit.log_entry FOR EACH ROW EXECUTE FUNCTION audit.write_entry();

-- 2. The head -----------------------------------------------------------------------------------------------------

CREATE TABLE audit.log_head (
    id integer CONSTRAINT one_log PRIMARY KEY CONSTRAINT log_has_one_head CHECK (id = 1),
    size bigint NOT NULL CONSTRAINT size_is_not_negative CHECK (size >= 0),
    root bytea NOT NULL CONSTRAINT root_is_sha256 CHECK (octet_length(root) = 32),
    frontier bytea NOT NULL,
    sequenced_to bigint NOT NULL,
    fence_id bigint NOT NULL,
    fence_xid xid8 NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT frontier_fits_the_size CHECK (octet_length(frontier) = 32 * bit_count(size::bit(64)))
);
COMMENT ON TABLE audit.log_head IS 'How far the log has come: one row, changed by the sequencer alone, by comparing and swapping.';
COMMENT ON COLUMN audit.log_head.frontier IS 'The roots of the perfect subtrees that the tree divides into, from left to right.';
COMMENT ON COLUMN audit.log_head.sequenced_to IS 'Every act with this id or a smaller one is in the log, or was never committed.';
COMMENT ON COLUMN audit.log_head.fence_id IS
    'The largest id that had been given out when fence_xid was the next transaction: when no older one runs any more, and all '
    'that can be seen up to it is in the log, sequenced_to becomes this.';

CREATE FUNCTION audit.guard_head() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'log_only_grows',
            MESSAGE = format('The head of the log was not moved from %s to %s entries: a log only grows.', OLD.size, NEW.size);
    END IF;
    IF NEW.size <> (SELECT coalesce(max(e.leaf_index) + 1, 0) FROM audit.log_entry AS e) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'head_covers_the_entries',
            MESSAGE = format('The head of the log was not moved to %s entries: there are %s.', NEW.size,
                (SELECT coalesce(max(e.leaf_index) + 1, 0) FROM audit.log_entry AS e));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON audit.log_head FOR EACH ROW EXECUTE FUNCTION audit.guard_head();
INSERT INTO audit.log_head (id, size, root, frontier, sequenced_to, fence_id, fence_xid)
VALUES (1, 0, sha256(''), '', 0, 0, '0');

-- 3. Signed heads -------------------------------------------------------------------------------------------------

CREATE TABLE audit.checkpoint (
    size bigint CONSTRAINT checkpoint_key PRIMARY KEY CONSTRAINT checkpoint_size_is_not_negative CHECK (size >= 0),
    root bytea NOT NULL CONSTRAINT checkpoint_root_is_sha256 CHECK (octet_length(root) = 32),
    note text NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE audit.checkpoint IS 'Signed heads of the log (C2SP tlog-checkpoint), with the lines of the witnesses. Append-only.';

CREATE FUNCTION audit.guard_checkpoint() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- The sequencer may have gone on meanwhile. Whether the root is right for a smaller size only a verifier can tell.
    IF NOT EXISTS (SELECT FROM audit.log_head AS h
                   WHERE NEW.size < h.size OR (NEW.size = h.size AND NEW.root = h.root)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'checkpoint_is_of_this_log',
            MESSAGE = format('A signed head of %s entries was not kept: the log has another one.', NEW.size);
    END IF;
    IF EXISTS (SELECT FROM audit.checkpoint AS c WHERE c.size > NEW.size) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'checkpoints_grow',
            MESSAGE = format('A signed head of %s entries was not kept: a larger one is signed already.', NEW.size);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON audit.checkpoint FOR EACH ROW EXECUTE FUNCTION audit.guard_checkpoint();

-- 4. Trip wires, row security and grants ----------------------------------------------------------------------------

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['audit.log_entry', 'audit.log_subtree', 'audit.checkpoint'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
    CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON audit.log_head
        FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
    ALTER TABLE audit.log_head ENABLE ALWAYS TRIGGER never_deleted;
END $$;

ALTER TABLE audit.log_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY sequenced ON audit.log_entry TO registry_sequencer USING (true) WITH CHECK (true);
CREATE POLICY sequenced ON audit.outbox FOR SELECT TO registry_sequencer USING (true);
-- Hashes and heads tell how much is done in all, and nothing of what: sizes are public with every checkpoint anyway.
ALTER TABLE audit.log_subtree ENABLE ROW LEVEL SECURITY;
CREATE POLICY anybody ON audit.log_subtree USING (true) WITH CHECK (true);
ALTER TABLE audit.log_head ENABLE ROW LEVEL SECURITY;
CREATE POLICY anybody ON audit.log_head USING (true) WITH CHECK (true);
ALTER TABLE audit.checkpoint ENABLE ROW LEVEL SECURITY;
CREATE POLICY anybody ON audit.checkpoint USING (true) WITH CHECK (true);

-- The service has no right in this schema: what it shows of the log goes through views.
GRANT USAGE ON SCHEMA audit TO registry_sequencer, registry_signer;
-- No salt: the sequencer sees no rows, and is not to guess them.
GRANT SELECT (jurisdiction_id, xid, id, at, actor, act, object, object_key, version, digest) ON audit.outbox TO registry_sequencer;
GRANT SELECT ON audit.log_entry, audit.log_subtree, audit.log_head TO registry_sequencer;
GRANT SELECT ON SEQUENCE audit.outbox_id_seq TO registry_sequencer;
GRANT INSERT (leaf_index, jurisdiction_id, outbox_id) ON audit.log_entry TO registry_sequencer;
GRANT INSERT ON audit.log_subtree TO registry_sequencer;
GRANT UPDATE (size, root, frontier, sequenced_to, fence_id, fence_xid, moved_at) ON audit.log_head TO registry_sequencer;
GRANT SELECT ON audit.log_subtree, audit.log_head, audit.checkpoint TO registry_signer;
GRANT INSERT (size, root, note) ON audit.checkpoint TO registry_signer;

-- 5. What the service shows of the log ------------------------------------------------------------------------------

CREATE FUNCTION ops.log_standing()
    RETURNS TABLE (size bigint, signed_size bigint, signed_at timestamptz, waiting bigint, oldest_at timestamptz, unsigned_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE home (id) AS (
        SELECT min(o.jurisdiction_id) FROM audit.outbox AS o
        UNION ALL
        SELECT (SELECT min(o.jurisdiction_id) FROM audit.outbox AS o WHERE o.jurisdiction_id > h.id)
        FROM home AS h WHERE h.id IS NOT NULL),
    unlogged AS (
        SELECT act.at FROM home AS m CROSS JOIN LATERAL (
            SELECT o.at FROM audit.outbox AS o
            WHERE o.jurisdiction_id = m.id AND o.id > (SELECT h.sequenced_to FROM audit.log_head AS h WHERE h.id = 1)
                AND NOT EXISTS (SELECT FROM audit.log_entry AS e
                                WHERE e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id)
            ORDER BY o.id LIMIT 10000) AS act)
    SELECT h.size, c.size, c.signed_at, (SELECT count(*) FROM unlogged), (SELECT min(u.at) FROM unlogged AS u),
        (SELECT greatest(o.at, c.signed_at) FROM audit.log_entry AS e
            JOIN audit.outbox AS o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.outbox_id
            WHERE e.leaf_index >= c.size ORDER BY e.leaf_index LIMIT 1)
    FROM audit.log_head AS h
    LEFT JOIN LATERAL (SELECT s.size, s.signed_at FROM audit.checkpoint AS s ORDER BY s.size DESC LIMIT 1) AS c ON true
    WHERE h.id = 1
$$;
COMMENT ON FUNCTION ops.log_standing IS
    'How far the log has come, in numbers alone: its entries, how many a signed head covers, what waits (counted up to '
    '10,000 acts of an authority), and since when an act is in it that no signed head covers, where heads were signed before.';

CREATE FUNCTION ops.logged_act(object_name text, key text)
    RETURNS TABLE (version integer, salt bytea, leaf_index bigint, entry bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.version, o.salt, e.leaf_index, e.entry FROM audit.outbox AS o
    LEFT JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
    WHERE o.jurisdiction_id = ops.staff_jurisdiction() AND o.object = object_name AND o.object_key = key
    ORDER BY o.id DESC LIMIT 1
$$;
COMMENT ON FUNCTION ops.logged_act IS
    'The newest act about a record of the authority that is signed for, with its salt and its entry; without one while it waits.';

CREATE FUNCTION ops.log_tile(tile_level integer, tile_index bigint) RETURNS TABLE (hash bytea)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.hash FROM audit.log_subtree AS s
    WHERE s.level = tile_level::smallint AND s.subtree_index BETWEEN tile_index * 256 AND tile_index * 256 + 255
    ORDER BY s.subtree_index
$$;
COMMENT ON FUNCTION ops.log_tile IS 'The hashes of one tile of the log, from left to right. They tell nothing of what was done.';

CREATE FUNCTION ops.signed_head_over(leaf bigint) RETURNS TABLE (size bigint, note text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.size, c.note FROM audit.checkpoint AS c WHERE c.size > leaf ORDER BY c.size DESC LIMIT 1
$$;
COMMENT ON FUNCTION ops.signed_head_over IS 'The newest signed head of the log, where it covers this leaf.';

REVOKE ALL ON FUNCTION audit.commitment(bytea, bytea), audit.entry_of(audit.outbox), audit.write_entry(), audit.guard_head(), audit.guard_checkpoint(),
    ops.log_standing(), ops.logged_act(text, text), ops.log_tile(integer, bigint), ops.signed_head_over(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.log_standing(), ops.logged_act(text, text), ops.log_tile(integer, bigint),
    ops.signed_head_over(bigint) TO registry_service;
