-- What officers answer about gates and circumstances; a new table, which an older program doesn't read.

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

CREATE FUNCTION ops.guard_gate_answer() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    advice registry.recommendation;
    choice registry.decision;
BEGIN
    SELECT * INTO advice FROM registry.recommendation AS r
        WHERE r.jurisdiction_id = NEW.jurisdiction_id AND r.id = NEW.recommendation_id;
    PERFORM ops.require_open_case(NEW.jurisdiction_id, advice.case_id);
    PERFORM ops.require_inspection_holds(advice.jurisdiction_id, advice.inspection_id);
    SELECT * INTO choice FROM registry.decision AS d
        WHERE d.jurisdiction_id = NEW.jurisdiction_id AND d.recommendation_id = NEW.recommendation_id;
    IF choice.id IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'answer_comes_before_the_decision',
            MESSAGE = format('Recommendation %s was decided on already, by %s: %s.', advice.id,
                (SELECT p.name FROM registry.person AS p
                 WHERE p.jurisdiction_id = choice.jurisdiction_id AND p.id = choice.recorded_by),
                CASE choice.measure WHEN 'none' THEN 'no measure' ELSE replace(choice.measure, '_', ' ') END),
            HINT = 'Ask the rules again about the inspection and answer the new recommendation; the decision stands until you decide anew.';
    END IF;
    IF EXISTS (SELECT FROM registry.recommendation AS n WHERE n.jurisdiction_id = advice.jurisdiction_id
        AND n.inspection_id = advice.inspection_id AND n.pack_id = advice.pack_id AND n.id > advice.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'RG002', CONSTRAINT = 'answer_is_to_the_latest_recommendation',
            MESSAGE = 'A newer recommendation about this inspection replaces this one.', HINT = 'Answer the newer one.';
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION ops.guard_gate_answer IS
    'BEFORE INSERT: the case is open, the inspection is not voided, and nobody has decided on the recommendation, nor has a '
    'newer one replaced it.';
REVOKE ALL ON FUNCTION ops.guard_gate_answer() FROM PUBLIC;

CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.gate_answer
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('give', 'officer');
CREATE TRIGGER guard_2_gate_answer BEFORE INSERT ON registry.gate_answer
    FOR EACH ROW EXECUTE FUNCTION ops.guard_gate_answer();
CREATE TRIGGER record_insert AFTER INSERT ON registry.gate_answer REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact('give');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.gate_answer
    FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
ALTER TABLE registry.gate_answer ENABLE ALWAYS TRIGGER append_only;

ALTER TABLE registry.gate_answer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_jurisdiction ON registry.gate_answer USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
    WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()));
GRANT SELECT, INSERT ON registry.gate_answer TO registry_service;
