-- What an administrator makes once in a database, before the migrations. registryd runs it where its login may;
-- otherwise an administrator runs it with psql. Running it again changes nothing.

DO $$
BEGIN
    CREATE ROLE registry_owner NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    COMMENT ON ROLE registry_owner IS 'Owns everything in the registry; nobody logs in as it.';
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

DO $$
BEGIN
    CREATE ROLE registry_service LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    COMMENT ON ROLE registry_service IS 'The service logs in as it: owns nothing, deletes nothing, truncates nothing.';
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- The migrations are applied by a login that may become the owner.
DO $$
BEGIN
    IF NOT pg_has_role(current_user, 'registry_owner', 'MEMBER') THEN
        EXECUTE format('GRANT registry_owner TO %I', current_user);
    END IF;
END $$;

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE SCHEMA IF NOT EXISTS registry AUTHORIZATION registry_owner;
CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION registry_owner;
CREATE SCHEMA IF NOT EXISTS ops AUTHORIZATION registry_owner;
COMMENT ON SCHEMA registry IS 'The records of the authorities.';
COMMENT ON SCHEMA audit IS 'What the tamper-evident log is built from.';
COMMENT ON SCHEMA ops IS 'Keys, guards, the ledger of migrations.';

-- Names are looked up without a prefix in public alone, where the extensions are and nobody may create.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA registry, ops TO registry_service;

-- Nothing is granted on a new table: each migration names what the service may do.
ALTER DEFAULT PRIVILEGES FOR ROLE registry_owner REVOKE ALL ON TABLES FROM registry_service, PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE registry_owner REVOKE ALL ON SEQUENCES FROM registry_service, PUBLIC;
