-- The signed context, the table of legal acts, and the triggers that every record shares.
-- Roles and the schemas registry, audit and ops exist already (Provision makes them); this runs as registry_owner.

-- 1. The signed context ------------------------------------------------------------------------------------------

CREATE TABLE ops.context_key (
    id integer PRIMARY KEY CONSTRAINT one_context_key CHECK (id = 1),
    inner_pad bytea NOT NULL CONSTRAINT inner_pad_is_one_block CHECK (octet_length(inner_pad) = 64),
    outer_pad bytea NOT NULL CONSTRAINT outer_pad_is_one_block CHECK (octet_length(outer_pad) = 64),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ops.context_key IS
    'The HMAC-SHA-256 key of the signed context, as its two padded blocks (RFC 2104). Readable by the owner alone.';

CREATE FUNCTION ops.keyed_digest(message text) RETURNS bytea
    LANGUAGE plpgsql STABLE AS $$
DECLARE digest bytea;
BEGIN
    SELECT sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))) INTO digest FROM ops.context_key AS k;
    RETURN digest;
END $$;
COMMENT ON FUNCTION ops.keyed_digest IS
    'HMAC-SHA-256 of a message under the context key. Runs with the rights of the guard that calls it; the service has none.';
REVOKE ALL ON FUNCTION ops.keyed_digest(text) FROM PUBLIC;

CREATE FUNCTION ops.verified_context() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    claim pg_catalog.text := pg_catalog.current_setting('registry.context', true);
    part pg_catalog.text[] := pg_catalog.string_to_array(claim, '|');
BEGIN
    -- This runs some fifteen times in an act. So the digest of ops.keyed_digest is written out, and instead of a search path
    -- of its own, which costs a third of the time, every name has its schema.
    -- The signature comes first: what is signed was written by the service, so the casts after it can't fail. They stand in
    -- a statement of their own, because the planner works out casts of known values before it evaluates any condition.
    IF pg_catalog.cardinality(part) OPERATOR(pg_catalog.=) 5
        AND (SELECT pg_catalog.encode(pg_catalog.sha256(
                k.outer_pad OPERATOR(pg_catalog.||) pg_catalog.sha256(
                    k.inner_pad OPERATOR(pg_catalog.||) pg_catalog.convert_to(pg_catalog.left(claim,
                        pg_catalog.length(claim) OPERATOR(pg_catalog.-) pg_catalog.length(part[5]) OPERATOR(pg_catalog.-) 1),
                    'UTF8'))), 'hex') FROM ops.context_key AS k) OPERATOR(pg_catalog.=) part[5]
    THEN
        IF part[4]::bigint OPERATOR(pg_catalog.>=) pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()) THEN
            RETURN part;
        END IF;
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.verified_context IS
    'The parts of registry.context = ''jurisdiction|person|roles|expiry|hmac'' (roles separated by commas, expiry in '
    'Unix seconds, hmac in hex over the four parts before it), or NULL when it is absent, expired or not signed with the key.';

-- These run with the rights of the caller and without settings of their own, so that the planner writes them out.
CREATE FUNCTION ops.context_jurisdiction() RETURNS integer
    LANGUAGE sql STABLE RETURN (ops.verified_context())[1]::integer;
CREATE FUNCTION ops.context_person() RETURNS bigint
    LANGUAGE sql STABLE RETURN (ops.verified_context())[2]::bigint;
CREATE FUNCTION ops.context_roles() RETURNS text[]
    LANGUAGE sql STABLE RETURN string_to_array((ops.verified_context())[3], ',');

-- In PL/pgSQL, whose plans are kept: as a function of SQL that the planner can't write out it cost 40 microseconds a call.
CREATE FUNCTION ops.staff_jurisdiction() RETURNS integer
    LANGUAGE plpgsql STABLE AS $$
DECLARE part pg_catalog.text[] := ops.verified_context();
BEGIN
    IF part[3] OPERATOR(pg_catalog.<>) 'intake' AND part[3] OPERATOR(pg_catalog.<>) '' THEN
        RETURN part[1]::pg_catalog.int4;
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.staff_jurisdiction IS
    'The jurisdiction of the signed context, but NULL for who has no role, or no other one than intake: the public door only '
    'brings in, and who has no role any more sees what is one''s own.';

-- 2. What may happen to which record, as data --------------------------------------------------------------------

CREATE TABLE ops.legal_act (
    object text NOT NULL,
    act text NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL,
    roles text[] NOT NULL CONSTRAINT act_has_a_role CHECK (cardinality(roles) > 0),
    CONSTRAINT legal_act_stands_once PRIMARY KEY (object, act, from_status, to_status)
);
COMMENT ON TABLE ops.legal_act IS
    'Every legal act: on which record, from which status to which, and the roles of which one is needed; {anyone} is whoever '
    'signed in, with or without a role. '
    'from_status ''new'' is the creation of the record. Where an act leads to several statuses, a guard of the record says to '
    'which. The guard triggers refuse everything else.';

CREATE FUNCTION ops.refuse_role(object_name text, act_name text, allowed text[]) RETURNS void
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'RG001',
        MESSAGE = format('To %s the role %s is needed.', CASE object_name || ' ' || act_name
                -- What has no name of its own among people is told by what somebody does.
                WHEN 'correction correct' THEN 'correct a finding'
                WHEN 'decision decide' THEN 'decide on a recommendation'
                WHEN 'gate_answer give' THEN 'answer a question of the rules'
                WHEN 'stated_fact state' THEN 'state a fact for the rules'
                WHEN 'recommendation recommend' THEN 'ask the rules about an inspection'
                WHEN 'licence propose_reinstatement' THEN 'reinstate this licence'
                WHEN 'voiding void' THEN 'void an inspection'
                WHEN 'contact_key propose' THEN 'propose a contact key'
                WHEN 'unsealing request' THEN 'ask for a reporter''s contact'
                WHEN 'unsealing request_for_case' THEN 'ask for a reporter''s contact'
                WHEN 'unsealing read' THEN 'read a reporter''s contact'
                WHEN 'contact_hold place' THEN 'hold a reporter''s contact'
                WHEN 'contact_hold lift' THEN 'lift the hold on a reporter''s contact'
                WHEN 'contact_erasure request' THEN 'ask for the erasure of a contact'
                WHEN 'contact_erasure approve' THEN 'approve the erasure of a contact'
                WHEN 'contact_erasure refuse' THEN 'refuse the erasure of a contact'
                WHEN 'contact_retention set' THEN 'set how long contacts are kept'
                WHEN 'evidence receive' THEN 'bring in a file'
                WHEN 'evidence_attachment attach' THEN 'attach a file'
                WHEN 'evidence_attachment detach' THEN 'detach a file'
                WHEN 'evidence_redaction redact' THEN 'record a redacted copy'
                WHEN 'evidence_view view' THEN 'view an original file'
                WHEN 'evidence_hold place' THEN 'hold a file'
                WHEN 'evidence_hold lift' THEN 'lift the hold on a file'
                WHEN 'evidence_retention set' THEN 'set how long evidence files are kept'
                WHEN 'nuisance_standing close' THEN 'close or reopen a nuisance report'
                WHEN 'role_grant propose' THEN 'propose a role'
                WHEN 'role_grant confirm' THEN 'confirm a role'
                WHEN 'role_grant refuse' THEN 'refuse a role'
                WHEN 'signal_reading read' THEN 'read the signals about officials'
                WHEN 'integrity_setting set' THEN 'set how draws and back-checks are made'
                WHEN 'draw open' THEN 'open a draw'
                WHEN 'draw_result settle' THEN 'settle a draw'
                WHEN 'redraw request' THEN 'ask for a redraw'
                WHEN 'redraw approve' THEN 'answer who asks for a redraw'
                WHEN 'redraw refuse' THEN 'answer who asks for a redraw'
                WHEN 'departure explain' THEN 'explain a departure from a draw'
                WHEN 'back_check propose_waiver' THEN 'propose to waive a back-check'
                WHEN 'back_check waive' THEN 'answer who would waive a back-check'
                WHEN 'back_check keep' THEN 'answer who would waive a back-check'
                -- "propose_end" is told as "propose the end of".
                ELSE format('%s this %s', replace(replace(act_name, '_end', ' the end of'), '_', ' '),
                    replace(replace(object_name, '_file', ''), '_', ' ')) END,
            array_to_string(allowed, ' or ')),
        HINT = format('Ask someone who has the role %s.', array_to_string(allowed, ' or '));
END $$;

CREATE FUNCTION ops.refuse_foreign(table_name text) RETURNS void
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
        MESSAGE = format('new row violates row-level security policy for table "%s"', table_name);
END $$;
COMMENT ON FUNCTION ops.refuse_foreign IS
    'Says no like row security does, before any guard has read another authority''s data.';

CREATE FUNCTION ops.guard_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := ops.verified_context();
    before text := CASE TG_OP WHEN 'INSERT' THEN 'new' ELSE OLD.status END;
    legal_status text;
    legal_roles text[];
    possible text;
BEGIN
    IF TG_TABLE_NAME <> 'jurisdiction' AND NEW.jurisdiction_id IS DISTINCT FROM context[1]::integer THEN
        PERFORM ops.refuse_foreign(TG_TABLE_NAME);
    END IF;
    IF NEW.changed_by IS DISTINCT FROM context[2]::bigint THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', MESSAGE = 'The act was not signed by the person who is recorded for it.';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.version <> 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'first_version_is_one', MESSAGE = 'A new record has version 1.';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION USING ERRCODE = 'RG005',
            MESSAGE = format('The %s has version %s now.', replace(TG_TABLE_NAME, '_', ' '), OLD.version),
            HINT = 'Read it again and decide on what it says now.';
    END IF;
    SELECT l.to_status, l.roles INTO legal_status, legal_roles FROM ops.legal_act AS l
        WHERE l.object = TG_TABLE_NAME AND l.act = NEW.act AND l.from_status = before
        ORDER BY (l.to_status = NEW.status) DESC LIMIT 1;
    IF legal_status IS NULL OR legal_status <> NEW.status THEN
        SELECT string_agg(DISTINCT l.from_status, ', ') INTO possible
            FROM ops.legal_act AS l WHERE l.object = TG_TABLE_NAME AND l.act = NEW.act;
        RAISE EXCEPTION USING ERRCODE = 'RG002',
            MESSAGE = format('The %s is %s; "%s" is possible from: %s.', replace(TG_TABLE_NAME, '_', ' '),
                             replace(before, '_', ' '), replace(NEW.act, '_', ' '),
                             replace(coalesce(possible, 'no status'), '_', ' ')),
            HINT = 'Look at its status first.';
    END IF;
    IF legal_roles <> '{anyone}' AND NOT coalesce(string_to_array(context[3], ',') && legal_roles, false) THEN
        PERFORM ops.refuse_role(TG_TABLE_NAME, NEW.act, legal_roles);
    END IF;
    NEW.changed_at := clock_timestamp();
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_act IS
    'BEFORE INSERT OR UPDATE on every record with a status: signed person, next version, legal act, role.';

CREATE FUNCTION ops.guard_fact() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := ops.verified_context();
    allowed text[] := string_to_array(TG_ARGV[1], ',');
BEGIN
    IF NEW.jurisdiction_id IS DISTINCT FROM context[1]::integer THEN PERFORM ops.refuse_foreign(TG_TABLE_NAME); END IF;
    IF NEW.recorded_by IS DISTINCT FROM context[2]::bigint THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', MESSAGE = 'The act was not signed by the person who is recorded for it.';
    END IF;
    IF NOT coalesce(string_to_array(context[3], ',') && allowed, false) THEN
        PERFORM ops.refuse_role(TG_TABLE_NAME, TG_ARGV[0], allowed);
    END IF;
    NEW.recorded_at := clock_timestamp();
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_fact IS
    'BEFORE INSERT on append-only facts: signed person and role. Arguments: the act, the roles separated by commas.';

CREATE FUNCTION ops.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'RG006',
        MESSAGE = format('%s is append-only: %s is refused.', TG_TABLE_NAME, TG_OP),
        HINT = 'Record a correction with a reason instead.';
END $$;
COMMENT ON FUNCTION ops.refuse_change IS 'Trip wire on append-only tables, beside the missing grants.';

-- 3. History and audit outbox ------------------------------------------------------------------------------------

CREATE TABLE registry.history (
    jurisdiction_id integer NOT NULL,
    object text NOT NULL,
    object_key text NOT NULL,
    version integer NOT NULL,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    state jsonb NOT NULL,
    CONSTRAINT one_entry_per_version PRIMARY KEY (jurisdiction_id, object, object_key, version)
);
COMMENT ON TABLE registry.history IS
    'Every version of every record with a status, written by trigger in the same transaction. Append-only.';

CREATE TABLE audit.outbox (
    jurisdiction_id integer NOT NULL,
    -- Before the id: defaults are worked out in this order, and the log relies on a transaction having its number when it
    -- takes an id.
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    act text NOT NULL,
    object text NOT NULL,
    object_key text NOT NULL,
    version integer NOT NULL,
    digest bytea NOT NULL CONSTRAINT digest_is_sha256 CHECK (octet_length(digest) = 32),
    CONSTRAINT outbox_key PRIMARY KEY (jurisdiction_id, id)
);
COMMENT ON TABLE audit.outbox IS
    'One row per act, written in the act''s own transaction; the tamper-evident log is built from it. Append-only.';
COMMENT ON COLUMN audit.outbox.actor IS 'Keyed pseudonym of the person (registry.person.pseudonym).';
COMMENT ON COLUMN audit.outbox.digest IS 'SHA-256 of history.state as text, or for an append-only fact of its row as JSON (row_to_json) in UTC.';

CREATE FUNCTION ops.pseudonym(jurisdiction integer, person bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE name text;
BEGIN
    SELECT p.pseudonym INTO name FROM registry.person AS p WHERE p.jurisdiction_id = jurisdiction AND p.id = person;
    -- The first person of an authority is recorded after the authority itself.
    RETURN coalesce(name, encode(substr(ops.keyed_digest('actor|' || jurisdiction || '|' || person), 1, 16), 'hex'));
END $$;
COMMENT ON FUNCTION ops.pseudonym IS
    'The name of a person in the outbox: HMAC-SHA-256 of jurisdiction and id, first 16 bytes in hex, kept with the person.';
REVOKE ALL ON FUNCTION ops.pseudonym(integer, bigint) FROM PUBLIC;

CREATE FUNCTION ops.record_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    WITH recorded AS (
        INSERT INTO registry.history
            (jurisdiction_id, object, object_key, version, act, effective_on, reason, changed_by, changed_at, state)
        SELECT c.jurisdiction_id, TG_TABLE_NAME, c.id::text, c.version, c.act, c.effective_on, c.reason, c.changed_by,
               c.changed_at, to_jsonb(c)
        FROM changed AS c
        RETURNING jurisdiction_id, object, object_key, version, act, changed_by, state)
    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
    SELECT r.jurisdiction_id, coalesce(p.pseudonym, ops.pseudonym(r.jurisdiction_id, r.changed_by)), r.act,
           r.object, r.object_key, r.version, sha256(convert_to(r.state::text, 'UTF8'))
    FROM recorded AS r
    LEFT JOIN registry.person AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.changed_by;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.record_act IS 'AFTER INSERT or UPDATE per statement on records with a status: history and outbox.';

CREATE FUNCTION ops.record_fact() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
    SELECT c.jurisdiction_id, p.pseudonym, coalesce(TG_ARGV[0], to_jsonb(c) ->> 'act'), TG_TABLE_NAME, c.id::text,
           1, sha256(convert_to(row_to_json(c)::text, 'UTF8'))
    FROM changed AS c
    LEFT JOIN registry.person AS p ON p.jurisdiction_id = c.jurisdiction_id AND p.id = c.recorded_by;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.record_fact IS 
    'AFTER INSERT per statement on append-only facts: outbox. Argument: the act; without one each row says its own.';

-- 4. References --------------------------------------------------------------------------------------------------

CREATE FUNCTION ops.check_character(text_to_protect text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    alphabet CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    product integer := 36;
    place integer;
    character text;
BEGIN
    FOREACH character IN ARRAY string_to_array(upper(regexp_replace(text_to_protect, '[^0-9A-Za-z]', '', 'g')), NULL) LOOP
        place := strpos(alphabet, character) - 1;
        product := (product + place) % 36;
        IF product = 0 THEN product := 36; END IF;
        product := (product * 2) % 37;
    END LOOP;
    RETURN substr(alphabet, ((37 - product) % 36) + 1, 1);
END $$;
COMMENT ON FUNCTION ops.check_character IS
    'The ISO/IEC 7064 MOD 37,36 check character of a text; characters other than digits and letters do not count.';

CREATE FUNCTION ops.next_number(jurisdiction integer, object_name text) RETURNS bigint
    LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN nextval(('ops.number_' || jurisdiction || '_' || object_name)::regclass);
END $$;
COMMENT ON FUNCTION ops.next_number IS
    'The next number of a kind of record in a jurisdiction. Numbers of undone transactions are not reused. For guards only.';

CREATE FUNCTION ops.assign_reference() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.number := ops.next_number(NEW.jurisdiction_id, TG_TABLE_NAME);
    NEW.reference := format('%s-%s-%s', TG_ARGV[0], to_char(clock_timestamp() AT TIME ZONE (
        SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id), 'YYYY'),
        lpad(NEW.number::text, greatest(4, length(NEW.number::text)), '0'));
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.assign_reference IS 'BEFORE INSERT: number and reference as PREFIX-YEAR-NUMBER. Argument: the prefix.';

-- 5. Idempotency keys --------------------------------------------------------------------------------------------

CREATE TABLE ops.idempotency (
    jurisdiction_id integer NOT NULL,
    person_id bigint NOT NULL,
    key text NOT NULL CONSTRAINT key_has_1_to_255_characters CHECK (length(key) BETWEEN 1 AND 255),
    request_digest bytea NOT NULL CONSTRAINT digest_is_sha256 CHECK (octet_length(request_digest) = 32),
    status integer NOT NULL,
    answer text NOT NULL,
    location text,
    etag text,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_key_used_once PRIMARY KEY (jurisdiction_id, person_id, key)
);
COMMENT ON TABLE ops.idempotency IS
    'The answer that was given under an Idempotency-Key, kept in the transaction of the effect itself.';

-- 6. Texts of instants inside JSON -------------------------------------------------------------------------------

CREATE FUNCTION registry.utc(instant timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    RETURN to_char(instant AT TIME ZONE 'UTC', CASE WHEN date_trunc('second', instant) = instant
        THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END);
COMMENT ON FUNCTION registry.utc IS 'RFC 3339 in UTC, microseconds only where there are any: the form of every instant in JSON.';

CREATE FUNCTION registry.camel(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
    RETURN substr(name, 1, 1) || substr(replace(initcap(replace(name, '_', ' ')), ' ', ''), 2);
COMMENT ON FUNCTION registry.camel IS 'The JSON member of a column: house_number becomes houseNumber.';
