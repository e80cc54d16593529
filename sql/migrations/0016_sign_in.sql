-- How people sign in: when tokens were last used, credentials, and the sessions that they are exchanged for.

-- 1. When a token was last used -----------------------------------------------------------------------------------

CREATE TABLE ops.token_use (
    jurisdiction_id integer NOT NULL,
    token_id bigint NOT NULL,
    last_used_at timestamptz NOT NULL,
    CONSTRAINT one_last_use_per_token PRIMARY KEY (jurisdiction_id, token_id),
    CONSTRAINT use_is_of_a_token FOREIGN KEY (jurisdiction_id, token_id) REFERENCES registry.access_token (jurisdiction_id, id)
);
COMMENT ON TABLE ops.token_use IS
    'When each token was last used, to some minutes: what helps an administrator to find tokens that nobody needs. It is no '
    'record and no act: it has no versions, no history and no entry in the log.';

CREATE FUNCTION ops.note_token_use(homes integer[], tokens bigint[], uses timestamptz[]) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH noted AS (
        INSERT INTO ops.token_use AS u (jurisdiction_id, token_id, last_used_at)
        SELECT t.jurisdiction_id, t.id, least(max(n.at), clock_timestamp())
        FROM unnest(homes, tokens, uses) AS n (home, token, at)
        JOIN registry.access_token AS t ON t.jurisdiction_id = n.home AND t.id = n.token
        GROUP BY t.jurisdiction_id, t.id ORDER BY t.jurisdiction_id, t.id
        ON CONFLICT (jurisdiction_id, token_id) DO UPDATE SET last_used_at = excluded.last_used_at
            WHERE u.last_used_at < excluded.last_used_at
        RETURNING 1)
    SELECT count(*) FROM noted
$$;
COMMENT ON FUNCTION ops.note_token_use IS
    'Notes the uses of many tokens at once, and gives how many rows were written. A use never moves back, and is never later than now.';

-- 2. Credentials --------------------------------------------------------------------------------------------------

CREATE TABLE registry.credential (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    account_id bigint NOT NULL,
    salt bytea NOT NULL CONSTRAINT salt_has_16_bytes CHECK (octet_length(salt) >= 16),
    scrypt_cost integer NOT NULL CONSTRAINT scrypt_cost_is_a_power_of_two
        CHECK (scrypt_cost BETWEEN 1024 AND 16777216 AND (scrypt_cost & (scrypt_cost - 1)) = 0),
    scrypt_block_size integer NOT NULL CONSTRAINT scrypt_block_size_is_bounded CHECK (scrypt_block_size BETWEEN 1 AND 32),
    scrypt_parallelization integer NOT NULL
        CONSTRAINT scrypt_parallelization_is_bounded CHECK (scrypt_parallelization BETWEEN 1 AND 16),
    hash bytea NOT NULL CONSTRAINT credential_hash_has_32_bytes CHECK (octet_length(hash) = 32),
    issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'valid',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'issue',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT credential_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT credential_belongs_to_an_account FOREIGN KEY (jurisdiction_id, account_id)
        REFERENCES registry.account (jurisdiction_id, id),
    CONSTRAINT credential_expires_within_a_year CHECK (expires_at - issued_at <= interval '365 days'),
    CONSTRAINT ending_a_credential_has_a_reason CHECK (status = 'valid' OR coalesce(btrim(reason), '') <> '')
);
COMMENT ON TABLE registry.credential IS
    'What somebody signs in with where there is no identity provider: made by the program and shown once, kept as scrypt (RFC 7914) '
    'with its salt and its parameters, so that they can be raised for the next one.';
CREATE UNIQUE INDEX one_valid_credential_per_account ON registry.credential (jurisdiction_id, account_id) WHERE status = 'valid';

CREATE FUNCTION ops.guard_credential() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.issued_at := clock_timestamp();
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_credential IS 'BEFORE INSERT: when it was issued is PostgreSQL''s to say.';

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('credential', 'issue', 'new', 'valid', '{administrator}'),
    ('credential', 'replace', 'valid', 'replaced', '{administrator}'),
    ('credential', 'revoke', 'valid', 'revoked', '{administrator}');

CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.credential FOR EACH ROW EXECUTE FUNCTION ops.guard_act();
CREATE TRIGGER guard_2_credential BEFORE INSERT ON registry.credential FOR EACH ROW EXECUTE FUNCTION ops.guard_credential();
CREATE TRIGGER record_insert AFTER INSERT ON registry.credential REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act();
CREATE TRIGGER record_update AFTER UPDATE ON registry.credential REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act();

-- 3. Signing in ---------------------------------------------------------------------------------------------------

CREATE FUNCTION ops.credential_for(authority text, login_name text)
    RETURNS TABLE (credential_id bigint, jurisdiction_id integer, account_id bigint, person_id bigint, person_name text, roles text[],
                   salt bytea, scrypt_cost integer, scrypt_block_size integer, scrypt_parallelization integer, hash bytea,
                   holds boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id, a.jurisdiction_id, a.id, p.id, p.name,
           ARRAY(SELECT g.role FROM registry.role_grant AS g
                 WHERE g.jurisdiction_id = p.jurisdiction_id AND g.person_id = p.id AND g.status = 'granted' ORDER BY g.role),
           c.salt, c.scrypt_cost, c.scrypt_block_size, c.scrypt_parallelization, c.hash,
           c.status = 'valid' AND c.expires_at > clock_timestamp() AND p.status = 'active'
    FROM registry.jurisdiction AS j
    JOIN registry.account AS a ON a.jurisdiction_id = j.id AND a.login = login_name
    JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id
    JOIN registry.credential AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.account_id = a.id
    WHERE j.code = authority
    ORDER BY c.id DESC LIMIT 1
$$;
COMMENT ON FUNCTION ops.credential_for IS
    'The newest credential of an account, before there is a context, whether it holds or not: who signs in is told neither, and the '
    'work of checking is the same. At most one row.';

CREATE FUNCTION ops.open_session(account bigint, token_hash bytea, session_label text, seconds integer)
    RETURNS TABLE (id bigint, login text, label text, expires_at timestamptz)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH opened AS (
        INSERT INTO registry.access_token (jurisdiction_id, account_id, kind, label, hash, expires_at, act, changed_by)
        VALUES (ops.context_jurisdiction(), account, 'session', session_label, token_hash,
            clock_timestamp() + seconds * interval '1 second', 'sign_in', ops.context_person())
        RETURNING *)
    SELECT o.id, a.login, o.label, o.expires_at FROM opened AS o
    JOIN registry.account AS a ON a.jurisdiction_id = o.jurisdiction_id AND a.id = o.account_id
$$;
COMMENT ON FUNCTION ops.open_session IS
    'Signs the person of the context in with an account of that person. It runs with the rights of the owner because who has the '
    'role intake alone, or none, sees no tokens.';

CREATE FUNCTION ops.sign_in_authorities() RETURNS TABLE (code text, name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT j.code, j.name FROM registry.jurisdiction AS j WHERE j.status = 'active' ORDER BY j.code
$$;
COMMENT ON FUNCTION ops.sign_in_authorities IS 'The authorities that somebody can sign in to: their codes and names are public.';

-- 4. Trip wires, row security and grants ----------------------------------------------------------------------------

CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.credential
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE registry.credential ENABLE ALWAYS TRIGGER never_deleted;
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON ops.token_use
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE ops.token_use ENABLE ALWAYS TRIGGER never_deleted;

ALTER TABLE registry.credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON registry.credential USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
    WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()));
ALTER TABLE ops.token_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON ops.token_use FOR SELECT USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()));

GRANT SELECT ON registry.credential TO registry_service;
GRANT INSERT (jurisdiction_id, account_id, salt, scrypt_cost, scrypt_block_size, scrypt_parallelization, hash, expires_at, status,
    version, act, effective_on, reason, changed_by) ON registry.credential TO registry_service;
GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.credential TO registry_service;
GRANT SELECT ON ops.token_use TO registry_service;

REVOKE ALL ON FUNCTION ops.note_token_use(integer[], bigint[], timestamptz[]), ops.guard_credential(),
    ops.credential_for(text, text), ops.open_session(bigint, bytea, text, integer), ops.sign_in_authorities() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.note_token_use(integer[], bigint[], timestamptz[]), ops.credential_for(text, text),
    ops.open_session(bigint, bytea, text, integer), ops.sign_in_authorities() TO registry_service;

-- 5. Subjects of identity providers -------------------------------------------------------------------------------

CREATE TABLE registry.subject_binding (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    account_id bigint NOT NULL,
    issuer text NOT NULL CONSTRAINT issuer_is_an_address CHECK (issuer ~ '^https?://[^[:space:]]+$' AND length(issuer) <= 1000),
    subject text NOT NULL CONSTRAINT subject_is_of_printed_letters CHECK (subject ~ '^[!-~]{1,255}$'),
    status text NOT NULL DEFAULT 'bound',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'bind',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT subject_binding_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT binding_is_to_an_account FOREIGN KEY (jurisdiction_id, account_id)
        REFERENCES registry.account (jurisdiction_id, id),
    CONSTRAINT ending_a_binding_has_a_reason CHECK (status = 'bound' OR coalesce(btrim(reason), '') <> '')
);
COMMENT ON TABLE registry.subject_binding IS
    'Which account a subject of an identity provider signs in to. An administrator binds it; nobody gets an account by signing in.';
COMMENT ON COLUMN registry.subject_binding.subject IS 'The name that the provider has for the person, and never gives to another one.';
CREATE UNIQUE INDEX one_account_per_subject ON registry.subject_binding (jurisdiction_id, issuer, subject) WHERE status = 'bound';

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('subject_binding', 'bind', 'new', 'bound', '{administrator}'),
    ('subject_binding', 'unbind', 'bound', 'unbound', '{administrator}');

CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.subject_binding
    FOR EACH ROW EXECUTE FUNCTION ops.guard_act();
CREATE TRIGGER record_insert AFTER INSERT ON registry.subject_binding REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act();
CREATE TRIGGER record_update AFTER UPDATE ON registry.subject_binding REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.subject_binding
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE registry.subject_binding ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE registry.subject_binding ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON registry.subject_binding USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
    WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()));
GRANT SELECT, INSERT ON registry.subject_binding TO registry_service;
GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.subject_binding
    TO registry_service;

CREATE TABLE ops.used_id_token (
    hash bytea CONSTRAINT id_token_is_used_once PRIMARY KEY CONSTRAINT id_token_hash_is_sha256 CHECK (octet_length(hash) = 32),
    used_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ops.used_id_token IS
    'SHA-256 of each id token that somebody signed in with: who has seen one on its way does not sign in with it again.';
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ops.used_id_token
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE ops.used_id_token ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ops.used_id_token ENABLE ROW LEVEL SECURITY;

CREATE FUNCTION ops.use_id_token(token_hash bytea) RETURNS boolean
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH used AS (
        INSERT INTO ops.used_id_token (hash) VALUES (token_hash) ON CONFLICT (hash) DO NOTHING RETURNING 1)
    SELECT EXISTS (SELECT FROM used)
$$;
COMMENT ON FUNCTION ops.use_id_token IS 'Whether the id token is used for the first time; from now on it is not.';

CREATE FUNCTION ops.account_of_subject(authority text, by_issuer text, its_subject text)
    RETURNS TABLE (binding_id bigint, jurisdiction_id integer, account_id bigint, login text, person_id bigint, person_name text,
                   roles text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.id, a.jurisdiction_id, a.id, a.login, p.id, p.name,
           ARRAY(SELECT g.role FROM registry.role_grant AS g
                 WHERE g.jurisdiction_id = p.jurisdiction_id AND g.person_id = p.id AND g.status = 'granted' ORDER BY g.role)
    FROM registry.jurisdiction AS j
    JOIN registry.subject_binding AS b ON b.jurisdiction_id = j.id AND b.issuer = by_issuer AND b.subject = its_subject
        AND b.status = 'bound'
    JOIN registry.account AS a ON a.jurisdiction_id = b.jurisdiction_id AND a.id = b.account_id
    JOIN registry.person AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.person_id AND p.status = 'active'
    WHERE j.code = authority
$$;
COMMENT ON FUNCTION ops.account_of_subject IS
    'The account that a subject is bound to, before there is a context: at most one row, and none where the person has left.';

REVOKE ALL ON FUNCTION ops.use_id_token(bytea), ops.account_of_subject(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.use_id_token(bytea), ops.account_of_subject(text, text, text) TO registry_service;

-- 6. How often somebody may try ----------------------------------------------------------------------------------------

CREATE TABLE ops.rate_limit (
    action text NOT NULL CONSTRAINT limited_action_is_known CHECK (action IN ('sign_in')),
    subject text NOT NULL CONSTRAINT limited_subject_is_known CHECK (subject IN ('address', 'login_and_address')),
    count integer NOT NULL CONSTRAINT limit_allows_something CHECK (count BETWEEN 1 AND 1000000),
    seconds integer NOT NULL CONSTRAINT limit_has_a_time CHECK (seconds BETWEEN 1 AND 86400),
    burst integer NOT NULL CONSTRAINT limit_has_a_burst CHECK (burst BETWEEN 1 AND 1000000),
    CONSTRAINT one_limit_per_action_and_subject PRIMARY KEY (action, subject)
);
COMMENT ON TABLE ops.rate_limit IS
    'How often something may be tried: count times in so many seconds over time, and burst times at once. Changed by who runs the '
    'server (as registry_owner), and read again by the service while it runs. What is not listed is not limited.';
COMMENT ON COLUMN ops.rate_limit.subject IS
    'address: all attempts from addresses of one class (24 bits of IPv4, 48 of IPv6). login_and_address: those at one login from there; '
    'an attempt from elsewhere doesn''t count, so nobody keeps the holder of a login out.';
INSERT INTO ops.rate_limit (action, subject, count, seconds, burst) VALUES
    ('sign_in', 'login_and_address', 10, 600, 5),
    ('sign_in', 'address', 120, 600, 60);
GRANT SELECT ON ops.rate_limit TO registry_service;
