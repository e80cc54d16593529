-- The authority (tenant boundary), its adopted policy packs, its people, their accounts, roles and tokens.

CREATE TABLE registry.jurisdiction (
    jurisdiction_id integer GENERATED ALWAYS AS (id) STORED,
    id integer PRIMARY KEY,
    code text NOT NULL
        CONSTRAINT jurisdiction_code_is_short_and_upper_case CHECK (code ~ '^[0-9A-Z]{2,12}$'),
    name text NOT NULL CONSTRAINT jurisdiction_has_a_name CHECK (btrim(name) <> ''),
    time_zone text NOT NULL,
    languages text[] NOT NULL CONSTRAINT jurisdiction_has_a_language CHECK (cardinality(languages) > 0),
    west double precision, south double precision, east double precision, north double precision,
    status text NOT NULL DEFAULT 'active',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'establish',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT jurisdiction_code_is_unique UNIQUE (code),
    CONSTRAINT bounds_are_whole_or_absent CHECK (
        num_nulls(west, south, east, north) IN (0, 4) AND (west IS NULL OR (west < east AND south < north)))
);
COMMENT ON TABLE registry.jurisdiction IS 'An authority and its area (municipality, state board): the tenant boundary.';
COMMENT ON COLUMN registry.jurisdiction.code IS 'Official code where there is one (CBS municipality code, state code).';
COMMENT ON COLUMN registry.jurisdiction.time_zone IS 'IANA zone in which its calendar days are counted.';
COMMENT ON COLUMN registry.jurisdiction.west IS 'Bounds in WGS 84 degrees, used to notice swapped or foreign coordinates.';
CREATE SEQUENCE ops.jurisdiction_id AS integer;

CREATE FUNCTION ops.prepare_jurisdiction() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE kind text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = NEW.time_zone) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'time_zone_is_known',
            MESSAGE = format('"%s" is not a time zone that PostgreSQL knows.', NEW.time_zone),
            HINT = 'Write it like Europe/Amsterdam or America/Los_Angeles.';
    END IF;
    IF TG_OP = 'INSERT' THEN
        FOREACH kind IN ARRAY ARRAY['outlet', 'party', 'licence', 'inspection', 'nuisance_report', 'case_file', 'action'] LOOP
            EXECUTE format('CREATE SEQUENCE ops.%I', format('number_%s_%s', NEW.id, kind));
        END LOOP;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.prepare_jurisdiction IS
    'Checks the zone and gives a new jurisdiction its own number series, so that no reference tells how many records another authority has.';

CREATE TABLE registry.person (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint NOT NULL,
    name text NOT NULL CONSTRAINT person_has_a_name CHECK (btrim(name) <> ''),
    kind text NOT NULL DEFAULT 'official' CONSTRAINT person_kind_is_known CHECK (kind IN ('official', 'system')),
    pseudonym text NOT NULL DEFAULT '',
    status text NOT NULL DEFAULT 'active',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'appoint',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT person_key PRIMARY KEY (jurisdiction_id, id)
);
CREATE SEQUENCE ops.person_id;
COMMENT ON COLUMN registry.person.pseudonym IS 'The person''s name in the audit outbox; see ops.pseudonym.';

CREATE FUNCTION ops.prepare_person() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.pseudonym := ops.pseudonym(NEW.jurisdiction_id, NEW.id);
    RETURN NEW;
END $$;
COMMENT ON TABLE registry.person IS 'An official (or the system itself) of one authority. Four eyes are counted on persons.';
ALTER TABLE registry.jurisdiction ADD CONSTRAINT changed_by_a_person_of_its_own
    FOREIGN KEY (id, changed_by) REFERENCES registry.person (jurisdiction_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE registry.person ADD CONSTRAINT changed_by_a_person_of_the_authority
    FOREIGN KEY (jurisdiction_id, changed_by) REFERENCES registry.person (jurisdiction_id, id);

CREATE TABLE registry.account (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    login text NOT NULL CONSTRAINT login_is_lower_case CHECK (login ~ '^[a-z][a-z0-9._-]{1,62}$'),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT login_is_unique UNIQUE (jurisdiction_id, login),
    CONSTRAINT account_belongs_to_a_person FOREIGN KEY (jurisdiction_id, person_id)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.account IS 'A sign-in of a person; one person may have several. Append-only.';

CREATE TABLE registry.role_grant (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    role text NOT NULL CONSTRAINT role_is_known
        CHECK (role IN ('officer', 'reviewer', 'inspector', 'policy', 'administrator', 'intake')),
    status text NOT NULL DEFAULT 'granted',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'grant',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT role_grant_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT role_is_granted_to_a_person FOREIGN KEY (jurisdiction_id, person_id)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.role_grant IS 'The roles of a person; one that was revoked stays, with its history.';
CREATE UNIQUE INDEX role_is_granted_once ON registry.role_grant (jurisdiction_id, person_id, role) WHERE status = 'granted';

CREATE TABLE registry.access_token (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    account_id bigint NOT NULL,
    kind text NOT NULL DEFAULT 'token' CONSTRAINT token_kind_is_known CHECK (kind IN ('token', 'session')),
    label text NOT NULL,
    scopes text[] NOT NULL DEFAULT '{}' CONSTRAINT scopes_are_roles
        CHECK (scopes <@ ARRAY['officer', 'reviewer', 'inspector', 'policy', 'administrator', 'intake']),
    hash bytea NOT NULL CONSTRAINT hash_is_sha256 CHECK (octet_length(hash) = 32),
    issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'valid',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'issue',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT access_token_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT token_hash_is_unique UNIQUE (hash),
    CONSTRAINT token_belongs_to_an_account FOREIGN KEY (jurisdiction_id, account_id)
        REFERENCES registry.account (jurisdiction_id, id),
    CONSTRAINT token_expires_within_a_year CHECK (expires_at - issued_at <= interval '365 days'),
    CONSTRAINT session_ends_within_a_day CHECK (kind <> 'session' OR expires_at - issued_at <= interval '24 hours')
);
COMMENT ON TABLE registry.access_token IS
    'Bearer tokens, as SHA-256 of the token; the token itself is shown once and never kept. A session is the token that '
    'somebody gets for a sign-in, for hours; a token is issued by an administrator, for a program or a device.';
COMMENT ON COLUMN registry.access_token.scopes IS
    'The roles that count under this token, of those that the person has; none stands for all of the person''s.';

CREATE FUNCTION ops.authenticate(token_hash bytea)
    RETURNS TABLE (jurisdiction_id integer, jurisdiction_code text, person_id bigint, person_name text, login text,
                   roles text[], expires_at timestamptz, token_id bigint, kind text, scopes text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.jurisdiction_id, j.code, p.id, p.name, a.login,
           ARRAY(SELECT g.role FROM registry.role_grant AS g
                 WHERE g.jurisdiction_id = p.jurisdiction_id AND g.person_id = p.id AND g.status = 'granted'
                     AND (t.scopes = '{}' OR g.role = ANY (t.scopes)) ORDER BY g.role),
           t.expires_at, t.id, t.kind, t.scopes
    FROM registry.access_token AS t
    JOIN registry.account AS a ON a.jurisdiction_id = t.jurisdiction_id AND a.id = t.account_id
    JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id
    JOIN registry.jurisdiction AS j ON j.id = t.jurisdiction_id
    WHERE t.hash = token_hash AND t.status = 'valid' AND t.expires_at > clock_timestamp() AND p.status = 'active'
$$;
COMMENT ON FUNCTION ops.authenticate IS
    'Who holds a token, before there is a context: at most one row. The roles are those of the person, of them the scopes where '
    'the token has any.';

CREATE FUNCTION ops.guard_access_token() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE is_own boolean := EXISTS (SELECT FROM registry.account AS a
    WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.id = NEW.account_id AND a.person_id = ops.context_person());
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.issued_at := clock_timestamp();
        IF (NEW.kind = 'session') <> (NEW.act = 'sign_in') THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'session_is_made_by_signing_in',
                MESSAGE = 'A session is made by signing in, and a token by issuing one.',
                HINT = 'Sign in, or have an administrator issue a token.';
        END IF;
    END IF;
    IF NEW.act = 'sign_in' AND NOT is_own THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'signed_in_with_the_own_account',
            MESSAGE = 'That account is another person''s, so you can''t sign in with it.',
            HINT = 'Sign in with an account of your own.';
    END IF;
    IF NEW.act = 'sign_out' AND NOT is_own THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'signed_out_with_the_own_token',
            MESSAGE = 'That token is another person''s, so you can''t sign out with it.',
            HINT = 'Have an administrator revoke it.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_access_token IS
    'BEFORE INSERT OR UPDATE: a session is made by the person whom it signs in, and only who holds a token signs out with it.';

CREATE FUNCTION ops.sign_out(token_hash bytea) RETURNS TABLE (id bigint, login text, label text, expires_at timestamptz)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE registry.access_token AS t SET status = 'revoked', act = 'sign_out', reason = NULL, effective_on = NULL,
        version = t.version + 1, changed_by = ops.context_person()
    FROM registry.account AS a
    WHERE t.hash = token_hash AND t.status = 'valid' AND t.jurisdiction_id = ops.context_jurisdiction()
        AND a.jurisdiction_id = t.jurisdiction_id AND a.id = t.account_id
    RETURNING t.id, a.login, t.label, t.expires_at
$$;
COMMENT ON FUNCTION ops.sign_out IS
    'Revokes the token that is presented: one row, or none when it is not valid any more. It runs with the rights of the owner '
    'because who has the role intake alone sees no tokens.';

CREATE TABLE registry.policy_pack (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    pack_id text NOT NULL,
    pack_version text NOT NULL,
    sha256 text NOT NULL CONSTRAINT sha256_is_hex CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    source_text text NOT NULL,
    valid_from date NOT NULL,
    licence_maximum integer CONSTRAINT licence_maximum_is_not_negative CHECK (licence_maximum >= 0),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT policy_pack_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT one_adoption_per_pack_and_day UNIQUE (jurisdiction_id, pack_id, valid_from),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.policy_pack IS
    'The policy packs that an authority adopted, each version from a day on, with the text it adopted. Append-only. '
    'On a day the adoption with the latest valid_from that is not after it governs (per pack).';
COMMENT ON COLUMN registry.policy_pack.licence_maximum IS 'The pack''s maximum number of licences, NULL where it states none.';

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('jurisdiction', 'establish', 'new', 'active', '{administrator}'),
    ('jurisdiction', 'amend', 'active', 'active', '{administrator}'),
    ('person', 'appoint', 'new', 'active', '{administrator}'),
    ('person', 'dismiss', 'active', 'left', '{administrator}'),
    ('role_grant', 'grant', 'new', 'granted', '{administrator}'),
    ('role_grant', 'revoke', 'granted', 'revoked', '{administrator}'),
    ('access_token', 'issue', 'new', 'valid', '{administrator}'),
    ('access_token', 'revoke', 'valid', 'revoked', '{administrator}'),
    -- What somebody does for the own account alone (ops.guard_access_token).
    ('access_token', 'sign_in', 'new', 'valid', '{anyone}'),
    -- What somebody does with the own token alone (ops.guard_access_token).
    ('access_token', 'sign_out', 'valid', 'revoked', '{anyone}');
