-- Cases, recommendations, decisions and enforcement actions.

CREATE TABLE registry.case_file (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    outlet_id bigint NOT NULL,
    opened_on date NOT NULL,
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT case_file_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT case_of_an_outlet UNIQUE (jurisdiction_id, outlet_id, id),
    CONSTRAINT case_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT closing_a_case_has_a_reason CHECK (
        status <> 'closed' AND act <> 'reopen' OR length(btrim(reason)) >= 10),
    CONSTRAINT case_is_about_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE UNIQUE INDEX one_open_case_per_outlet ON registry.case_file (jurisdiction_id, outlet_id) WHERE status = 'open';
-- Hash indexes for the same reason as inspection_by_id.
CREATE INDEX case_by_id ON registry.case_file USING hash (id) WITH (fillfactor = 10);
CREATE INDEX open_case_of_outlet ON registry.case_file USING hash (outlet_id) WITH (fillfactor = 10) WHERE status = 'open';
COMMENT ON TABLE registry.case_file IS
    'The file for one outlet in which recommendations, decisions and actions are taken. ("case" is a keyword of SQL and Swift.)';
COMMENT ON COLUMN registry.case_file.opened_on IS
    'The day on which it was opened here; an inspection that is entered late, and opens it, was on an earlier one (effective_on).';

CREATE TABLE registry.recommendation (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    outlet_id bigint NOT NULL,
    case_id bigint NOT NULL,
    inspection_id uuid NOT NULL,
    pack_id text NOT NULL,
    pack_version text NOT NULL,
    pack_sha256 text NOT NULL,
    day date NOT NULL,
    measure text,
    person_decides boolean NOT NULL,
    facts json NOT NULL,
    trace json NOT NULL,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT recommendation_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT recommendation_has_a_measure_or_says_a_person_decides CHECK (person_decides OR measure IS NOT NULL),
    CONSTRAINT recommendation_belongs_to_a_case FOREIGN KEY (jurisdiction_id, outlet_id, case_id)
        REFERENCES registry.case_file (jurisdiction_id, outlet_id, id),
    CONSTRAINT recommendation_follows_an_inspection FOREIGN KEY (jurisdiction_id, outlet_id, inspection_id)
        REFERENCES registry.inspection (jurisdiction_id, outlet_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX recommendation_of_case ON registry.recommendation (jurisdiction_id, case_id, id DESC);
CREATE INDEX recommendation_of_inspection ON registry.recommendation USING hash (inspection_id) WITH (fillfactor = 10);
COMMENT ON TABLE registry.recommendation IS
    'What the policy pack said about the facts of an inspection: the facts it was given, its trace, and the pack''s hash. Append-only.';
-- Some kilobytes in each row; lz4 takes a quarter of the time of pglz for the same size. Not every server is built with it.
DO $$
BEGIN
    IF 'lz4' = ANY ((SELECT enumvals FROM pg_settings WHERE name = 'default_toast_compression')::text[]) THEN
        ALTER TABLE registry.recommendation ALTER COLUMN facts SET COMPRESSION lz4, ALTER COLUMN trace SET COMPRESSION lz4;
    END IF;
END $$;
COMMENT ON COLUMN registry.recommendation.measure IS 'Kind of the combined measure, none where the rules say that nothing follows, NULL where a person decides or chooses.';
COMMENT ON COLUMN registry.recommendation.facts IS
    'What the pack was given, byte by byte as the policy module wrote it (so json, not jsonb): a replay reads the same text.';
COMMENT ON COLUMN registry.recommendation.trace IS 'The Decision of the policy module as stable JSON (its "format" member is the version of the form).';

-- What a recommendation rests on: the failed criteria that its trace has a line for, as violations of its inspection.
CREATE FUNCTION registry.ground_stands(jurisdiction integer, inspection uuid, trace json) RETURNS boolean
    LANGUAGE sql STABLE COST 1000 SET search_path = pg_catalog, pg_temp
    RETURN EXISTS (SELECT FROM registry.violation AS v
        WHERE v.jurisdiction_id = jurisdiction AND v.inspection_id = inspection AND v.status <> 'set_aside'
            AND (coalesce(json_array_length(trace -> 'lines'), 0) = 0
                OR v.criterion IN (SELECT l.line ->> 'criterion' FROM json_array_elements(trace -> 'lines') AS l(line))));
COMMENT ON FUNCTION registry.ground_stands IS
    'Whether a violation that a recommendation rests on still stands; when none does, the recommendation is moot.';

CREATE FUNCTION registry.rests_on(facts json, trace json, violation text) RETURNS boolean
    LANGUAGE sql IMMUTABLE COST 1000 SET search_path = pg_catalog, pg_temp
    -- Each document is made jsonb once per question: traces are long.
    RETURN jsonb_path_exists(trace::jsonb, '$.lines[*] ? (exists(@.counted[*] ? (@.id == $id))
            || exists(@.severity.rises[*].counted[*] ? (@.id == $id))
            || exists(@.refused[*] ? (@.id == $id && (@.reason == "source_does_not_say" || @.reason like_regex "_not_known$")))
            || exists(@.severity.rises[*].refused[*] ? (@.id == $id
                && (@.reason == "source_does_not_say" || @.reason like_regex "_not_known$"))))',
            jsonb_build_object('id', violation))
        OR jsonb_path_exists(trace::jsonb, '$ ? (exists(@.rewards[*]) || exists(@.notEarned[*])
                || exists(@.lines[*].gates[*] ? (@.by == "facts" && !exists(@.incidents))))')
            AND jsonb_path_exists(facts::jsonb, '$.history[*] ? (@.id == $id && @.standing == "established")',
                jsonb_build_object('id', violation));
COMMENT ON FUNCTION registry.rests_on IS
    'Whether a recommendation rests on an earlier violation: its trace counts it, for a step or a class, or leaves open whether '
    'it counts; or the facts, and not a person, decided a gate, a choice or a reward and hold it as established.';

CREATE FUNCTION registry.ground_is_whole(jurisdiction integer, inspection uuid, trace json) RETURNS boolean
    LANGUAGE sql STABLE COST 1000 SET search_path = pg_catalog, pg_temp
    RETURN NOT EXISTS (SELECT FROM json_array_elements(trace -> 'lines') AS line
        WHERE NOT EXISTS (SELECT FROM registry.violation AS v
            WHERE v.jurisdiction_id = jurisdiction AND v.inspection_id = inspection AND v.status <> 'set_aside'
                AND v.criterion = line ->> 'criterion'));
COMMENT ON FUNCTION registry.ground_is_whole IS
    'Whether every violation that a recommendation rests on still stands; only then can its action be issued.';

CREATE FUNCTION registry.decided_measures(choice text, decided text, trace json)
    RETURNS TABLE (place bigint, kind text, words text, lowest numeric, highest numeric, currency text, shortest interval,
        longest interval)
    LANGUAGE sql STABLE COST 1000 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH part AS (
        SELECT m.place, m.part ->> 'kind' AS kind, m.part ->> 'text' AS words,
            CASE WHEN m.part ->> 'per' IS NULL THEN coalesce(m.part -> 'amount', m.part #> '{amountRange,least}') END AS lowest,
            CASE WHEN m.part ->> 'per' IS NULL THEN coalesce(m.part -> 'amount', m.part #> '{amountRange,most}') END AS highest,
            coalesce(m.part -> 'length', m.part #> '{lengthRange,least}') AS shortest,
            coalesce(m.part -> 'length', m.part #> '{lengthRange,most}') AS longest
        FROM json_array_elements(CASE coalesce(json_array_length(trace -> 'options'), 0)
            WHEN 0 THEN json_build_array(trace -> 'measure') WHEN 1 THEN trace #> '{options,0,measures}'
            ELSE '[]'::json END) WITH ORDINALITY AS m(part, place)
        WHERE choice = 'follow' AND m.part ->> 'kind' IS NOT NULL
    ), kinds AS (
        SELECT min(p.place) AS place, p.kind, string_agg(p.words, ' and ' ORDER BY p.place) AS words,
            -- Of several measures of one kind one action takes all: their amounts add up. How their days run is not compared.
            CASE WHEN count(p.lowest) = count(*) THEN sum((p.lowest ->> 'minorUnits')::numeric / 100) END AS lowest,
            CASE WHEN count(p.highest) = count(*) THEN sum((p.highest ->> 'minorUnits')::numeric / 100) END AS highest,
            min(coalesce(p.lowest, p.highest) ->> 'currency') AS currency,
            count(DISTINCT coalesce(p.lowest, p.highest) ->> 'currency') = 1 AS is_one_currency,
            CASE WHEN count(*) = 1 THEN min(((p.shortest ->> 'value') || ' ' || (p.shortest ->> 'unit'))::interval) END AS shortest,
            CASE WHEN count(*) = 1 THEN min(((p.longest ->> 'value') || ' ' || (p.longest ->> 'unit'))::interval) END AS longest
        FROM part AS p GROUP BY p.kind
    )
    SELECT k.place, k.kind, k.words, CASE WHEN k.is_one_currency THEN k.lowest END,
        CASE WHEN k.is_one_currency THEN k.highest END, CASE WHEN k.is_one_currency THEN k.currency END, k.shortest, k.longest
    FROM kinds AS k
    UNION ALL
    SELECT 1, decided, NULL, NULL, NULL, NULL, NULL, NULL WHERE decided <> 'none' AND NOT EXISTS (SELECT FROM kinds);
END;
COMMENT ON FUNCTION registry.decided_measures IS
    'What a decision calls for, one row per kind of action, in the order of the rules: of what is followed all that the trace '
    'has going together, else the measure that was decided. Amounts and lengths as far as the trace says them; NULL binds nothing.';

CREATE FUNCTION registry.measure_in_words(trace json) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN CASE WHEN coalesce(json_array_length(trace -> 'options'), 0) = 0 THEN trace #>> '{measure,text}'
        ELSE (SELECT string_agg(p.words, CASE WHEN p.are_joined THEN ', or ' ELSE ' or ' END ORDER BY p.place)
            FROM (SELECT o.place, bool_or(json_array_length(o.option -> 'measures') > 1) OVER () AS are_joined,
                    (SELECT string_agg(m.part ->> 'text', ' and ' ORDER BY m.place)
                     FROM json_array_elements(o.option -> 'measures') WITH ORDINALITY AS m(part, place)) AS words
                FROM json_array_elements(trace -> 'options') WITH ORDINALITY AS o(option, place)) AS p) END;
COMMENT ON FUNCTION registry.measure_in_words IS
    'What a recommendation is in whole, all that goes together and all there is to choose from; NULL where the rules name no measure.';

CREATE TABLE registry.decision (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    case_id bigint NOT NULL,
    recommendation_id bigint NOT NULL,
    choice text NOT NULL CONSTRAINT decision_choice_is_known CHECK (choice IN ('follow', 'depart')),
    measure text CONSTRAINT measure_is_known CHECK (measure IN ('none', 'conversation', 'warning', 'penalty_order',
        'enforcement_order', 'fine', 'closure', 'suspension', 'withdrawal', 'referral')),
    measures text[] NOT NULL,
    reasons text,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT decision_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT one_decision_per_recommendation UNIQUE (jurisdiction_id, recommendation_id),
    CONSTRAINT departing_needs_reasons CHECK (choice = 'follow' OR length(btrim(reasons)) >= 10),
    CONSTRAINT decision_names_a_measure CHECK (measure IS NOT NULL),
    CONSTRAINT decision_belongs_to_a_case FOREIGN KEY (jurisdiction_id, case_id)
        REFERENCES registry.case_file (jurisdiction_id, id),
    CONSTRAINT decision_is_about_a_recommendation FOREIGN KEY (jurisdiction_id, recommendation_id)
        REFERENCES registry.recommendation (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.decision IS 'The internal choice about a recommendation: follow it, or depart from it with reasons. Append-only.';
COMMENT ON COLUMN registry.decision.measures IS
    'Every kind of action that it calls for, in the order of the rules, each carried out by an action of its own: of what is '
    'followed all that goes together. The guard writes it (registry.decided_measures); empty when nothing is done.';

CREATE FUNCTION ops.require_open_case(jurisdiction integer, case_key bigint) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE file registry.case_file;
BEGIN
    SELECT * INTO file FROM registry.case_file AS c WHERE c.jurisdiction_id = jurisdiction AND c.id = case_key
        FOR NO KEY UPDATE;
    IF file.status <> 'open' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'case_is_open',
            MESSAGE = format('Case %s is closed.', file.reference),
            HINT = 'Open a new case for the outlet.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_open_case IS
    'The case is open and stays so to the end of the transaction: closing it, and every other decision or action in it, waits, '
    'at every isolation level.';

CREATE FUNCTION ops.guard_open_case() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM ops.require_open_case(NEW.jurisdiction_id, NEW.case_id);
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_open_case IS 'BEFORE INSERT: nothing is added to a closed case.';

CREATE FUNCTION ops.require_no_action(advice registry.recommendation, own_decision bigint, chosen text) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM registry.action AS a
        JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        WHERE a.jurisdiction_id = advice.jurisdiction_id AND (a.status IN ('draft', 'proposed') OR a.status = 'issued' AND chosen <> 'none')
            AND r.inspection_id = advice.inspection_id AND r.pack_id = advice.pack_id AND d.id <> own_decision) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'one_action_per_inspection_and_pack',
            MESSAGE = 'An action about this inspection stands already.',
            HINT = 'Withdraw or revoke that action before you decide anew; beside an issued one you can decide that nothing '
                'more is done.';
    END IF;
END $$;
COMMENT ON FUNCTION ops.require_no_action IS
    'No action of another decision stands about the inspection and pack of a recommendation: asked when a decision is taken '
    'and when an action is drafted. Beside an issued action it can be decided that nothing more is done: a newer '
    'recommendation would keep the case open for ever. Of one and the same decision, one_action_per_decision_and_kind says so.';

CREATE FUNCTION ops.guard_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    advice registry.recommendation;
    outdated text;
BEGIN
    SELECT * INTO advice FROM registry.recommendation AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = NEW.recommendation_id;
    IF advice.case_id IS DISTINCT FROM NEW.case_id THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'decision_is_about_its_own_case',
            MESSAGE = 'The recommendation belongs to another case.', HINT = 'Decide on it in its own case.';
    END IF;
    PERFORM ops.require_open_case(NEW.jurisdiction_id, NEW.case_id);
    PERFORM ops.require_inspection_holds(advice.jurisdiction_id, advice.inspection_id);
    PERFORM ops.require_no_action(advice, NEW.id, NEW.measure);
    IF EXISTS (SELECT FROM registry.recommendation AS n WHERE n.jurisdiction_id = advice.jurisdiction_id
        AND n.inspection_id = advice.inspection_id AND n.pack_id = advice.pack_id AND n.id > advice.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'decision_is_on_the_latest_recommendation',
            MESSAGE = 'A newer recommendation about this inspection replaces this one.', HINT = 'Decide on the newer one.';
    END IF;
    IF NOT registry.ground_stands(advice.jurisdiction_id, advice.inspection_id, advice.trace) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'decision_is_on_a_recommendation_that_stands',
            MESSAGE = format('No violation that recommendation %s rests on stands any more, so there is nothing to decide.', advice.id),
            HINT = 'Close the case when nothing else is pending in it. Where a finding still fails because an action was '
                'revoked, ask the rules again about the inspection.';
    END IF;
    IF NEW.choice = 'follow' AND advice.person_decides THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'nothing_to_follow',
            MESSAGE = 'The recommendation leaves the measure to a person, so there is nothing to follow.',
            HINT = 'Depart with the measure you choose and your reasons.';
    END IF;
    IF NEW.choice = 'follow' AND NEW.measure IS DISTINCT FROM advice.measure THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'following_keeps_the_measure',
            MESSAGE = format('The recommendation is %s; %s would depart from it.',
                CASE advice.measure WHEN 'none' THEN 'no measure' ELSE advice.measure END, NEW.measure),
            HINT = 'Depart with reasons, or follow the recommended measure.';
    END IF;
    -- A decision names the kind alone: where the rules give a length, an amount or several measures, departing within the
    -- kind can differ in those.
    IF NEW.choice = 'depart' AND NEW.measure = advice.measure AND NOT advice.person_decides
        AND coalesce(json_array_length(advice.trace -> 'options'), 0) = 0
        AND coalesce(advice.trace #>> '{measure,length}', advice.trace #>> '{measure,lengthRange}',
            advice.trace #>> '{measure,amount}', advice.trace #>> '{measure,amountRange}') IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'departing_takes_another_measure',
            MESSAGE = format('Recommendation %s is %s already; to decide on the same is to follow it, not to depart from it.',
                advice.id, CASE advice.measure WHEN 'none' THEN 'no measure' ELSE replace(advice.measure, '_', ' ') END),
            HINT = 'Follow it, or depart with another measure.';
    END IF;
    IF NEW.choice = 'follow' THEN
        SELECT string_agg(o.words, '; ' ORDER BY o.place) INTO outdated
            FROM registry.outdated_facts(advice.jurisdiction_id, advice.id) AS o;
        IF outdated IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'what_is_followed_knows_what_stands',
                MESSAGE = format('Recommendation %s rests on what has changed since, so it is not followed: %s.', advice.id,
                    outdated),
                HINT = 'Ask the rules again about its inspection (recommendation recompute), and decide on what they say '
                    'then; or depart, with reasons.';
        END IF;
    END IF;
    NEW.measures := coalesce((SELECT array_agg(m.kind ORDER BY m.place)
        FROM registry.decided_measures(NEW.choice, NEW.measure, advice.trace) AS m), '{}');
    RETURN NEW;
END $$;

CREATE TABLE registry.action (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    number bigint NOT NULL,
    reference text NOT NULL,
    outlet_id bigint NOT NULL,
    case_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    kind text NOT NULL CONSTRAINT action_kind_is_known CHECK (kind IN ('conversation', 'warning', 'penalty_order',
        'enforcement_order', 'fine', 'closure', 'suspension', 'withdrawal', 'referral')),
    starts_on date,
    ends_on date,
    amount numeric(12, 2) CONSTRAINT amount_is_positive CHECK (amount > 0),
    currency text CONSTRAINT currency_has_three_letters CHECK (currency ~ '^[A-Z]{3}$'),
    text text NOT NULL CONSTRAINT action_says_what_it_orders CHECK (btrim(text) <> ''),
    proposed_by bigint NOT NULL,
    proposed_at timestamptz,
    issued_by bigint,
    issued_at timestamptz,
    approved_digest bytea CONSTRAINT digest_is_sha256 CHECK (octet_length(approved_digest) = 32),
    status text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    act text NOT NULL,
    effective_on date,
    reason text,
    changed_by bigint NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT action_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT action_reference_is_unique UNIQUE (jurisdiction_id, reference),
    CONSTRAINT issued_by_another_person CHECK (issued_by <> proposed_by),
    CONSTRAINT issued_action_says_who_and_when CHECK (
        (status IN ('issued', 'revoked')) = (issued_by IS NOT NULL AND issued_at IS NOT NULL)),
    CONSTRAINT issue_is_whole CHECK ((issued_by IS NULL) = (issued_at IS NULL)),
    CONSTRAINT proposed_action_says_when CHECK (status IN ('draft', 'withdrawn') OR proposed_at IS NOT NULL),
    CONSTRAINT closure_and_suspension_have_a_first_day CHECK (kind NOT IN ('closure', 'suspension') OR starts_on IS NOT NULL),
    CONSTRAINT action_ends_after_it_starts CHECK (ends_on > starts_on),
    CONSTRAINT action_has_known_days CHECK (starts_on >= '1900-01-01' AND coalesce(ends_on, starts_on) <= '2999-12-31'),
    CONSTRAINT amount_has_a_currency CHECK ((amount IS NULL) = (currency IS NULL)),
    CONSTRAINT fine_and_penalty_order_have_an_amount CHECK (kind NOT IN ('fine', 'penalty_order') OR amount IS NOT NULL),
    CONSTRAINT only_fine_and_penalty_order_have_an_amount CHECK (kind IN ('fine', 'penalty_order') OR amount IS NULL),
    CONSTRAINT returning_and_ending_have_a_reason CHECK (
        act NOT IN ('return', 'withdraw', 'revoke') OR length(btrim(reason)) >= 10),
    CONSTRAINT one_closure_at_a_time EXCLUDE USING gist (
        jurisdiction_id WITH =, outlet_id WITH =, daterange(starts_on, ends_on) WITH &&) WHERE (kind = 'closure' AND status = 'issued'),
    CONSTRAINT action_belongs_to_a_case FOREIGN KEY (jurisdiction_id, outlet_id, case_id)
        REFERENCES registry.case_file (jurisdiction_id, outlet_id, id),
    CONSTRAINT action_rests_on_a_decision FOREIGN KEY (jurisdiction_id, decision_id)
        REFERENCES registry.decision (jurisdiction_id, id),
    CONSTRAINT proposed_by_a_person FOREIGN KEY (jurisdiction_id, proposed_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT issued_by_a_person FOREIGN KEY (jurisdiction_id, issued_by)
        REFERENCES registry.person (jurisdiction_id, id),
    CONSTRAINT changed_by_a_person FOREIGN KEY (jurisdiction_id, changed_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX action_of_case ON registry.action (jurisdiction_id, case_id);
CREATE UNIQUE INDEX one_action_per_decision_and_kind ON registry.action (jurisdiction_id, decision_id, kind)
    WHERE status <> 'withdrawn';
CREATE INDEX action_by_status ON registry.action (jurisdiction_id, status);
COMMENT ON TABLE registry.action IS
    'An enforcement action: drafted and proposed by one person, issued by another; once issued it is the legal act.';
COMMENT ON COLUMN registry.action.ends_on IS 'First day after the closure, suspension or order; NULL when it has no end.';
COMMENT ON COLUMN registry.action.approved_digest IS
    'The digest of the content that was read before it was issued (registry.action_digest); NULL before that.';
COMMENT ON COLUMN registry.action.proposed_by IS 'Who drafted and proposes it; the person, however many accounts that person has.';
ALTER TABLE registry.licence ADD CONSTRAINT licence_rests_on_an_action FOREIGN KEY (jurisdiction_id, action_id)
    REFERENCES registry.action (jurisdiction_id, id);
ALTER TABLE registry.violation ADD CONSTRAINT violation_rests_on_an_action FOREIGN KEY (jurisdiction_id, action_id)
    REFERENCES registry.action (jurisdiction_id, id);

CREATE FUNCTION ops.require_case_to_decide_in(jurisdiction integer, case_key bigint) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM registry.case_file AS c
        JOIN registry.case_file AS o ON o.jurisdiction_id = c.jurisdiction_id AND o.outlet_id = c.outlet_id
            AND o.status = 'open' AND o.id <> c.id
        WHERE c.jurisdiction_id = jurisdiction AND c.id = case_key FOR NO KEY UPDATE;
    IF NOT FOUND THEN PERFORM ops.require_open_case(jurisdiction, case_key); END IF;
END $$;
COMMENT ON FUNCTION ops.require_case_to_decide_in IS
    'The case of an action that is revoked is open, or another case of its outlet is, and stays so to the end of the '
    'transaction: in an open one somebody else decides what follows (ops.pending_in_case, registry.leniency).';

CREATE FUNCTION registry.revoked_beside(jurisdiction integer, open_case bigint)
    RETURNS TABLE (action_id bigint, action text, kind text, file text, inspection_id uuid, inspection text, pack_id text,
        revoked_at timestamptz, revoked_by bigint, fails boolean)
    LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT a.id, a.reference, a.kind, c.reference, i.id, i.reference, r.pack_id, a.changed_at, a.changed_by,
        NOT EXISTS (SELECT FROM registry.voiding AS w
            WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id)
        AND EXISTS (SELECT FROM json_array_elements(r.trace -> 'lines') AS l(line)
            JOIN registry.finding AS f ON f.jurisdiction_id = i.jurisdiction_id AND f.inspection_id = i.id
                AND f.criterion = l.line ->> 'criterion'
            WHERE coalesce((SELECT k.result FROM registry.correction AS k
                WHERE k.jurisdiction_id = i.jurisdiction_id AND k.inspection_id = i.id AND k.criterion = f.criterion
                ORDER BY k.id DESC LIMIT 1), f.result) = 'fail')
    FROM registry.case_file AS o
    JOIN registry.action AS a ON a.jurisdiction_id = o.jurisdiction_id AND a.outlet_id = o.outlet_id
        AND a.status = 'revoked' AND a.changed_at > o.changed_at
    JOIN registry.case_file AS c ON c.jurisdiction_id = a.jurisdiction_id AND c.id = a.case_id
        AND c.status = 'closed' AND c.changed_at < a.changed_at
    JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
    JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
    JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.outlet_id = r.outlet_id
        AND i.id = r.inspection_id
    WHERE o.jurisdiction_id = jurisdiction AND o.id = open_case AND o.status = 'open'
        AND NOT EXISTS (SELECT FROM registry.recommendation AS n
            WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id
                AND n.recorded_at > a.changed_at);
END;
COMMENT ON FUNCTION registry.revoked_beside IS
    'The actions of closed cases that were revoked while this case of the outlet was open, and about whose inspection nobody '
    'has asked the rules since. Their case stays closed, for an outlet has one open case; what follows is decided in this one. '
    'fails says whether a criterion that the action was about still fails.';

CREATE FUNCTION ops.end_of_what_is_followed(choice registry.decision, advice registry.recommendation, drafted registry.action)
    RETURNS date
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part record;
    ends date := drafted.ends_on;
    earliest date;
    latest date;
    ordered text;
    mend text;
BEGIN
    SELECT m.* INTO part FROM registry.decided_measures(choice.choice, choice.measure, advice.trace) AS m
        WHERE m.kind = drafted.kind;
    IF drafted.kind IN ('closure', 'suspension', 'withdrawal') THEN
        earliest := (drafted.starts_on + part.shortest)::date;
        latest := (drafted.starts_on + part.longest)::date;
        -- Where the end is left out and only one is possible, it is that one.
        IF drafted.act = 'draft' AND ends IS NULL AND earliest = latest THEN ends := latest; END IF;
        IF drafted.starts_on IS NULL AND coalesce(part.shortest, part.longest) IS NOT NULL THEN
            ordered := format('a %s without its first day', drafted.kind);
            mend := 'Give its first day; the end follows from it.';
        ELSIF ends IS NULL AND latest IS NOT NULL OR ends < earliest OR ends > latest THEN
            ordered := format('from %s %s', drafted.starts_on, coalesce('until ' || ends, 'without an end'));
            mend := CASE WHEN earliest = latest THEN format('From %s on it is until %s.', drafted.starts_on, latest)
                WHEN earliest IS NULL THEN format('From %s on it is until %s at the latest.', drafted.starts_on, latest)
                WHEN latest IS NULL THEN format('From %s on it is until %s at the earliest.', drafted.starts_on, earliest)
                ELSE format('From %s on it is until a day from %s to %s.', drafted.starts_on, earliest, latest) END;
        END IF;
    ELSIF drafted.amount < part.lowest OR drafted.amount > part.highest OR drafted.currency <> part.currency THEN
        ordered := format('%s %s', drafted.currency, drafted.amount);
        mend := 'Give the amount that is recommended.';
    END IF;
    IF ordered IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'followed_action_keeps_its_amount_and_days',
            MESSAGE = format('Decision %s follows recommendation %s, which is %s; %s would depart from it.', choice.id,
                advice.id, part.words, ordered),
            HINT = mend || ' To decide otherwise, ask the rules again about the inspection, and depart with reasons.';
    END IF;
    RETURN ends;
END $$;
COMMENT ON FUNCTION ops.end_of_what_is_followed IS
    'The end of a drafted or amended action of a decision that follows. Its amount and its days are those of the '
    'recommendation, as far as the trace says them (registry.decided_measures): who wants others departs, with reasons.';

CREATE FUNCTION ops.require_facts_hold(choice registry.decision, ordered registry.action) RETURNS void
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed text := registry.changed_since(choice.jurisdiction_id, choice.id);
BEGIN
    IF changed IS NULL THEN
        RETURN;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'action_knows_what_stands',
        MESSAGE = format('Decision %s follows what has changed since, so %s: %s.', choice.id,
            CASE ordered.act WHEN 'draft' THEN 'no action is drafted on it'
                ELSE format('action %s is not %s', ordered.reference, CASE ordered.act WHEN 'issue' THEN 'issued' ELSE 'proposed' END)
            END, changed),
        HINT = CASE ordered.act WHEN 'draft' THEN 'Ask' ELSE 'Withdraw the action, ask' END
            || ' the rules again about its inspection (recommendation recompute), and decide on what they say then.';
END $$;
COMMENT ON FUNCTION ops.require_facts_hold IS
    'What an action of a decision that follows rests on has not changed since (registry.changed_since).';

CREATE FUNCTION ops.guard_action() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := ops.context_person();
    choice registry.decision;
    advice registry.recommendation;
    visit registry.inspection;
    today date;
    fallen text;
BEGIN
    SELECT * INTO choice FROM registry.decision AS d
        WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.decision_id;
    SELECT * INTO advice FROM registry.recommendation AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = choice.recommendation_id;
    IF choice.case_id IS DISTINCT FROM NEW.case_id THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'action_is_in_the_case_of_its_decision',
            MESSAGE = 'The decision was taken in another case.', HINT = 'Draft the action in the case of its decision.';
    END IF;
    IF NEW.kind <> ALL (choice.measures) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'action_does_what_was_decided',
            MESSAGE = format('The decision is %s; the action would be %s.',
                coalesce(nullif(array_to_string(choice.measures, ' and '), ''), choice.measure), NEW.kind),
            HINT = 'Draft the action that was decided.';
    END IF;
    IF NEW.act IN ('draft', 'amend') AND NEW.starts_on IS NOT NULL THEN
        SELECT * INTO visit FROM registry.inspection AS i
            WHERE i.jurisdiction_id = advice.jurisdiction_id AND i.id = advice.inspection_id;
        IF NEW.starts_on < visit.local_day THEN
            RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'action_starts_no_earlier_than_its_inspection',
                MESSAGE = format('The action would start on %s, before inspection %s of %s that it is about.', NEW.starts_on,
                    visit.reference, visit.local_day),
                HINT = format('Choose %s or a later day.', visit.local_day);
        END IF;
    END IF;
    IF NEW.act IN ('draft', 'amend') AND choice.choice = 'follow' THEN
        NEW.ends_on := ops.end_of_what_is_followed(choice, advice, NEW);
    END IF;
    IF NEW.act IN ('draft', 'propose', 'issue') THEN
        PERFORM ops.require_open_case(NEW.jurisdiction_id, NEW.case_id);
    END IF;
    -- Who alone revoked closes neither that case nor the other one, so that a revocation is never the end of it.
    IF NEW.act = 'revoke' THEN
        PERFORM ops.require_case_to_decide_in(NEW.jurisdiction_id, NEW.case_id);
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.proposed_by IS DISTINCT FROM person THEN
            RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'An action is drafted in one''s own name.';
        END IF;
        PERFORM ops.require_inspection_holds(advice.jurisdiction_id, advice.inspection_id);
        PERFORM ops.require_no_action(advice, NEW.decision_id, NEW.kind);
        IF EXISTS (SELECT FROM registry.recommendation AS n WHERE n.jurisdiction_id = advice.jurisdiction_id
            AND n.inspection_id = advice.inspection_id AND n.pack_id = advice.pack_id AND n.id > advice.id) THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'action_is_on_the_latest_recommendation',
                MESSAGE = format('A newer recommendation replaces the one that decision %s is about.', choice.id),
                HINT = 'Decide on the newer one, and draft the action of that decision.';
        END IF;
        PERFORM ops.require_facts_hold(choice, NEW);
        NEW.outlet_id := (SELECT c.outlet_id FROM registry.case_file AS c
            WHERE c.jurisdiction_id = NEW.jurisdiction_id AND c.id = NEW.case_id);
        RETURN NEW;
    END IF;
    NEW.proposed_at := CASE NEW.act WHEN 'propose' THEN clock_timestamp() WHEN 'return' THEN NEW.proposed_at
        ELSE OLD.proposed_at END;
    NEW.issued_at := CASE NEW.act WHEN 'issue' THEN clock_timestamp() ELSE OLD.issued_at END;
    IF NEW.proposed_by <> OLD.proposed_by THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'Who drafted an action does not change.';
    END IF;
    IF NEW.act IN ('amend', 'propose') AND person <> OLD.proposed_by THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = format('Action %s was drafted by someone else.', OLD.reference),
            HINT = 'Its drafter amends and proposes it; an officer can withdraw it and draft another.';
    END IF;
    IF NEW.act IN ('issue', 'return', 'revoke') THEN
        PERFORM ops.require_another_person(NEW.jurisdiction_id, OLD.proposed_by,
            coalesce((SELECT h.changed_at FROM registry.history AS h WHERE h.jurisdiction_id = OLD.jurisdiction_id
                AND h.object = 'action' AND h.object_key = OLD.id::text AND h.version = 1), OLD.proposed_at),
            'issued_by_another_person', 'drafted action ' || OLD.reference, NEW.act || ' it', 'Ask a reviewer.');
    END IF;
    IF NEW.act = 'issue' AND NEW.issued_by IS DISTINCT FROM person THEN
        RAISE EXCEPTION USING ERRCODE = 'RG003', MESSAGE = 'An action is issued in one''s own name.';
    END IF;
    IF NEW.act = 'issue' AND NEW.ends_on IS NOT NULL THEN
        SELECT (clock_timestamp() AT TIME ZONE j.time_zone)::date INTO today
            FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id;
        IF NEW.ends_on <= today THEN
            RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'issued_action_is_not_over',
                MESSAGE = format('The last day of action %s was %s; it is %s today, so nobody could obey it.', OLD.reference,
                    NEW.ends_on - 1, today),
                HINT = 'Return it, so that its drafter amends its days (action amend) and proposes it again.';
        END IF;
    END IF;
    IF NEW.act = 'issue' AND NOT registry.ground_is_whole(advice.jurisdiction_id, advice.inspection_id, advice.trace) THEN
        SELECT string_agg(l.line ->> 'criterion', ', ' ORDER BY l.line ->> 'criterion') INTO fallen
            FROM json_array_elements(advice.trace -> 'lines') AS l(line)
            WHERE NOT EXISTS (SELECT FROM registry.violation AS v
                WHERE v.jurisdiction_id = advice.jurisdiction_id AND v.inspection_id = advice.inspection_id
                    AND v.criterion = l.line ->> 'criterion' AND v.status <> 'set_aside');
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'violation_no_longer_stands',
            MESSAGE = format('Action %s rests on a violation that was set aside since it was recommended: criterion %s.',
                OLD.reference, fallen),
            HINT = 'Withdraw the action, and decide on a new recommendation.';
    END IF;
    IF NEW.act IN ('propose', 'issue') AND EXISTS (SELECT FROM registry.recommendation AS n
        WHERE n.jurisdiction_id = advice.jurisdiction_id AND n.inspection_id = advice.inspection_id
            AND n.pack_id = advice.pack_id AND n.id > advice.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'action_is_on_the_latest_recommendation',
            MESSAGE = format('A newer recommendation replaces the one that action %s carries out.', OLD.reference),
            HINT = 'Withdraw the action, decide on the newer recommendation, and draft the action of that decision.';
    END IF;
    IF NEW.act IN ('propose', 'issue') THEN
        PERFORM ops.require_facts_hold(choice, NEW);
    END IF;
    IF NEW.act <> 'amend' AND (NEW.kind, NEW.starts_on, NEW.ends_on, NEW.amount, NEW.currency, NEW.text, NEW.case_id, NEW.decision_id)
        IS DISTINCT FROM (OLD.kind, OLD.starts_on, OLD.ends_on, OLD.amount, OLD.currency, OLD.text, OLD.case_id, OLD.decision_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', MESSAGE = format('The content of action %s changes only while it is a draft.', OLD.reference),
            HINT = 'Have it returned, amend it and propose it again.';
    END IF;
    IF NEW.act = 'issue' THEN
        PERFORM ops.require_approved_content(NEW);
    ELSIF NEW.approved_digest IS DISTINCT FROM OLD.approved_digest THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'content_is_approved_by_issuing',
            MESSAGE = format('The content of action %s is approved by issuing it, and by nothing else.', OLD.reference);
    END IF;
    IF OLD.issued_by IS NOT NULL AND NEW.issued_by IS DISTINCT FROM OLD.issued_by THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', MESSAGE = 'Who issued an action and when does not change.';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION ops.pending_in_case(jurisdiction integer, case_key bigint)
    RETURNS TABLE (rank integer, number bigint, words text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT 1, a.id, format('action %s (%s) is %s', a.reference, replace(a.kind, '_', ' '),
        CASE a.status WHEN 'draft' THEN 'a draft' ELSE a.status END)
    FROM registry.action AS a
    WHERE a.jurisdiction_id = jurisdiction AND a.case_id = case_key AND a.status IN ('draft', 'proposed')
    UNION ALL
    SELECT CASE WHEN d.id IS NULL THEN 3 ELSE 2 END, coalesce(d.id, r.id),
        CASE WHEN d.id IS NULL
            THEN format('recommendation %s (%s, by %s about %s) has no decision%s', r.id,
                coalesce(replace(r.measure, '_', ' '), 'a person decides'), r.pack_id, i.reference,
                (SELECT format(' beside issued action %s', a.reference) FROM registry.recommendation AS e
                 JOIN registry.decision AS f ON f.jurisdiction_id = e.jurisdiction_id AND f.recommendation_id = e.id
                 JOIN registry.action AS a ON a.jurisdiction_id = f.jurisdiction_id AND a.decision_id = f.id
                     AND a.status = 'issued'
                 WHERE e.jurisdiction_id = r.jurisdiction_id AND e.inspection_id = r.inspection_id AND e.pack_id = r.pack_id
                 ORDER BY a.id DESC LIMIT 1))
            ELSE format('decision %s (%s, on %s about %s) has no action%s', d.id,
                replace(array_to_string(d.measures, ' and '), '_', ' '), r.pack_id, i.reference,
                CASE WHEN d.measures <> m.missing
                    THEN ' for the ' || replace(array_to_string(m.missing, ' and the '), '_', ' ') END) END
    FROM registry.recommendation AS r
    JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
    LEFT JOIN registry.decision AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id
    CROSS JOIN LATERAL (SELECT array_agg(k.kind ORDER BY k.place) AS missing
        FROM unnest(d.measures) WITH ORDINALITY AS k(kind, place)
        WHERE NOT EXISTS (SELECT FROM registry.action AS a WHERE a.jurisdiction_id = d.jurisdiction_id
            AND a.decision_id = d.id AND a.kind = k.kind AND a.status <> 'withdrawn')) AS m
    WHERE r.jurisdiction_id = jurisdiction AND r.case_id = case_key AND (d.id IS NULL OR m.missing IS NOT NULL)
        AND NOT EXISTS (SELECT FROM registry.recommendation AS n
            WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id
                AND n.id > r.id)
        AND registry.ground_stands(r.jurisdiction_id, r.inspection_id, r.trace)
    UNION ALL
    SELECT 4, b.action_id, format('since action %s (%s, case %s) was revoked, nobody has asked the rules again about %s',
        b.action, replace(b.kind, '_', ' '), b.file, b.inspection)
    FROM registry.revoked_beside(jurisdiction, case_key) AS b WHERE b.fails;
END $$;
COMMENT ON FUNCTION ops.pending_in_case IS
    'What keeps a case open, in words: 1 actions that are not issued, 2 decisions of which a measure has no action, 3 '
    'recommendations without a decision, 4 actions of a closed case that were revoked while this one was open. What was replaced, and what rests on no violation any more, keeps nothing open.';

CREATE FUNCTION registry.recommendation_standing(jurisdiction integer, recommendation bigint) RETURNS text
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
    RETURN (SELECT CASE
            WHEN EXISTS (SELECT FROM registry.voiding AS w
                WHERE w.jurisdiction_id = r.jurisdiction_id AND w.inspection_id = r.inspection_id) THEN 'voided'
            WHEN EXISTS (SELECT FROM registry.recommendation AS n
                WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id
                    AND n.id > r.id) THEN 'replaced'
            WHEN EXISTS (SELECT FROM registry.decision AS d
                WHERE d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id) THEN 'decided'
            WHEN registry.ground_stands(r.jurisdiction_id, r.inspection_id, r.trace) THEN 'waiting'
            ELSE 'moot' END
        FROM registry.recommendation AS r WHERE r.jurisdiction_id = jurisdiction AND r.id = recommendation);
COMMENT ON FUNCTION registry.recommendation_standing IS
    'voided (its inspection is), replaced (by a newer one), decided, waiting for a decision, or moot: no violation that it '
    'rests on stands any more.';

-- In PL/pgSQL, so that the table of deputies may come later.
CREATE FUNCTION registry.stands_as(home integer, person bigint, since date) RETURNS bigint
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (SELECT (clock_timestamp() AT TIME ZONE j.time_zone)::date FROM registry.jurisdiction AS j WHERE j.id = home);
BEGIN
    IF NOT EXISTS (SELECT FROM registry.deputy AS d WHERE d.jurisdiction_id = home AND d.starts_on <= today
        AND d.ends_on > least(since, today)) THEN
        RETURN person;
    END IF;
    RETURN (WITH RECURSIVE link (one, other) AS (
            SELECT d.person_id, d.deputy_id FROM registry.deputy AS d
            WHERE d.jurisdiction_id = home AND d.starts_on <= today AND d.ends_on > least(since, today)
        ), same (id) AS (
            SELECT person
            UNION
            SELECT CASE s.id WHEN l.one THEN l.other ELSE l.one END FROM same AS s JOIN link AS l ON s.id IN (l.one, l.other)
        ) SELECT min(s.id) FROM same AS s);
END $$;
COMMENT ON FUNCTION registry.stands_as IS
    'One of all the persons who count as one with a person, always the same one: who has stood in for whom on a day from since '
    'until today, or stands in for the same person. NULL is today alone.';

CREATE FUNCTION registry.own_answers(jurisdiction integer, recommendation bigint, person bigint) RETURNS text
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    since date := (SELECT r.day FROM registry.recommendation AS r WHERE r.jurisdiction_id = jurisdiction AND r.id = recommendation);
BEGIN
    RETURN (SELECT string_agg(DISTINCT l.name, ' and ' ORDER BY l.name)
        FROM ((SELECT DISTINCT ON (a.criterion, a.gate) a.gate AS name, a.recorded_by
            FROM registry.recommendation AS n
            JOIN registry.recommendation AS r ON r.jurisdiction_id = n.jurisdiction_id AND r.inspection_id = n.inspection_id
                AND r.pack_id = n.pack_id AND r.id < n.id
            JOIN registry.gate_answer AS a ON a.jurisdiction_id = r.jurisdiction_id AND a.recommendation_id = r.id
            WHERE n.jurisdiction_id = jurisdiction AND n.id = recommendation
            ORDER BY a.criterion, a.gate, a.id DESC)
            UNION ALL
            SELECT f.name, f.recorded_by FROM registry.facts_given(jurisdiction, recommendation) AS f) AS l
        WHERE l.recorded_by = person OR registry.stands_as(jurisdiction, l.recorded_by, since)
            = registry.stands_as(jurisdiction, person, since));
END $$;
COMMENT ON FUNCTION registry.own_answers IS
    'The gates and circumstances of which a person, or who counts as one with that person, gave the answer that a recommendation was '
    'made with, and the facts stated for it; NULL without any.';

CREATE FUNCTION registry.leniency(jurisdiction integer, case_key bigint) RETURNS TABLE (person bigint, words text)
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH newest AS (
        SELECT DISTINCT ON (r.inspection_id, r.pack_id) r.id, r.inspection_id, r.pack_id, r.measure, r.person_decides, r.trace
        FROM registry.recommendation AS r
        WHERE r.jurisdiction_id = jurisdiction AND r.case_id = case_key
        ORDER BY r.inspection_id, r.pack_id, r.id DESC
    ), matter AS (
        SELECT n.inspection_id, n.pack_id, n.measure, n.person_decides OR n.measure <> 'none' AS calls_for_something,
            CASE WHEN n.measure = 'none' AND d.measure = 'none'
                THEN registry.own_answers(jurisdiction, n.id, d.recorded_by) END AS own_answers,
            i.reference || CASE WHEN count(*) OVER (PARTITION BY n.inspection_id) > 1 THEN ' under ' || n.pack_id ELSE '' END AS name,
            registry.ground_stands(jurisdiction, n.inspection_id, n.trace) AS stands,
            d.id AS decision_id, d.measure AS decided, d.recorded_by AS decided_by
        FROM newest AS n
        JOIN registry.inspection AS i ON i.jurisdiction_id = jurisdiction AND i.id = n.inspection_id
        LEFT JOIN registry.decision AS d ON d.jurisdiction_id = jurisdiction AND d.recommendation_id = n.id
    ), measure_taken AS (
        SELECT r.inspection_id, r.pack_id, d.id AS decision_id, a.kind, a.status, a.reference, a.changed_by
        FROM newest AS n
        JOIN registry.recommendation AS r ON r.jurisdiction_id = jurisdiction AND r.inspection_id = n.inspection_id
            AND r.pack_id = n.pack_id
        JOIN registry.decision AS d ON d.jurisdiction_id = jurisdiction AND d.recommendation_id = r.id
        JOIN registry.action AS a ON a.jurisdiction_id = jurisdiction AND a.decision_id = d.id
        WHERE a.status IN ('issued', 'revoked')
    ), let_go AS (
        SELECT m.* FROM matter AS m
        WHERE NOT EXISTS (SELECT FROM measure_taken AS t
            WHERE t.inspection_id = m.inspection_id AND t.pack_id = m.pack_id AND t.status = 'issued'
                AND (m.decided IS DISTINCT FROM 'none' OR t.kind = m.measure))
            -- Of measures that go together each has its own action: one that is issued makes up for no other one.
            OR EXISTS (SELECT FROM measure_taken AS t WHERE t.decision_id = m.decision_id AND t.status = 'revoked')
    ), part AS (
        SELECT m.inspection_id, m.pack_id, m.decided_by AS person, format('decided on no measure about %s', m.name) AS words
        FROM let_go AS m WHERE m.decided = 'none' AND m.calls_for_something
        UNION
        SELECT m.inspection_id, m.pack_id, m.decided_by,
            format('decided on no measure about %s after your own answer about %s', m.name, m.own_answers)
        FROM let_go AS m WHERE m.decided = 'none' AND NOT m.calls_for_something AND m.own_answers IS NOT NULL
        UNION
        SELECT m.inspection_id, m.pack_id, v.changed_by, CASE WHEN a.id IS NULL
            THEN format('set the violations of %s aside', m.name) ELSE format('revoked action %s about %s', a.reference, m.name) END
        FROM let_go AS m
        CROSS JOIN LATERAL (SELECT DISTINCT ON (w.criterion) w.status, w.act, w.changed_by, w.action_id FROM registry.violation AS w
            WHERE w.jurisdiction_id = jurisdiction AND w.inspection_id = m.inspection_id
                AND EXISTS (SELECT FROM registry.recommendation AS r
                    WHERE r.jurisdiction_id = jurisdiction AND r.inspection_id = m.inspection_id AND r.pack_id = m.pack_id
                        AND (coalesce(json_array_length(r.trace -> 'lines'), 0) = 0
                            OR w.criterion IN (SELECT l.line ->> 'criterion' FROM json_array_elements(r.trace -> 'lines') AS l(line))))
            ORDER BY w.criterion, w.id DESC) AS v
        LEFT JOIN registry.action AS a ON a.jurisdiction_id = jurisdiction AND a.id = v.action_id
        WHERE NOT m.stands AND v.status = 'set_aside' AND v.act <> 'let_go'
        UNION
        SELECT m.inspection_id, m.pack_id, t.changed_by, format('revoked action %s about %s', t.reference, m.name)
        FROM let_go AS m
        JOIN measure_taken AS t ON t.decision_id = m.decision_id AND t.status = 'revoked'
        WHERE m.stands
        UNION
        SELECT b.inspection_id, b.pack_id, b.revoked_by, format('revoked action %s about %s', b.action, b.inspection)
        FROM registry.revoked_beside(jurisdiction, case_key) AS b WHERE NOT b.fails
    ), begun AS (
        SELECT c.opened_on AS day FROM registry.case_file AS c WHERE c.jurisdiction_id = jurisdiction AND c.id = case_key
    ), alone AS (
        SELECT p.inspection_id, p.pack_id, min(registry.stands_as(jurisdiction, p.person, b.day)) AS person,
            EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = jurisdiction
                AND w.inspection_id = p.inspection_id AND w.duplicate_of IS NOT NULL) AS is_duplicate
        FROM part AS p CROSS JOIN begun AS b
        GROUP BY p.inspection_id, p.pack_id HAVING count(DISTINCT registry.stands_as(jurisdiction, p.person, b.day)) = 1
    ), able AS (
        SELECT DISTINCT registry.stands_as(jurisdiction, q.id, b.day) AS id
        FROM registry.person AS q CROSS JOIN begun AS b
        WHERE q.jurisdiction_id = jurisdiction AND q.status = 'active'
            AND EXISTS (SELECT FROM registry.role_grant AS g
                WHERE g.jurisdiction_id = jurisdiction AND g.person_id = q.id AND g.status = 'granted'
                    AND g.role IN ('officer', 'reviewer'))
    ), closer AS (
        SELECT q.id, q.id IN (SELECT o.person FROM alone AS o) AS is_alone,
            q.id IN (SELECT o.person FROM alone AS o WHERE NOT o.is_duplicate) AS lets_go
        FROM able AS q
    )
    SELECT DISTINCT p.person, p.words
    FROM part AS p
    JOIN alone AS o ON o.inspection_id = p.inspection_id AND o.pack_id = p.pack_id
    WHERE CASE WHEN (SELECT count(*) < 2 OR NOT bool_and(c.is_alone) FROM closer AS c) THEN true
        ELSE NOT o.is_duplicate AND NOT (SELECT bool_and(c.lets_go) FROM closer AS c) END;
END;
COMMENT ON FUNCTION registry.leniency IS
    'Who alone let go what a pack said about an inspection of a case: decided on no measure although the rules named one or '
    'left it to a person, or said nothing follows after an answer of the same person; set the violations aside, or revoked the '
    'action, also one of a closed case while this one was open. It is counted per inspection and pack. An issued '
    'action of that inspection and pack makes up for it, but for no revoked action beside it; for a decision on no measure only one that does what the newest '
    'recommendation names. Somebody else closes the case. Where two or more could close, and each of them let something else '
    'go alone, each may; where some of them only voided a duplicate, those.';

CREATE FUNCTION ops.guard_case_file() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pending text;
    first integer;
    lenient record;
    changed text;
BEGIN
    IF NEW.act <> 'close' THEN RETURN NEW; END IF;
    SELECT string_agg(p.words, '; ' ORDER BY p.rank, p.number), min(p.rank) INTO pending, first
        FROM ops.pending_in_case(NEW.jurisdiction_id, NEW.id) AS p;
    IF first = 2 THEN
        SELECT format('The facts that decision %s follows have changed since, so nothing is drafted on it. Ask the rules again '
            'about the inspection (recommendation recompute), and decide on what they say then.', p.number) INTO changed
        FROM ops.pending_in_case(NEW.jurisdiction_id, NEW.id) AS p
        WHERE p.rank = 2 AND registry.changed_since(NEW.jurisdiction_id, p.number) IS NOT NULL ORDER BY p.number LIMIT 1;
    END IF;
    IF pending IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'closed_case_has_nothing_pending',
            MESSAGE = format('Case %s can''t be closed yet: %s.', NEW.reference, pending),
            HINT = CASE first WHEN 1 THEN 'Have the action issued, or withdraw it.'
                WHEN 2 THEN coalesce(changed, 'Draft the action; to decide otherwise, ask the rules again about the inspection '
                    'and decide on what they say then.')
                WHEN 4 THEN 'Ask the rules again about the inspection in this case, and decide on what they say.'
                ELSE CASE WHEN pending LIKE '%beside issued action%'
                    THEN 'The rules were asked again after an action was issued. Where it stays at that action, depart from '
                        'the recommendation with the measure none and your reasons; otherwise have the action revoked first.'
                    ELSE 'Decide on the recommendation; that nothing is done is a decision too, and has reasons.' END END;
    END IF;
    FOR lenient IN SELECT l.person, string_agg(l.words, ' and ' ORDER BY l.words) AS words
        FROM registry.leniency(NEW.jurisdiction_id, NEW.id) AS l GROUP BY l.person
        ORDER BY l.person <> ops.context_person(), l.person LOOP
        PERFORM ops.require_another_person(NEW.jurisdiction_id, lenient.person,
            OLD.opened_on::timestamp AT TIME ZONE (SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id),
            'closed_by_another_person', lenient.words, 'close case ' || NEW.reference,
            CASE WHEN EXISTS (SELECT FROM registry.action AS a
                WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.case_id = NEW.id AND a.status = 'issued')
                THEN 'The action that is issued in it doesn''t make up for that. ' ELSE '' END
                || 'Ask another officer, or a reviewer.');
    END LOOP;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_case_file IS
    'BEFORE UPDATE: a case is closed when nothing in it is pending, and nobody is lenient alone. Whatever adds to the case '
    'locks it first (ops.require_open_case), and closing it waits for that.';

CREATE FUNCTION ops.still_fails(jurisdiction integer, inspection uuid, failed text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM registry.voiding AS w WHERE w.jurisdiction_id = jurisdiction AND w.inspection_id = inspection) THEN
        RETURN false;
    END IF;
    RETURN coalesce(
        (SELECT c.result FROM registry.correction AS c
         WHERE c.jurisdiction_id = jurisdiction AND c.inspection_id = inspection AND c.criterion = failed
         ORDER BY c.id DESC LIMIT 1),
        (SELECT f.result FROM registry.finding AS f
         WHERE f.jurisdiction_id = jurisdiction AND f.inspection_id = inspection AND f.criterion = failed)) = 'fail';
END $$;
COMMENT ON FUNCTION ops.still_fails IS
    'Whether the finding of a criterion is fail as it holds now, in an inspection that is not voided.';

CREATE FUNCTION ops.fell_with(jurisdiction integer, violation bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT (h.state ->> 'action_id')::bigint FROM registry.history AS h
        WHERE h.jurisdiction_id = jurisdiction AND h.object = 'violation' AND h.object_key = violation::text
            AND h.act = 'set_aside' AND h.state ->> 'action_id' IS NOT NULL
        ORDER BY h.version DESC LIMIT 1);
END $$;
COMMENT ON FUNCTION ops.fell_with IS
    'The action with whose revocation a violation was set aside last; NULL for one that never was established and fell.';

CREATE FUNCTION ops.nothing_follows(jurisdiction integer, inspection uuid, failed text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(bool_and(d.measure IS NOT DISTINCT FROM 'none'), false)
        FROM registry.recommendation AS r
        LEFT JOIN registry.decision AS d ON d.jurisdiction_id = r.jurisdiction_id AND d.recommendation_id = r.id
        WHERE r.jurisdiction_id = jurisdiction AND r.inspection_id = inspection
            AND failed IN (SELECT l.line ->> 'criterion' FROM json_array_elements(r.trace -> 'lines') AS l(line))
            AND NOT EXISTS (SELECT FROM registry.recommendation AS n WHERE n.jurisdiction_id = r.jurisdiction_id
                AND n.inspection_id = r.inspection_id AND n.pack_id = r.pack_id AND n.id > r.id));
END $$;
COMMENT ON FUNCTION ops.nothing_follows IS
    'Whether of a criterion of an inspection it was decided, on the newest recommendation of every pack about it, that nothing '
    'follows.';

CREATE FUNCTION ops.guard_violation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    name text;
    stands text;
    trace json;
BEGIN
    SELECT a.reference, a.status, r.trace INTO name, stands, trace FROM registry.action AS a
        JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.id = CASE NEW.act WHEN 'establish' THEN NEW.action_id ELSE OLD.action_id END AND r.inspection_id = NEW.inspection_id;
    IF NEW.act = 'establish' AND stands IS DISTINCT FROM 'issued' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'established_violation_rests_on_an_action',
            MESSAGE = 'A violation is established by an issued action about the same inspection.';
    END IF;
    IF NEW.act = 'establish' AND NOT EXISTS (SELECT FROM json_array_elements(trace -> 'lines') AS l(line)
        WHERE l.line ->> 'criterion' = NEW.criterion) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'established_violation_is_one_of_the_recommendation',
            MESSAGE = format('Action %s rests on a recommendation that is not about criterion %s, so it doesn''t establish '
                'that violation.', name, NEW.criterion),
            HINT = 'Have an action issued on a recommendation that is about the criterion.';
    END IF;
    IF NEW.act = 'establish' AND OLD.status = 'established' THEN
        stands := (SELECT a.status FROM registry.action AS a
            WHERE a.jurisdiction_id = OLD.jurisdiction_id AND a.id = OLD.action_id);
    END IF;
    IF OLD.status = 'established' AND stands IS DISTINCT FROM 'revoked' THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'established_violation_falls_with_its_action',
            MESSAGE = 'An established violation is set aside when its action is revoked.', HINT = 'Revoke the action.';
    END IF;
    IF OLD.status = 'alleged' AND NEW.act = 'set_aside'
        AND ops.still_fails(NEW.jurisdiction_id, NEW.inspection_id, NEW.criterion) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'violation_stands_while_its_finding_fails',
            MESSAGE = format('Criterion %s of the inspection still fails, so its violation is not set aside.', NEW.criterion),
            HINT = 'Correct the finding, or have somebody who was not there void the inspection.';
    END IF;
    IF NEW.act = 'let_go' AND (ops.fell_with(NEW.jurisdiction_id, NEW.id) IS NULL
        OR NOT ops.nothing_follows(NEW.jurisdiction_id, NEW.inspection_id, NEW.criterion)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'violation_is_let_go_by_a_decision',
            MESSAGE = 'A violation is let go when it was alleged anew after a revocation and it was decided that nothing follows.',
            HINT = 'Decide on what the rules say about the inspection.';
    END IF;
    IF NEW.act = 'allege' AND NOT (coalesce(stands = 'revoked', false)
        AND ops.still_fails(NEW.jurisdiction_id, NEW.inspection_id, NEW.criterion)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'violation_is_alleged_anew_after_a_revocation',
            MESSAGE = 'A violation is alleged anew when it fell with a revoked action and its finding still fails.',
            HINT = 'Correct the finding to fail; that alleges a violation.';
    END IF;
    IF NEW.act = 'allege' THEN
        NEW.established_on := NULL;
        NEW.action_id := NULL;
    ELSIF NEW.act = 'establish' THEN
        NEW.established_on := (CASE OLD.status WHEN 'established' THEN (SELECT a.issued_at FROM registry.action AS a
                WHERE a.jurisdiction_id = NEW.jurisdiction_id AND a.id = NEW.action_id) ELSE clock_timestamp() END AT TIME ZONE (
            SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id))::date;
    ELSE
        NEW.established_on := OLD.established_on;
        NEW.action_id := CASE NEW.act WHEN 'let_go' THEN ops.fell_with(NEW.jurisdiction_id, NEW.id) ELSE OLD.action_id END;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_violation IS
    'BEFORE UPDATE: a violation is established by an issued action about its criterion, falls with the revocation of it, with '
    'the finding or with the inspection, and is alleged anew only where it fell with a revocation and its finding still fails; '
    'from there it is let go again when it is decided that nothing follows.';

CREATE FUNCTION ops.establish_with_action() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE (
        SELECT j.time_zone FROM registry.jurisdiction AS j WHERE j.id = NEW.jurisdiction_id))::date;
BEGIN
    UPDATE registry.violation AS v SET status = 'established', act = 'establish', action_id = NEW.id,
        effective_on = today, reason = NULL, version = v.version + 1, changed_by = NEW.changed_by
    FROM registry.decision AS d
    JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
    WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.id = NEW.decision_id
        AND v.jurisdiction_id = NEW.jurisdiction_id AND v.inspection_id = r.inspection_id AND v.status = 'alleged'
        AND v.criterion IN (SELECT l.line ->> 'criterion' FROM json_array_elements(r.trace -> 'lines') AS l(line));
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.establish_with_action IS
    'AFTER an action is issued: the alleged violations that its recommendation is about are established, as of the local day. '
    'Two persons have acted on them now, one who proposed and one who issued; until then they are allegations, which no ladder '
    'counts as decided.';

CREATE FUNCTION ops.let_go_with_decision() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE registry.violation AS v SET status = 'set_aside', act = 'let_go', effective_on = NULL, version = v.version + 1,
        reason = format('Decision %s: nothing follows after action %s was revoked.', NEW.id, a.reference),
        changed_by = NEW.recorded_by
    FROM registry.recommendation AS r
    JOIN registry.violation AS w ON w.jurisdiction_id = r.jurisdiction_id AND w.inspection_id = r.inspection_id
        AND w.status = 'alleged'
    JOIN registry.action AS a ON a.jurisdiction_id = w.jurisdiction_id AND a.id = ops.fell_with(w.jurisdiction_id, w.id)
    WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = NEW.recommendation_id
        AND v.jurisdiction_id = w.jurisdiction_id AND v.id = w.id
        AND ops.nothing_follows(w.jurisdiction_id, w.inspection_id, w.criterion);
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.let_go_with_decision IS
    'AFTER a decision on no measure: what fell with a revoked action and was alleged anew, so that something could follow, '
    'is set aside again, once nothing follows under any pack. It would be an allegation for ever.';

CREATE FUNCTION ops.set_aside_with_action() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    beside bigint := (SELECT a.id FROM registry.action AS a WHERE a.jurisdiction_id = NEW.jurisdiction_id
        AND a.decision_id = NEW.decision_id AND a.status = 'issued' ORDER BY a.issued_at, a.id LIMIT 1);
BEGIN
    UPDATE registry.violation SET status = 'established', act = 'establish', action_id = beside, reason = NULL,
        effective_on = NULL, version = version + 1, changed_by = NEW.changed_by
    WHERE jurisdiction_id = NEW.jurisdiction_id AND action_id = NEW.id AND status = 'established' AND beside IS NOT NULL;
    UPDATE registry.violation SET status = 'set_aside', act = 'set_aside', reason = NEW.reason, effective_on = NULL,
        version = version + 1, changed_by = NEW.changed_by
    WHERE jurisdiction_id = NEW.jurisdiction_id AND action_id = NEW.id AND status = 'established';
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.set_aside_with_action IS
    'AFTER an action is revoked: what it established leaves every count, unless another action of the same decision is issued; '
    'then it rests on that one.';

CREATE FUNCTION ops.guard_voiding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    visit registry.inspection;
    standing text;
    other text;
    present bigint;
BEGIN
    SELECT * INTO visit FROM registry.inspection AS i
        WHERE i.jurisdiction_id = NEW.jurisdiction_id AND i.id = NEW.inspection_id;
    FOREACH present IN ARRAY array_remove(ARRAY[visit.inspector_id, visit.second_inspector_id, visit.recorded_by], NULL) LOOP
        PERFORM ops.require_another_person(NEW.jurisdiction_id, present, visit.started_at, 'voided_by_another_person',
            'inspected ' || visit.reference, 'void it', 'Ask another officer, or a reviewer.');
    END LOOP;
    -- Voidings of one outlet wait for each other, and for whatever is drafted or issued in the cases of the inspection.
    PERFORM FROM registry.outlet AS o WHERE o.jurisdiction_id = NEW.jurisdiction_id AND o.id = NEW.outlet_id
        FOR NO KEY UPDATE;
    PERFORM FROM registry.case_file AS c WHERE c.jurisdiction_id = NEW.jurisdiction_id
        AND c.id IN (SELECT r.case_id FROM registry.recommendation AS r
            WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.inspection_id = NEW.inspection_id) FOR NO KEY UPDATE;
    SELECT string_agg(format('%s (%s, %s)', a.reference, replace(a.kind, '_', ' '), a.status), ', ' ORDER BY a.id)
        INTO standing FROM registry.action AS a
        JOIN registry.decision AS d ON d.jurisdiction_id = a.jurisdiction_id AND d.id = a.decision_id
        JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
        WHERE a.jurisdiction_id = NEW.jurisdiction_id AND r.inspection_id = NEW.inspection_id
            AND a.status IN ('draft', 'proposed', 'issued');
    IF standing IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'voided_inspection_carries_no_action',
            MESSAGE = format('Inspection %s can''t be voided while an action rests on it: %s.', visit.reference, standing),
            HINT = 'Withdraw what is not issued, and have a reviewer revoke what is; then void the inspection.';
    END IF;
    SELECT i.reference INTO other FROM registry.voiding AS w
        JOIN registry.inspection AS i ON i.jurisdiction_id = w.jurisdiction_id AND i.id = w.inspection_id
        WHERE w.jurisdiction_id = NEW.jurisdiction_id AND w.inspection_id = NEW.duplicate_of;
    IF other IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'duplicate_is_of_an_inspection_that_holds',
            MESSAGE = format('Inspection %s is voided itself, so %s can''t be voided as its duplicate.', other, visit.reference),
            HINT = 'Name the inspection that holds, or leave it out.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_voiding IS
    'BEFORE INSERT: somebody who was not there voids it, no action rests on it, and of a pair one inspection holds.';

CREATE FUNCTION ops.set_aside_with_voiding() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE registry.violation SET status = 'set_aside', act = 'set_aside', reason = NEW.reason, effective_on = NULL,
        version = version + 1, changed_by = NEW.recorded_by
    WHERE jurisdiction_id = NEW.jurisdiction_id AND inspection_id = NEW.inspection_id AND status = 'alleged';
    RETURN NULL;
END $$;
COMMENT ON FUNCTION ops.set_aside_with_voiding IS
    'AFTER an inspection is voided: what it alleged leaves every count. Nothing of it is established: no action rests on it.';

CREATE FUNCTION ops.guard_recommendation() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM registry.policy_pack AS p WHERE p.jurisdiction_id = NEW.jurisdiction_id
        AND (p.pack_id, p.pack_version, p.sha256) = (NEW.pack_id, NEW.pack_version, NEW.pack_sha256)) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'recommendation_rests_on_an_adopted_pack',
            MESSAGE = format('The pack %s %s was not adopted with that text.', NEW.pack_id, NEW.pack_version);
    END IF;
    RETURN NEW;
END $$;

INSERT INTO ops.legal_act (object, act, from_status, to_status, roles) VALUES
    ('case_file', 'open', 'new', 'open', '{officer,inspector}'),
    ('case_file', 'close', 'open', 'closed', '{officer,reviewer}'),
    ('case_file', 'reopen', 'closed', 'open', '{reviewer}'),
    ('action', 'draft', 'new', 'draft', '{officer}'),
    ('action', 'amend', 'draft', 'draft', '{officer}'),
    ('action', 'propose', 'draft', 'proposed', '{officer}'),
    ('action', 'return', 'proposed', 'draft', '{reviewer}'),
    ('action', 'withdraw', 'draft', 'withdrawn', '{officer}'),
    ('action', 'withdraw', 'proposed', 'withdrawn', '{officer}'),
    ('action', 'issue', 'proposed', 'issued', '{reviewer}'),
    ('action', 'revoke', 'issued', 'revoked', '{reviewer}');
