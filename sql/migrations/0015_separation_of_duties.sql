-- Separation of duties: who stands in for whom, who is barred from which outlet, and what exactly was approved.

-- 1. Deputies: persons who count as one ------------------------------------------------------------------------------

CREATE TABLE registry.deputy (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    deputy_id bigint NOT NULL CONSTRAINT deputy_is_another_person CHECK (deputy_id <> person_id),
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    recorded_by bigint NOT NULL,
    status text NOT NULL DEFAULT 'standing',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'record',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT deputy_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT deputy_stands_in_for_a_day_at_least CHECK (ends_on > starts_on OR status = 'ended'),
    CONSTRAINT deputy_stands_in_for_a_year_at_most CHECK (ends_on <= starts_on + 366),
    CONSTRAINT deputy_has_known_days CHECK (starts_on >= '1900-01-01' AND ends_on <= '2999-12-31'),
    CONSTRAINT ending_a_deputyship_has_a_reason CHECK (status <> 'ended' OR length(btrim(reason)) >= 10),
    CONSTRAINT deputy_is_of_a_person FOREIGN KEY (jurisdiction_id, person_id)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT deputy_is_a_person FOREIGN KEY (jurisdiction_id, deputy_id)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.deputy IS
    'Who stands in for whom, from day to day. It gives nobody a right: roles do. The two count as one person wherever the law '
    'of the registry asks for two, in both directions, for what is done in those days and what was begun in them.';
COMMENT ON COLUMN registry.deputy.ends_on IS 'First day on which the deputy stands in no more.';

CREATE FUNCTION ops.require_another_person(home integer, other bigint, since timestamptz, rule text, did text, must text,
    advice text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self bigint := ops.context_person();
    begun date := (SELECT (since AT TIME ZONE j.time_zone)::date FROM registry.jurisdiction AS j WHERE j.id = home);
    today date := (SELECT (clock_timestamp() AT TIME ZONE j.time_zone)::date FROM registry.jurisdiction AS j WHERE j.id = home);
    name text;
    tie text;
BEGIN
    IF other = self THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = rule,
            MESSAGE = format('You %s, so someone else must %s.', did, must), HINT = advice;
    END IF;
    IF registry.stands_as(home, other, begun) = registry.stands_as(home, self, begun) THEN
        SELECT p.name INTO name FROM registry.person AS p WHERE p.jurisdiction_id = home AND p.id = other;
        SELECT CASE d.deputy_id WHEN self THEN format('you stand in for %s from %s until %s', name, d.starts_on, d.ends_on)
                ELSE format('%s stands in for you from %s until %s', name, d.starts_on, d.ends_on) END INTO tie
            FROM registry.deputy AS d
            WHERE d.jurisdiction_id = home AND (d.person_id, d.deputy_id) IN ((self, other), (other, self))
                AND d.starts_on <= today AND d.ends_on > least(begun, today)
            ORDER BY d.ends_on DESC, d.id DESC LIMIT 1;
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = rule,
            MESSAGE = format('%s %s, and %s. You two count as one person, so someone else must %s.', name, did,
                coalesce(tie, format('you and %s stand in for the same person', name)), must),
            HINT = advice;
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_another_person IS
    'Refuses the second step of an act that takes two persons to whoever did the first (other), and to whoever has counted as '
    'one with that person on a day since it was begun. did and must are the two steps in words.';

CREATE FUNCTION ops.two_can_act(home integer, on_day date, person bigint, deputy bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE link (one, other) AS (
        SELECT d.person_id, d.deputy_id FROM registry.deputy AS d
        WHERE d.jurisdiction_id = home AND d.starts_on <= on_day AND d.ends_on > on_day
        UNION SELECT person, deputy WHERE person IS NOT NULL
    ), able AS (
        SELECT g.person_id AS id, g.role FROM registry.role_grant AS g
        JOIN registry.person AS p ON p.jurisdiction_id = g.jurisdiction_id AND p.id = g.person_id AND p.status = 'active'
        WHERE g.jurisdiction_id = home AND g.status = 'granted' AND g.role IN ('officer', 'reviewer')
    ), same (start, id) AS (
        SELECT a.id, a.id FROM able AS a
        UNION
        SELECT s.start, CASE s.id WHEN l.one THEN l.other ELSE l.one END FROM same AS s JOIN link AS l ON s.id IN (l.one, l.other)
    ), counted AS (
        SELECT a.role, (SELECT min(s.id) FROM same AS s WHERE s.start = a.id) AS as_one FROM able AS a
    )
    SELECT EXISTS (SELECT FROM counted AS o JOIN counted AS r ON o.as_one <> r.as_one
        WHERE o.role = 'officer' AND r.role = 'reviewer');
END;
COMMENT ON FUNCTION ops.two_can_act IS
    'Whether on a day an officer and a reviewer are there who don''t count as one person, if besides the deputies that are recorded '
    'one more stood in (NULL: none): else nothing could be issued.';

CREATE FUNCTION ops.guard_deputy() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self bigint := ops.context_person();
    today date := (clock_timestamp() AT TIME ZONE (
        SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id))::date;
    alone date;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.recorded_by IS DISTINCT FROM self THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'A deputy is recorded in one''s own name.';
        END IF;
        IF self IN (NEW.person_id, NEW.deputy_id) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'deputy_is_recorded_by_another_person',
                MESSAGE = 'You are one of the two who would count as one, so someone else must record it.',
                HINT = 'Ask another administrator.';
        END IF;
        SELECT min(b.day) INTO alone FROM (SELECT NEW.starts_on AS day
            UNION SELECT d.starts_on FROM registry.deputy AS d WHERE d.jurisdiction_id = NEW.jurisdiction_id
                AND d.starts_on > NEW.starts_on AND d.starts_on < NEW.ends_on) AS b
        WHERE ops.two_can_act(NEW.jurisdiction_id, b.day, NULL, NULL)
            AND NOT ops.two_can_act(NEW.jurisdiction_id, b.day, NEW.person_id, NEW.deputy_id);
        IF alone IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'two_persons_stay_who_act',
                MESSAGE = format('From %s on no officer and reviewer would be left who are two persons, so nothing could be issued '
                    'and no deputy was recorded.', alone),
                HINT = 'Give another person the role officer or reviewer first, or name another deputy.';
        END IF;
        RETURN NEW;
    END IF;
    -- Whoever else may: a chain of deputies must not keep everybody from ending it.
    IF self IN (OLD.person_id, OLD.deputy_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'deputyship_ended_by_another_person',
            MESSAGE = format('You are one of the two who count as one under deputyship %s, so someone else must end it.', OLD.id),
            HINT = format('Ask an administrator or a reviewer; it ends by itself on %s.', OLD.ends_on);
    END IF;
    -- To the end of today the two have counted as one; one that was to come never does.
    NEW.ends_on := greatest(OLD.starts_on, least(OLD.ends_on, today + 1));
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_deputy IS
    'BEFORE INSERT OR UPDATE: a deputy is recorded in one''s own name by somebody who is neither of the two, and not where no '
    'two persons would be left to draft and to issue; before its day a deputyship is ended by somebody who is neither of the '
    'two, and counts to the end of that day.';

-- 2. Conflicts of interest: persons who keep away from an outlet ------------------------------------------------------

CREATE TABLE registry.conflict_of_interest (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    outlet_id bigint NOT NULL,
    starts_on date NOT NULL,
    why text NOT NULL CONSTRAINT conflict_has_a_reason CHECK (length(btrim(why)) >= 10),
    status text NOT NULL DEFAULT 'standing',
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL DEFAULT 'declare',
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conflict_of_interest_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT conflict_begins_on_a_known_day CHECK (starts_on BETWEEN '1900-01-01' AND '2999-12-31'),
    CONSTRAINT ending_a_conflict_has_a_reason CHECK (status <> 'ended' OR length(btrim(reason)) >= 10),
    CONSTRAINT conflict_is_of_a_person FOREIGN KEY (jurisdiction_id, person_id)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT conflict_is_about_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX one_standing_conflict_per_person_and_outlet ON registry.conflict_of_interest
    (jurisdiction_id, person_id, outlet_id, starts_on) WHERE status = 'standing';
COMMENT ON TABLE registry.conflict_of_interest IS
    'Who keeps away from which outlet, from a day on, and why. PostgreSQL refuses that person every act about the outlet but '
    'one: a visit is stored, and somebody else looks at it. It bars the person and not the deputy, who is called for that.';

CREATE FUNCTION ops.guard_conflict_of_interest() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    context text[] := ops.verified_context();
    self bigint := ops.context_person();
    standing registry.conflict_of_interest;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.person_id <> self AND NOT string_to_array(context[3], ',') && '{officer,administrator}' THEN
            RAISE EXCEPTION USING ERRCODE = 'RG001', CONSTRAINT = 'conflict_of_another_is_declared_by_an_officer',
                MESSAGE = 'To declare another person''s conflict of interest the role officer or administrator is needed.',
                HINT = 'Anyone declares one''s own; of another''s, tell an officer or an administrator.';
        END IF;
        -- One that begins later keeps nobody from declaring the one that holds now.
        SELECT b.* INTO standing FROM registry.conflict_of_interest AS b WHERE b.jurisdiction_id = NEW.jurisdiction_id
            AND b.person_id = NEW.person_id AND b.outlet_id = NEW.outlet_id AND b.status = 'standing'
            AND b.starts_on <= NEW.starts_on ORDER BY b.starts_on, b.id LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'RG006', CONSTRAINT = 'one_standing_conflict_per_person_and_outlet',
                MESSAGE = format('That person is barred from the outlet from %s on already (conflict of interest %s), so nothing '
                    'was declared.', standing.starts_on, standing.id),
                HINT = 'Look at the list of conflicts of interest.';
        END IF;
        RETURN NEW;
    END IF;
    PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.person_id,
        OLD.starts_on::timestamp AT TIME ZONE (SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id),
        'conflict_ended_by_another_person', format('fell under conflict of interest %s', OLD.id), 'end it',
        'Ask an officer, a reviewer or an administrator.');
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_conflict_of_interest IS
    'BEFORE INSERT OR UPDATE: anyone declares one''s own conflict, an officer or administrator another''s, unless one stands that '
    'began by then; the barred person '
    'doesn''t end it, nor who counts as one with that person.';

CREATE FUNCTION ops.guard_conflict() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self bigint := ops.context_person();
    said jsonb;
    about bigint;
    barred record;
BEGIN
    IF NOT EXISTS (SELECT FROM registry.conflict_of_interest AS b
        WHERE b.jurisdiction_id = NEW.jurisdiction_id AND b.person_id = self AND b.status = 'standing') THEN
        RETURN NEW;
    END IF;
    said := to_jsonb(NEW);
    about := CASE TG_ARGV[0]
        WHEN 'outlet' THEN (said ->> 'outlet_id')::bigint
        WHEN 'case' THEN (SELECT c.outlet_id FROM registry.case_file AS c
            WHERE c.jurisdiction_id = NEW.jurisdiction_id AND c.id = (said ->> 'case_id')::bigint)
        WHEN 'inspection' THEN (SELECT i.outlet_id FROM registry.inspection AS i
            WHERE i.jurisdiction_id = NEW.jurisdiction_id AND i.id = (said ->> 'inspection_id')::uuid)
        WHEN 'recommendation' THEN (SELECT r.outlet_id FROM registry.recommendation AS r
            WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = (said ->> 'recommendation_id')::bigint) END;
    SELECT b.id, b.starts_on, o.reference INTO barred FROM registry.conflict_of_interest AS b
        JOIN registry.jurisdiction AS j ON j.id = b.jurisdiction_id
        JOIN registry.outlet AS o ON o.jurisdiction_id = b.jurisdiction_id AND o.id = b.outlet_id
        WHERE b.jurisdiction_id = NEW.jurisdiction_id AND b.person_id = self AND b.outlet_id = about AND b.status = 'standing'
            AND b.starts_on <= (clock_timestamp() AT TIME ZONE j.time_zone)::date
        ORDER BY b.starts_on, b.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', CONSTRAINT = 'barred_by_a_conflict_of_interest',
            -- Without the reason, which can be private: a server may log what it refuses.
            MESSAGE = format('You are barred from outlet %s from %s on, so this was not done (conflict of interest %s).',
                barred.reference, barred.starts_on, barred.id),
            HINT = 'Ask a colleague to do it. When the conflict is over, somebody else than you ends it.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_conflict IS
    'BEFORE an act about an outlet: whoever is barred from the outlet doesn''t do it. Argument: what names the outlet.';

DO $$
DECLARE name text; whose text; word text;
BEGIN
    FOR name, whose, word IN VALUES
        ('correction', 'inspection', 'INSERT'), ('voiding', 'outlet', 'INSERT'), ('decision', 'case', 'INSERT'),
        ('gate_answer', 'recommendation', 'INSERT'), ('stated_fact', 'recommendation', 'INSERT'),
        ('action', 'case', 'INSERT OR UPDATE'), ('licence', 'outlet', 'INSERT OR UPDATE'),
        -- A case is opened with the inspection, which is stored whoever made it.
        ('case_file', 'outlet', 'UPDATE') LOOP
        EXECUTE format('CREATE TRIGGER guard_1_conflict BEFORE %s ON registry.%I FOR EACH ROW '
            'EXECUTE FUNCTION ops.guard_conflict(%L)', word, name, whose);
    END LOOP;
END $$;

CREATE FUNCTION registry.barred_names(home integer, premises bigint, persons bigint[], day date, known_at timestamptz)
    RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT string_agg(p.name, ' and ' ORDER BY p.id) FROM registry.person AS p
        WHERE p.jurisdiction_id = home AND p.id = ANY (persons) AND EXISTS (SELECT FROM registry.conflict_of_interest AS b
            WHERE b.jurisdiction_id = home AND b.person_id = p.id AND b.outlet_id = premises AND b.starts_on <= day
                AND (b.status = 'standing' OR b.changed_at > known_at)));
END $$;
COMMENT ON FUNCTION registry.barred_names IS
    'The names of those among some persons who were barred from an outlet on a day; known_at is when something was recorded, '
    'NULL is now: one that was ended held until then.';

-- 3. What exactly is approved ----------------------------------------------------------------------------------------

CREATE FUNCTION registry.action_content(a registry.action) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO'
    RETURN (SELECT json_build_object('action', a.reference, 'outlet', o.reference, 'case', c.reference, 'decision', d.id,
            'choice', d.choice, 'measure', d.measure, 'reasons', d.reasons, 'recommendation', r.id,
            'trace', encode(sha256(convert_to(r.trace::text, 'UTF8')), 'hex'), 'kind', a.kind, 'startsOn', a.starts_on::text,
            'endsOn', a.ends_on::text, 'amount', a.amount::text, 'currency', a.currency, 'text', a.text)::text
        FROM registry.decision AS d
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        JOIN registry.case_file AS c ON c.jurisdiction_id = d.jurisdiction_id AND c.id = a.case_id
        JOIN registry.outlet AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.id = c.outlet_id
        WHERE d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id);
COMMENT ON FUNCTION registry.action_content IS
    'Exactly what is issued with an action, as one text: its outlet, case, decision, recommendation (its trace by its hash), '
    'kind, days, amount and text. Its members stand in this order.';

CREATE FUNCTION registry.action_digest(a registry.action) RETURNS bytea
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN sha256(convert_to(registry.action_content(a), 'UTF8'));
COMMENT ON FUNCTION registry.action_digest IS 'SHA-256 of registry.action_content: what a reviewer names when issuing.';

CREATE FUNCTION ops.require_approved_content(issued registry.action) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE digest bytea := registry.action_digest(issued);
BEGIN
    IF issued.approved_digest IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'issue_names_what_was_read',
            MESSAGE = format('Action %s was not issued: the digest of the content that you read is missing.', issued.reference),
            HINT = 'Read the action, and send its digest.';
    END IF;
    IF issued.approved_digest <> digest THEN
        RAISE EXCEPTION USING ERRCODE = 'RG005', CONSTRAINT = 'issued_content_is_what_was_read',
            MESSAGE = format('Action %s was not issued: its content is not what you read (its digest is %s now, you sent %s).',
                issued.reference, left(encode(digest, 'hex'), 12), left(encode(issued.approved_digest, 'hex'), 12)),
            HINT = 'Read it again and decide on what it says now.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_approved_content IS
    'An approval is of one content: the digest that comes with it is that of what would be issued, worked out by PostgreSQL in '
    'the same statement.';

-- 4. Guards, row security and grants of the two tables ---------------------------------------------------------------

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['deputy', 'conflict_of_interest'] LOOP
        EXECUTE format('CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.%I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_act()', name);
        EXECUTE format('CREATE TRIGGER guard_2_%1$s BEFORE INSERT OR UPDATE ON registry.%1$I '
                       'FOR EACH ROW EXECUTE FUNCTION ops.guard_%1$I()', name);
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER record_update AFTER UPDATE ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_act()', name);
        EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER never_deleted', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.staff_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()))', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE (status, version, act, effective_on, reason, changed_by, changed_at) '
                       'ON registry.%I TO registry_service', name);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION ops.require_another_person(integer, bigint, timestamptz, text, text, text, text), ops.two_can_act(integer, date, bigint, bigint), ops.guard_deputy(),
    ops.guard_conflict_of_interest(), ops.guard_conflict(), ops.require_approved_content(registry.action) FROM PUBLIC;

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('deputy', 'record', 'new', 'standing', '{administrator}'),
    ('deputy', 'end', 'standing', 'ended', '{administrator,reviewer}'),
    ('conflict_of_interest', 'declare', 'new', 'standing', '{anyone}'),
    ('conflict_of_interest', 'end', 'standing', 'ended', '{officer,reviewer,administrator}');
