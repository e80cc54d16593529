-- How reporters can be reached: sealed so that neither the database nor its backups give it away, with the months in which
-- it is destroyed, and everything that happens to it.

-- 1. The keys ---------------------------------------------------------------------------------------------------------

CREATE TABLE registry.contact_key (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL CONSTRAINT contact_key_has_a_plain_name CHECK (name ~ '^[A-Za-z0-9._-]{1,40}$'),
    public_key bytea NOT NULL CONSTRAINT public_key_has_32_bytes CHECK (octet_length(public_key) = 32),
    proposed_by bigint NOT NULL,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_key_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT contact_key_name_is_new UNIQUE (jurisdiction_id, name),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT proposed_by_a_person FOREIGN KEY (jurisdiction_id, proposed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX one_contact_key_at_a_time ON registry.contact_key (jurisdiction_id) WHERE status = 'active';
COMMENT ON TABLE registry.contact_key IS
    'The public halves of the keys to which contact data are sealed (X25519); the officers who may read them have the private '
    'halves. One is active at a time; what was sealed to an earlier one is read with that one.';

CREATE TABLE registry.contact_epoch (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    month date NOT NULL CONSTRAINT epoch_is_a_month CHECK (extract(day FROM month) = 1),
    public_key bytea NOT NULL CONSTRAINT epoch_key_has_32_bytes CHECK (octet_length(public_key) = 32),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_epoch_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT epoch_name_is_new UNIQUE (jurisdiction_id, name),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX epoch_of_month ON registry.contact_epoch (jurisdiction_id, month, id DESC);
COMMENT ON TABLE registry.contact_epoch IS
    'The public halves of the epoch keys: of all contact data that are to be destroyed when a month is over. The private halves '
    'lie outside the database and its backups. Append-only.';

CREATE TABLE registry.contact_shredding (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    epoch_id bigint NOT NULL,
    ground text NOT NULL CONSTRAINT shredding_ground_is_known CHECK (ground IN ('month_over', 'erasure', 'ended')),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_shredding_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT epoch_is_shredded_once UNIQUE (jurisdiction_id, epoch_id),
    CONSTRAINT shredding_is_of_an_epoch FOREIGN KEY (jurisdiction_id, epoch_id)
        REFERENCES registry.contact_epoch (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.contact_shredding IS
    'That the key of an epoch is destroyed: recorded first, so that a program that ends in between destroys it the next time. '
    'Append-only.';
COMMENT ON COLUMN registry.contact_shredding.ground IS
    'month_over: its month is over. erasure: a contact under it is erased. ended: nothing is under it any more but former wrappings '
    'of contacts that ended, which its key would still open.';

-- 2. What is sealed ---------------------------------------------------------------------------------------------------

CREATE TABLE registry.nuisance_contact (
    jurisdiction_id integer NOT NULL,
    id uuid NOT NULL,
    contact_key_id bigint NOT NULL,
    ciphertext bytea NOT NULL CONSTRAINT ciphertext_is_filled_up CHECK (octet_length(ciphertext) % 256 = 28),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT nuisance_contact_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT contact_arrives_with_its_report FOREIGN KEY (jurisdiction_id, id, xid)
        REFERENCES registry.nuisance_report (jurisdiction_id, id, xid),
    CONSTRAINT contact_is_sealed_to_a_key FOREIGN KEY (jurisdiction_id, contact_key_id)
        REFERENCES registry.contact_key (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.nuisance_contact IS
    'How the reporter can be reached: name, e-mail and telephone as JSON, filled up to a multiple of 256 bytes, in AES-256-GCM '
    'under a key of this report''s own. Append-only.';
COMMENT ON COLUMN registry.nuisance_contact.id IS 'The id of the report.';
COMMENT ON COLUMN registry.nuisance_contact.ciphertext IS 'Nonce (12 bytes), ciphertext, tag (16 bytes).';

CREATE TABLE registry.contact_wrapping (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    report_id uuid NOT NULL,
    epoch_id bigint NOT NULL,
    wrapped_key bytea NOT NULL CONSTRAINT wrapped_key_has_128_bytes CHECK (octet_length(wrapped_key) = 128),
    act text NOT NULL CONSTRAINT wrapping_act_is_known CHECK (act IN ('receive', 'move', 'part')),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_wrapping_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT wrapping_is_of_a_contact FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_contact (jurisdiction_id, id),
    CONSTRAINT wrapping_is_for_an_epoch FOREIGN KEY (jurisdiction_id, epoch_id)
        REFERENCES registry.contact_epoch (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX wrapping_of_contact ON registry.contact_wrapping (jurisdiction_id, report_id, id DESC);
COMMENT ON TABLE registry.contact_wrapping IS
    'A report''s key in HPKE (RFC 9180) for the contact key and that once more for an epoch key. The newest counts; an earlier one '
    'opens nothing once its epoch''s key is destroyed. Append-only.';
COMMENT ON COLUMN registry.contact_wrapping.act IS
    'receive: came with the report. move: to another month, because its outcome or a hold says so. part: to another epoch of '
    'the same month, because another contact that was under its epoch''s key ends.';

-- 3. How long ---------------------------------------------------------------------------------------------------------

CREATE TABLE registry.contact_retention (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    outcome text NOT NULL CONSTRAINT contact_outcome_is_known CHECK (outcome IN ('open', 'closed', 'in_open_case', 'case_closed')),
    months integer NOT NULL CONSTRAINT contact_is_kept_for_months CHECK (months BETWEEN 1 AND 240),
    reason text NOT NULL CONSTRAINT retention_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_retention_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.contact_retention IS
    'For how many months the authority keeps contact data after an outcome; the newest counts. Where there is none, the default of '
    'ops.contact_months holds, which is this program''s own and no law. Append-only.';

CREATE FUNCTION ops.contact_months(jurisdiction integer, of_outcome text) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN coalesce((SELECT r.months FROM registry.contact_retention AS r
            WHERE r.jurisdiction_id = jurisdiction AND r.outcome = of_outcome AND jurisdiction = ops.context_jurisdiction()
            ORDER BY r.id DESC LIMIT 1),
        CASE of_outcome WHEN 'open' THEN 24 WHEN 'closed' THEN 3 WHEN 'in_open_case' THEN 6 ELSE 12 END);
COMMENT ON FUNCTION ops.contact_months IS
    'Months for which contact data are kept after an outcome: what the authority set, else a default of this program''s own '
    '(open 24, closed 3, in_open_case 6, case_closed 12). No source gives these numbers.';

CREATE FUNCTION ops.local_month(jurisdiction integer) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    RETURN (SELECT date_trunc('month', (clock_timestamp() AT TIME ZONE j.time_zone))::date FROM registry.jurisdiction AS j
            WHERE j.id = jurisdiction AND jurisdiction = ops.context_jurisdiction());
COMMENT ON FUNCTION ops.local_month IS
    'The first day of this month where the authority of the signed context is; NULL for another one.';

CREATE FUNCTION ops.contact_outcome(jurisdiction integer, of_report uuid, OUT outcome text, OUT since date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH report AS (
        SELECT n.recorded_at, j.time_zone FROM registry.nuisance_report AS n JOIN registry.jurisdiction AS j ON j.id = n.jurisdiction_id
        WHERE n.jurisdiction_id = jurisdiction AND n.id = of_report AND jurisdiction = ops.staff_jurisdiction()
    ), claimed AS (
        SELECT c.status, c.changed_at FROM report AS r, registry.attribution AS a
        JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.outlet_id = a.outlet_id
        WHERE a.jurisdiction_id = jurisdiction AND a.report_id = of_report
            AND (c.status = 'open' OR c.changed_at >= r.recorded_at)
    ), standing AS (
        SELECT s.act, s.recorded_at FROM registry.nuisance_standing AS s
        WHERE s.jurisdiction_id = jurisdiction AND s.report_id = of_report ORDER BY s.id DESC LIMIT 1
    )
    SELECT CASE WHEN EXISTS (SELECT FROM claimed AS c WHERE c.status = 'open') THEN 'in_open_case'
                WHEN EXISTS (SELECT FROM claimed) THEN 'case_closed'
                WHEN s.act = 'close' THEN 'closed' ELSE 'open' END,
           (CASE WHEN EXISTS (SELECT FROM claimed AS c WHERE c.status = 'open') THEN clock_timestamp()
                 WHEN EXISTS (SELECT FROM claimed) THEN (SELECT max(c.changed_at) FROM claimed AS c)
                 WHEN s.act IS NOT NULL THEN s.recorded_at ELSE r.recorded_at END AT TIME ZONE r.time_zone)::date
    FROM report AS r LEFT JOIN standing AS s ON true
$$;
COMMENT ON FUNCTION ops.contact_outcome IS
    'What became of a report and since when, for its retention: in_open_case (a case is open about an outlet for which it is claimed; '
    'since today), case_closed (since the last such case was closed), closed (as no outlet''s), or open (since it was '
    'received, or opened again).';

-- 4. Who reads, and who keeps longer or shorter ------------------------------------------------------------------------

CREATE TABLE registry.unsealing (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    report_id uuid NOT NULL,
    case_id bigint,
    purpose text NOT NULL CONSTRAINT unsealing_has_a_purpose CHECK (length(btrim(purpose)) >= 10),
    requested_by bigint NOT NULL,
    granted_at timestamptz,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT unsealing_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT unsealing_is_of_a_contact FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_contact (jurisdiction_id, id),
    CONSTRAINT unsealing_is_for_a_case FOREIGN KEY (jurisdiction_id, case_id)
        REFERENCES registry.case_file (jurisdiction_id, id),
    CONSTRAINT requested_by_a_person FOREIGN KEY (jurisdiction_id, requested_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX unsealing_of_contact ON registry.unsealing (jurisdiction_id, report_id, id DESC);
COMMENT ON TABLE registry.unsealing IS
    'That somebody asks for a reporter''s contact, for what, and each time that it was read (act read). For an open case about '
    'an outlet for which the report is claimed one officer is enough; otherwise another person grants it.';
COMMENT ON COLUMN registry.unsealing.granted_at IS 'It may be read for 24 hours from then on.';

CREATE TABLE registry.contact_hold (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    report_id uuid NOT NULL,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text CONSTRAINT hold_has_a_reason CHECK (length(btrim(reason)) >= 10),
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_hold_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT hold_is_on_a_contact FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_contact (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX contact_is_held_once ON registry.contact_hold (jurisdiction_id, report_id) WHERE status = 'held';
COMMENT ON TABLE registry.contact_hold IS 'That a contact is kept beyond its month, an objection or a court needing it.';

CREATE TABLE registry.contact_erasure (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    report_id uuid NOT NULL,
    requested_by bigint NOT NULL,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text CONSTRAINT erasure_has_a_reason CHECK (length(btrim(reason)) >= 10),
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT contact_erasure_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT erasure_is_of_a_contact FOREIGN KEY (jurisdiction_id, report_id)
        REFERENCES registry.nuisance_contact (jurisdiction_id, id),
    CONSTRAINT requested_by_a_person FOREIGN KEY (jurisdiction_id, requested_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX erasure_is_asked_for_once ON registry.contact_erasure (jurisdiction_id, report_id) WHERE status <> 'refused';
COMMENT ON TABLE registry.contact_erasure IS
    'That a reporter asks for the contact to be erased before its month: asked for by one person, approved by another, met by the next '
    'retention run.';

CREATE FUNCTION ops.contact_month(jurisdiction integer, of_report uuid) RETURNS date
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT greatest(ops.local_month(jurisdiction),
        date_trunc('month', o.since + make_interval(months => ops.contact_months(jurisdiction, o.outcome)))::date,
        CASE WHEN EXISTS (SELECT FROM registry.contact_hold AS h WHERE h.jurisdiction_id = jurisdiction
                          AND h.report_id = of_report AND h.status = 'held')
             THEN (ops.local_month(jurisdiction) + interval '3 months')::date END)
    FROM ops.contact_outcome(jurisdiction, of_report) AS o
    -- The outcome of a report that is not there, or another authority's, is a row too, of nothing.
    WHERE jurisdiction = ops.staff_jurisdiction() AND o.outcome IS NOT NULL
$$;
COMMENT ON FUNCTION ops.contact_month IS
    'The month through which a report''s contact is kept, as things stand now; a hold keeps it three months ahead. NULL for a '
    'report of another authority than that of the signed context, and for one that is not there.';

CREATE FUNCTION ops.require_retention_run() RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.person AS p WHERE p.jurisdiction_id = ops.context_jurisdiction()
        AND p.id = ops.context_person() AND p.kind = 'system') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG001', CONSTRAINT = 'only_the_retention_run_moves_and_ends',
            MESSAGE = 'Contacts are moved and ended by the retention run alone, in the name of the system.',
            HINT = 'The operator of the service runs it: registryd retention run.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_retention_run IS
    'Refuses everybody but the authority''s system person, in whose name nobody signs in.';

-- 5. Guards -----------------------------------------------------------------------------------------------------------

CREATE FUNCTION ops.guard_contact_key() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.proposed_by := NEW.changed_by;
        RETURN NEW;
    END IF;
    IF NEW.act = 'confirm' THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.proposed_by, OLD.changed_at,
            'contact_key_is_confirmed_by_another_person', 'proposed this contact key', 'confirm it', 'Ask an officer or a reviewer.');
        UPDATE registry.contact_key AS k SET status = 'superseded', act = 'supersede', version = k.version + 1,
            reason = format('Key %s takes its place.', NEW.name), changed_by = NEW.changed_by
        WHERE k.jurisdiction_id = NEW.jurisdiction_id AND k.status = 'active';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_contact_key IS
    'BEFORE INSERT OR UPDATE: a key is confirmed by another person than who proposed it, and takes the place of the active one.';

CREATE FUNCTION ops.guard_superseding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'contact_key_is_superseded_by_another',
        MESSAGE = 'A contact key is superseded by another one that is confirmed, and in no other way.',
        HINT = 'Propose another key; who confirms it puts it in the place of this one.';
END $$;
COMMENT ON FUNCTION ops.guard_superseding IS
    'BEFORE UPDATE, unless a guard does it as the owner (guard_contact_key): nobody takes the active key away without another.';

CREATE FUNCTION ops.guard_contact() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.contact_key AS k WHERE k.jurisdiction_id = NEW.jurisdiction_id
                   AND k.id = NEW.contact_key_id AND k.status = 'active') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'contact_is_sealed_to_the_active_key',
            MESSAGE = 'The contact is not sealed to the contact key that is active now.', HINT = 'Send the report again.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_contact IS 'BEFORE INSERT: contact data are sealed to the active key.';

CREATE FUNCTION ops.guard_wrapping() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    epoch registry.contact_epoch;
    earlier date := (SELECT e.month FROM registry.contact_wrapping AS w
        JOIN registry.contact_epoch AS e ON e.jurisdiction_id = w.jurisdiction_id AND e.id = w.epoch_id
        WHERE w.jurisdiction_id = NEW.jurisdiction_id AND w.report_id = NEW.report_id ORDER BY w.id DESC LIMIT 1);
    month date;
BEGIN
    SELECT * INTO epoch FROM registry.contact_epoch AS e
        WHERE e.jurisdiction_id = NEW.jurisdiction_id AND e.id = NEW.epoch_id FOR SHARE;
    IF epoch.month < ops.local_month(NEW.jurisdiction_id) OR EXISTS (SELECT FROM registry.contact_shredding AS s
        WHERE s.jurisdiction_id = NEW.jurisdiction_id AND s.epoch_id = NEW.epoch_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'epoch_is_not_over',
            MESSAGE = format('Nothing is sealed for epoch %s any more: it is over.', epoch.name), HINT = 'Send it again.';
    END IF;
    IF (NEW.act = 'receive') = (earlier IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'contact_is_received_once',
            MESSAGE = 'A contact is received once, and moved after that.';
    END IF;
    IF NEW.act = 'receive' THEN
        RETURN NEW;
    END IF;
    PERFORM ops.require_retention_run();
    -- A wrapping that nothing opens, for an epoch that is over soon, would end a contact that is to be kept.
    month := CASE NEW.act WHEN 'part' THEN earlier ELSE ops.contact_month(NEW.jurisdiction_id, NEW.report_id) END;
    IF epoch.month IS DISTINCT FROM month THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'contact_goes_to_its_month',
            MESSAGE = format('The contact of %s was not moved to %s: it is kept through %s.',
                (SELECT n.reference FROM registry.nuisance_report AS n
                 WHERE n.jurisdiction_id = NEW.jurisdiction_id AND n.id = NEW.report_id),
                to_char(epoch.month, 'YYYY-MM'), to_char(month, 'YYYY-MM')),
            HINT = 'Run the retention again.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_wrapping IS
    'BEFORE INSERT: into an epoch that is not over; the first one with the report, further ones by the retention run: into the '
    'month through which the contact is kept, or to another key of the same month.';

CREATE FUNCTION ops.guard_shredding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    epoch registry.contact_epoch;
    kept text;
BEGIN
    PERFORM ops.require_retention_run();
    SELECT * INTO epoch FROM registry.contact_epoch AS e
        WHERE e.jurisdiction_id = NEW.jurisdiction_id AND e.id = NEW.epoch_id FOR UPDATE;
    SELECT string_agg(n.reference, ', ' ORDER BY n.reference) INTO kept
    FROM registry.nuisance_contact AS c
    JOIN registry.nuisance_report AS n ON n.jurisdiction_id = c.jurisdiction_id AND n.id = c.id
    CROSS JOIN LATERAL (SELECT w.epoch_id FROM registry.contact_wrapping AS w WHERE w.jurisdiction_id = c.jurisdiction_id
        AND w.report_id = c.id ORDER BY w.id DESC LIMIT 1) AS newest
    WHERE c.jurisdiction_id = NEW.jurisdiction_id AND newest.epoch_id = NEW.epoch_id
        AND (EXISTS (SELECT FROM registry.contact_hold AS h WHERE h.jurisdiction_id = c.jurisdiction_id
                AND h.report_id = c.id AND h.status = 'held')
            OR NOT (NEW.ground <> 'ended' AND EXISTS (SELECT FROM registry.contact_erasure AS x
                    WHERE x.jurisdiction_id = c.jurisdiction_id AND x.report_id = c.id AND x.status = 'approved')
                OR NEW.ground = 'month_over' AND epoch.month < ops.local_month(NEW.jurisdiction_id) AND (SELECT
                        date_trunc('month', o.since + make_interval(months => ops.contact_months(c.jurisdiction_id, o.outcome)))
                    FROM ops.contact_outcome(c.jurisdiction_id, c.id) AS o) <= epoch.month));
    IF kept IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'only_what_is_due_is_shredded',
            MESSAGE = format('The key of epoch %s was not destroyed: the contact of %s is kept longer.', epoch.name, kept),
            HINT = 'Run the retention again; it moves them first.';
    END IF;
    IF NEW.ground = 'month_over' AND epoch.month >= ops.local_month(NEW.jurisdiction_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'shredded_after_its_month',
            MESSAGE = format('The key of epoch %s was not destroyed: its month is not over.', epoch.name),
            HINT = 'Run the retention again when it is.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_shredding IS
    'BEFORE INSERT: an epoch is shredded by the retention run when its month is over, for erasures alone, or when nothing is under '
    'it, and only when nothing in it is kept longer.';

CREATE FUNCTION ops.guard_unsealing() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    report text;
    claim registry.attribution;
    opening record;
BEGIN
    SELECT n.reference INTO report FROM registry.nuisance_report AS n
        WHERE n.jurisdiction_id = NEW.jurisdiction_id AND n.id = NEW.report_id;
    IF NEW.act IN ('request', 'request_for_case', 'read') AND EXISTS (SELECT FROM registry.contact_erasure AS x
        WHERE x.jurisdiction_id = NEW.jurisdiction_id AND x.report_id = NEW.report_id AND x.status = 'approved') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'erased_contact_is_not_read',
            MESSAGE = format('The erasure of the contact of %s is approved, so nobody reads it any more.', report),
            HINT = 'The report shows what became of it.';
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.requested_by := NEW.changed_by;
        NEW.granted_at := NULL;
        IF NEW.act = 'request_for_case' THEN
            SELECT a.* INTO claim FROM registry.case_file AS c
                JOIN registry.attribution AS a ON a.jurisdiction_id = c.jurisdiction_id AND a.outlet_id = c.outlet_id
                WHERE c.jurisdiction_id = NEW.jurisdiction_id AND c.id = NEW.case_id AND c.status = 'open'
                    AND a.report_id = NEW.report_id
                ORDER BY a.id LIMIT 1;
            IF claim.id IS NULL THEN
                RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'purpose_is_bound_to_an_open_case',
                    MESSAGE = format('Nuisance report %s is claimed for no outlet of that case, or the case is closed.', report),
                    HINT = 'Leave the case out; then another person has to agree.';
            END IF;
            -- Else one officer would open a case, claim any report for it, and read.
            PERFORM ops.require_another_person(NEW.jurisdiction_id, claim.changed_by, claim.changed_at,
                'purpose_is_not_of_one_person', 'claimed this report for the outlet', 'agree',
                'Leave the case out; then another person is asked.');
            FOR opening IN SELECT h.changed_by, h.changed_at, h.act FROM registry.history AS h
                WHERE h.jurisdiction_id = NEW.jurisdiction_id AND h.object = 'case_file' AND h.object_key = NEW.case_id::text
                    AND h.act IN ('open', 'reopen') ORDER BY h.version LOOP
                PERFORM ops.require_another_person(NEW.jurisdiction_id, opening.changed_by, opening.changed_at,
                    'purpose_is_not_of_one_person', CASE opening.act WHEN 'open' THEN 'opened this case' ELSE 'reopened this case' END,
                    'agree', 'Leave the case out; then another person is asked.');
            END LOOP;
            NEW.granted_at := clock_timestamp();
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.act IN ('grant', 'refuse') THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.requested_by, OLD.changed_at,
            'unsealing_is_granted_by_another_person', 'asked for this contact', 'answer', 'Ask another officer or a reviewer.');
    END IF;
    IF NEW.act = 'grant' THEN NEW.granted_at := clock_timestamp(); END IF;
    IF NEW.act = 'read' THEN
        IF NEW.changed_by <> OLD.requested_by THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'contact_is_read_by_who_asked',
                MESSAGE = format('The contact of %s was granted to another person.', report),
                HINT = 'Ask for it yourself, with your purpose.';
        END IF;
        IF OLD.case_id IS NOT NULL AND NOT EXISTS (SELECT FROM registry.case_file AS c
            WHERE c.jurisdiction_id = OLD.jurisdiction_id AND c.id = OLD.case_id AND c.status = 'open') THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'purpose_is_bound_to_an_open_case',
                MESSAGE = format('The case for which the contact of %s was asked is closed.', report),
                HINT = 'Ask for it without the case; then another person has to agree.';
        END IF;
        IF OLD.granted_at < clock_timestamp() - interval '24 hours' THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'grant_holds_for_24_hours',
                MESSAGE = format('The contact of %s was granted more than 24 hours ago.', report),
                HINT = 'Ask for it again, with the purpose of today.';
        END IF;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_unsealing IS
    'BEFORE INSERT OR UPDATE: for an open case to which the report belongs, when others opened it, opened it again and claimed the report, one officer is enough, otherwise another person grants; '
    'only who asked reads, for 24 hours.';

CREATE FUNCTION ops.guard_contact_erasure() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE report text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.requested_by := NEW.changed_by;
        RETURN NEW;
    END IF;
    PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.requested_by, OLD.changed_at,
        'erasure_is_approved_by_another_person', 'asked for this erasure', 'decide on it', 'Ask another officer or a reviewer.');
    IF NEW.act = 'approve' AND EXISTS (SELECT FROM registry.contact_hold AS h WHERE h.jurisdiction_id = NEW.jurisdiction_id
        AND h.report_id = NEW.report_id AND h.status = 'held') THEN
        SELECT n.reference INTO report FROM registry.nuisance_report AS n
            WHERE n.jurisdiction_id = NEW.jurisdiction_id AND n.id = NEW.report_id;
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'held_contact_is_not_erased',
            MESSAGE = format('The contact of %s is held, so it is not erased.', report),
            HINT = 'Lift the hold first, with a reason, or refuse the erasure.';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION ops.guard_contact_hold() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM registry.contact_erasure AS x WHERE x.jurisdiction_id = NEW.jurisdiction_id
        AND x.report_id = NEW.report_id AND x.status = 'approved') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'erased_contact_is_not_held',
            MESSAGE = format('The erasure of the contact of %s is approved, so it is not held.',
                (SELECT n.reference FROM registry.nuisance_report AS n
                 WHERE n.jurisdiction_id = NEW.jurisdiction_id AND n.id = NEW.report_id)),
            HINT = 'The report shows what became of it.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_contact_hold IS 'BEFORE INSERT: two persons approved an erasure, so one doesn''t stop it.';

COMMENT ON FUNCTION ops.guard_contact_erasure IS 'BEFORE INSERT OR UPDATE: another person decides, and what is held is not erased.';
REVOKE ALL ON FUNCTION ops.contact_months(integer, text), ops.local_month(integer), ops.contact_outcome(integer, uuid),
    ops.contact_month(integer, uuid), ops.require_retention_run(), ops.guard_superseding(), ops.guard_contact_key(), ops.guard_contact(), ops.guard_wrapping(), ops.guard_shredding(),
    ops.guard_unsealing(), ops.guard_contact_erasure(), ops.guard_contact_hold() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ops.contact_months(integer, text), ops.local_month(integer), ops.contact_outcome(integer, uuid),
    ops.contact_month(integer, uuid) TO registry_service;

-- 6. Triggers, legal acts, row security, grants -----------------------------------------------------------------------

DO $$
DECLARE name text; act text; roles text;
BEGIN
    FOREACH name IN ARRAY ARRAY['contact_key', 'unsealing', 'contact_hold', 'contact_erasure'] LOOP
        EXECUTE format('CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_act()', name);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER record_update AFTER UPDATE ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER never_deleted', name);
    END LOOP;
    FOR name, act, roles IN VALUES
        ('contact_epoch', 'open', 'intake,officer,inspector,administrator'), ('contact_shredding', 'shred', 'administrator'),
        ('nuisance_contact', 'receive', 'intake,officer,inspector'),
        ('contact_wrapping', 'wrap', 'intake,officer,inspector,administrator'),
        ('contact_retention', 'set', 'policy,administrator') LOOP
        EXECUTE format('CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_fact(%L, %L)', name, act, roles);
        IF name = 'contact_wrapping' THEN
            EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                           'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact()', name);
        ELSE
            EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                           'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact(%L)', name, act);
        END IF;
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER append_only', name);
    END LOOP;
END $$;
CREATE TRIGGER guard_2_contact_key BEFORE INSERT OR UPDATE ON registry.contact_key
    FOR EACH ROW EXECUTE FUNCTION ops.guard_contact_key();
-- The condition is worked out as whoever sends the statement, before the function runs as the owner.
CREATE TRIGGER guard_3_superseding BEFORE UPDATE ON registry.contact_key
    FOR EACH ROW WHEN (NEW.act = 'supersede' AND current_user <> 'registry_owner') EXECUTE FUNCTION ops.guard_superseding();
CREATE TRIGGER guard_2_nuisance_contact BEFORE INSERT ON registry.nuisance_contact
    FOR EACH ROW EXECUTE FUNCTION ops.guard_contact();
CREATE TRIGGER guard_2_contact_wrapping BEFORE INSERT ON registry.contact_wrapping
    FOR EACH ROW EXECUTE FUNCTION ops.guard_wrapping();
CREATE TRIGGER guard_2_contact_shredding BEFORE INSERT ON registry.contact_shredding
    FOR EACH ROW EXECUTE FUNCTION ops.guard_shredding();
CREATE TRIGGER guard_2_unsealing BEFORE INSERT OR UPDATE ON registry.unsealing
    FOR EACH ROW EXECUTE FUNCTION ops.guard_unsealing();
CREATE TRIGGER guard_2_contact_hold BEFORE INSERT ON registry.contact_hold
    FOR EACH ROW EXECUTE FUNCTION ops.guard_contact_hold();
CREATE TRIGGER guard_2_contact_erasure BEFORE INSERT OR UPDATE ON registry.contact_erasure
    FOR EACH ROW EXECUTE FUNCTION ops.guard_contact_erasure();

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('contact_key', 'propose', 'new', 'proposed', '{administrator}'),
    ('contact_key', 'confirm', 'proposed', 'active', '{officer,reviewer}'),
    ('contact_key', 'withdraw', 'proposed', 'withdrawn', '{administrator}'),
    ('contact_key', 'supersede', 'active', 'superseded', '{officer,reviewer}'),
    ('unsealing', 'request', 'new', 'requested', '{officer}'),
    ('unsealing', 'request_for_case', 'new', 'granted', '{officer}'),
    ('unsealing', 'grant', 'requested', 'granted', '{officer,reviewer}'),
    ('unsealing', 'refuse', 'requested', 'refused', '{officer,reviewer}'),
    ('unsealing', 'read', 'granted', 'granted', '{officer}'),
    ('contact_hold', 'place', 'new', 'held', '{officer}'),
    ('contact_hold', 'lift', 'held', 'lifted', '{officer}'),
    ('contact_erasure', 'request', 'new', 'requested', '{officer}'),
    ('contact_erasure', 'approve', 'requested', 'approved', '{officer,reviewer}'),
    ('contact_erasure', 'refuse', 'requested', 'refused', '{officer,reviewer}');

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['unsealing', 'contact_hold', 'contact_erasure', 'contact_retention', 'contact_shredding'] LOOP
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.staff_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()))', name);
    END LOOP;
    -- A purpose or a reason can say who reported.
    FOREACH name IN ARRAY ARRAY['unsealing', 'contact_hold', 'contact_erasure'] LOOP
        EXECUTE format('CREATE POLICY seen_by_who_decides ON registry.%I AS RESTRICTIVE FOR SELECT USING '
                       '((SELECT ops.context_roles())::text[] && ''{officer,reviewer,administrator}'')', name);
    END LOOP;
    -- Public halves of keys: who brings a report in needs them.
    FOREACH name IN ARRAY ARRAY['contact_key', 'contact_epoch'] LOOP
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.context_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.context_jurisdiction()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['nuisance_contact', 'contact_wrapping'] LOOP
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY written_with_the_report ON registry.%I FOR INSERT '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.context_jurisdiction()))', name);
        EXECUTE format('CREATE POLICY read_by_officers ON registry.%I FOR SELECT USING (jurisdiction_id = (SELECT ops.context_jurisdiction()) '
                       'AND (SELECT ops.context_roles())::text[] && ''{officer,administrator}'')', name);
    END LOOP;
END $$;

GRANT SELECT ON registry.contact_key, registry.contact_epoch, registry.contact_shredding, registry.nuisance_contact,
    registry.contact_wrapping, registry.contact_retention, registry.unsealing, registry.contact_hold, registry.contact_erasure
    TO registry_service;
-- Never an id: the newest counts, and who chose the largest number would have the last word.
GRANT INSERT (jurisdiction_id, name, month, public_key, recorded_by) ON registry.contact_epoch TO registry_service;
GRANT INSERT (jurisdiction_id, epoch_id, ground, recorded_by) ON registry.contact_shredding TO registry_service;
GRANT INSERT (jurisdiction_id, report_id, epoch_id, wrapped_key, act, recorded_by) ON registry.contact_wrapping TO registry_service;
GRANT INSERT (jurisdiction_id, outcome, months, reason, recorded_by) ON registry.contact_retention TO registry_service;
GRANT INSERT (jurisdiction_id, report_id, status, version, act, effective_on, reason, changed_by) ON registry.contact_hold
    TO registry_service;
GRANT INSERT (jurisdiction_id, id, contact_key_id, ciphertext, recorded_by) ON registry.nuisance_contact TO registry_service;
GRANT INSERT (jurisdiction_id, name, public_key, proposed_by, status, version, act, effective_on, reason, changed_by)
    ON registry.contact_key TO registry_service;
GRANT INSERT (jurisdiction_id, report_id, case_id, purpose, requested_by, status, version, act, effective_on, reason, changed_by)
    ON registry.unsealing TO registry_service;
GRANT INSERT (jurisdiction_id, report_id, requested_by, status, version, act, effective_on, reason, changed_by)
    ON registry.contact_erasure TO registry_service;
GRANT UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) ON registry.contact_key, registry.unsealing,
    registry.contact_hold, registry.contact_erasure TO registry_service;
