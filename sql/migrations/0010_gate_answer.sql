-- What officers answer about gates and circumstances, and the facts that they state; new tables, which an older program
-- doesn't read.

CREATE TABLE registry.gate_answer (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    recommendation_id bigint NOT NULL,
    criterion text NOT NULL,
    gate text NOT NULL,
    holds boolean NOT NULL,
    reason text NOT NULL CONSTRAINT answer_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT gate_answer_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT answer_is_about_a_recommendation FOREIGN KEY (jurisdiction_id, recommendation_id)
        REFERENCES registry.recommendation (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX answer_to_recommendation ON registry.gate_answer (jurisdiction_id, recommendation_id);
COMMENT ON TABLE registry.gate_answer IS
    'What a person established about a gate or a circumstance of a policy pack, for one failed criterion of an inspection. It '
    'holds for every later recommendation of that pack about the inspection, until a later answer. Append-only.';
COMMENT ON COLUMN registry.gate_answer.recommendation_id IS 'The recommendation that waited for it; it names inspection and pack.';
COMMENT ON COLUMN registry.gate_answer.gate IS 'Code of the gate, condition, evidence or circumstance in the pack.';

CREATE FUNCTION ops.guard_word_to_rules() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    advice registry.recommendation;
    choice registry.decision;
    is_answer boolean := TG_TABLE_NAME = 'gate_answer';
BEGIN
    SELECT * INTO advice FROM registry.recommendation AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = NEW.recommendation_id;
    PERFORM ops.require_open_case(NEW.jurisdiction_id, advice.case_id);
    PERFORM ops.require_inspection_holds(advice.jurisdiction_id, advice.inspection_id);
    SELECT * INTO choice FROM registry.decision AS d
        WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.recommendation_id = NEW.recommendation_id;
    IF choice.id IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002',
            CONSTRAINT = CASE WHEN is_answer THEN 'answer' ELSE 'fact' END || '_comes_before_the_decision',
            MESSAGE = format('Recommendation %s was decided on already, by %s: %s.', advice.id,
                (SELECT p.name FROM registry.person AS p
                 WHERE p.jurisdiction_id = choice.jurisdiction_id AND p.id = choice.recorded_by),
                CASE choice.measure WHEN 'none' THEN 'no measure' ELSE replace(choice.measure, '_', ' ') END),
            HINT = format('Ask the rules again about the inspection and %s the new recommendation; the decision stands until you decide anew.',
                CASE WHEN is_answer THEN 'answer' ELSE 'state the fact for' END);
    END IF;
    IF EXISTS (SELECT FROM registry.recommendation AS n WHERE n.jurisdiction_id = advice.jurisdiction_id
        AND n.inspection_id = advice.inspection_id AND n.pack_id = advice.pack_id AND n.id > advice.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002',
            CONSTRAINT = CASE WHEN is_answer THEN 'answer_is_to' ELSE 'fact_is_for' END || '_the_latest_recommendation',
            MESSAGE = 'A newer recommendation about this inspection replaces this one.',
            HINT = CASE WHEN is_answer THEN 'Answer the newer one.' ELSE 'State the fact for the newer one.' END;
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_word_to_rules IS
    'BEFORE INSERT of an answer or of a stated fact: the case is open, the inspection is not voided, and nobody has decided on '
    'the recommendation, nor has a newer one replaced it.';
REVOKE ALL ON FUNCTION ops.guard_word_to_rules() FROM PUBLIC;

CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.gate_answer
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('give', 'officer');
CREATE TRIGGER guard_2_gate_answer BEFORE INSERT ON registry.gate_answer
    FOR EACH ROW EXECUTE FUNCTION ops.guard_word_to_rules();
CREATE TRIGGER record_insert AFTER INSERT ON registry.gate_answer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact('give');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.gate_answer
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE registry.gate_answer ENABLE ALWAYS TRIGGER append_only;

ALTER TABLE registry.gate_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON registry.gate_answer USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
    WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()));
GRANT SELECT, INSERT ON registry.gate_answer TO registry_service;

CREATE TABLE registry.stated_fact (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    recommendation_id bigint NOT NULL,
    kind text NOT NULL CONSTRAINT fact_kind_is_known CHECK (kind IN ('figure', 'attribute', 'offer', 'days', 'individual')),
    name text NOT NULL,
    criterion text,
    value text NOT NULL,
    number bigint,
    reason text NOT NULL CONSTRAINT fact_has_a_reason CHECK (length(btrim(reason)) >= 10),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stated_fact_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT fact_has_a_value_of_its_kind CHECK (coalesce(CASE kind
        WHEN 'figure' THEN number >= 0
        WHEN 'days' THEN number BETWEEN 1 AND 3660 AND name = 'days'
        WHEN 'offer' THEN value IN ('accepted', 'declined') AND number IS NULL
        WHEN 'individual' THEN name = 'individual' AND number IS NULL
        ELSE value <> '' AND number IS NULL END, false) AND (criterion IS NOT NULL) = (kind = 'days')),
    CONSTRAINT fact_is_stated_for_a_recommendation FOREIGN KEY (jurisdiction_id, recommendation_id)
        REFERENCES registry.recommendation (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX fact_for_recommendation ON registry.stated_fact (jurisdiction_id, recommendation_id);
COMMENT ON TABLE registry.stated_fact IS
    'A fact that only a person can state, for the rules about an inspection. A figure, an attribute and the answer to an offer '
    'hold for every later recommendation of that pack about the inspection; the days that a violation went on, and the '
    'individual, are facts of the inspection and hold for all packs; each until it is stated anew. Append-only.';
COMMENT ON COLUMN registry.stated_fact.recommendation_id IS 'The recommendation that waited; it names inspection and pack.';
COMMENT ON COLUMN registry.stated_fact.name IS
    'In the words of the pack: a figure, an attribute, the code of an offer; or days, or individual.';
COMMENT ON COLUMN registry.stated_fact.criterion IS 'Of the violation that went on for days; NULL for any other fact.';
COMMENT ON COLUMN registry.stated_fact.value IS
    'As text: EUR 1200, 12, a word of the pack, accepted or declined, the reference of a party, or none for no individual.';
COMMENT ON COLUMN registry.stated_fact.number IS 'A figure in minor units or whole things, or days; NULL for what is no number.';

CREATE FUNCTION ops.guard_stated_fact() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.kind = 'individual' AND NEW.value <> 'none' AND NOT EXISTS (SELECT FROM registry.party AS p
        WHERE p.jurisdiction_id = NEW.jurisdiction_id AND p.reference = NEW.value) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'individual_is_a_party',
            MESSAGE = format('No party has the reference %s.', NEW.value), HINT = 'Register the person as a party first.';
    END IF;
    IF NEW.kind = 'days' AND NOT EXISTS (SELECT FROM registry.recommendation AS r
        JOIN registry.effective_finding AS f ON f.jurisdiction_id = r.jurisdiction_id AND f.inspection_id = r.inspection_id
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = NEW.recommendation_id AND f.criterion = NEW.criterion
            AND f.result = 'fail') THEN
        RAISE EXCEPTION USING ERRCODE = 'RG007', CONSTRAINT = 'days_are_of_a_failed_criterion',
            MESSAGE = format('No finding of %s stands as failed in the inspection, so it did not go on for days.', NEW.criterion),
            HINT = 'Name a criterion that failed.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_stated_fact IS
    'BEFORE INSERT: an individual is a party that is there, and days are of a criterion that stands as failed.';
REVOKE ALL ON FUNCTION ops.guard_stated_fact() FROM PUBLIC;

CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.stated_fact
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('state', 'officer');
CREATE TRIGGER guard_2_word_to_rules BEFORE INSERT ON registry.stated_fact
    FOR EACH ROW EXECUTE FUNCTION ops.guard_word_to_rules();
CREATE TRIGGER guard_3_stated_fact BEFORE INSERT ON registry.stated_fact
    FOR EACH ROW EXECUTE FUNCTION ops.guard_stated_fact();
CREATE TRIGGER record_insert AFTER INSERT ON registry.stated_fact REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact('state');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.stated_fact
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE registry.stated_fact ENABLE ALWAYS TRIGGER append_only;

ALTER TABLE registry.stated_fact ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON registry.stated_fact USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
    WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()));
GRANT SELECT, INSERT ON registry.stated_fact TO registry_service;

CREATE FUNCTION registry.facts_given(home integer, advice bigint)
    RETURNS TABLE (kind text, name text, criterion text, value text, reason text, recorded_by bigint,
        recorded_at timestamptz, day date)
    LANGUAGE sql STABLE ROWS 2 SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT ON (f.kind, f.name, f.criterion) f.kind, f.name, f.criterion, f.value, f.reason, f.recorded_by, f.recorded_at,
        (f.recorded_at AT TIME ZONE j.time_zone)::date
    FROM registry.recommendation AS n
    JOIN registry.recommendation AS r ON r.jurisdiction_id = n.jurisdiction_id AND r.inspection_id = n.inspection_id
    JOIN registry.stated_fact AS f ON f.jurisdiction_id = r.jurisdiction_id AND f.recommendation_id = r.id
        AND f.recorded_at <= n.recorded_at AND (r.pack_id = n.pack_id OR f.kind IN ('days', 'individual'))
    JOIN registry.jurisdiction AS j ON j.id = n.jurisdiction_id
    WHERE n.jurisdiction_id = home AND n.id = advice
    ORDER BY f.kind, f.name, f.criterion, f.id DESC;
END;
COMMENT ON FUNCTION registry.facts_given IS
    'The facts that people had stated when a recommendation was made, for its pack or for all: the latest of each.';
