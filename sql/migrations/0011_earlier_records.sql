-- Earlier records of an authority, from its former system: new tables, which an older program doesn't read.
--
-- They are not acts of people here, so four eyes don't apply: each says from which file and line it came, who imported it and
-- when, and never changes. What they say of a violation counts in a look-back as its standing says.

CREATE TABLE registry.history_import (
    jurisdiction_id integer NOT NULL REFERENCES registry.jurisdiction (id),
    id bigint GENERATED ALWAYS AS IDENTITY,
    profile text NOT NULL CONSTRAINT history_profile_is_known CHECK (profile IN ('washington-lcb', 'generic')),
    form text NOT NULL CONSTRAINT history_form_is_named CHECK (btrim(form) <> ''),
    file_name text NOT NULL CONSTRAINT history_file_has_a_name CHECK (btrim(file_name) <> ''),
    file_sha256 bytea NOT NULL CONSTRAINT file_digest_is_sha256 CHECK (octet_length(file_sha256) = 32),
    read_count integer NOT NULL,
    new_count integer NOT NULL,
    known_count integer NOT NULL,
    rejected_count integer NOT NULL,
    outlet_count integer NOT NULL,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT history_import_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT every_row_is_stored_or_rejected CHECK (read_count = new_count + known_count + rejected_count),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
COMMENT ON TABLE registry.history_import IS
    'Every file of earlier records that was applied: its digest, what came of its rows, who and when. Append-only.';
COMMENT ON COLUMN registry.history_import.form IS 'Which file of the former system it is: violations, penalties, visits…';
COMMENT ON COLUMN registry.history_import.known_count IS 'Rows that an earlier import had stored already.';
COMMENT ON COLUMN registry.history_import.outlet_count IS 'Outlets that were registered or linked by the rows of this file.';

CREATE TABLE registry.outlet_licence_number (
    jurisdiction_id integer NOT NULL,
    licence_number text NOT NULL CONSTRAINT licence_number_is_not_blank CHECK (btrim(licence_number) <> ''),
    outlet_id bigint NOT NULL,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    id bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT licence_number_is_of_one_outlet PRIMARY KEY (jurisdiction_id, licence_number),
    CONSTRAINT licence_number_names_an_outlet FOREIGN KEY (jurisdiction_id, outlet_id)
        REFERENCES registry.outlet (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX licence_number_of_outlet ON registry.outlet_licence_number USING hash (outlet_id);
COMMENT ON TABLE registry.outlet_licence_number IS
    'Under which number a former system knew an outlet. Append-only; one outlet may have had several.';

CREATE TABLE registry.earlier_record (
    jurisdiction_id integer NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    import_id bigint NOT NULL,
    line integer NOT NULL,
    kind text NOT NULL CONSTRAINT earlier_record_kind_is_known CHECK (kind IN ('licence', 'visit', 'violation', 'penalty')),
    licence_number text,
    day date,
    at time,
    case_number text,
    notice text,
    violation text,
    provision text,
    criterion text,
    proposed text,
    imposed text,
    measure text CONSTRAINT earlier_measure_is_known CHECK (measure IN ('conversation', 'warning', 'penalty_order',
        'enforcement_order', 'fine', 'closure', 'suspension', 'withdrawal', 'referral')),
    amount numeric(14, 2),
    currency text,
    days integer,
    effective_on date,
    doubt text,
    standing text CONSTRAINT earlier_standing_is_known CHECK (standing IN ('alleged', 'established', 'set_aside')),
    edition integer,
    original jsonb NOT NULL,
    row_sha256 bytea NOT NULL CONSTRAINT row_digest_is_sha256 CHECK (octet_length(row_sha256) = 32),
    occurrence integer NOT NULL CONSTRAINT occurrences_count_from_one CHECK (occurrence >= 1),
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT earlier_record_key PRIMARY KEY (jurisdiction_id, id),
    CONSTRAINT same_row_is_stored_once UNIQUE (jurisdiction_id, kind, row_sha256, occurrence),
    CONSTRAINT earlier_violation_can_be_counted CHECK (kind NOT IN ('violation', 'penalty') OR (
        day IS NOT NULL AND case_number IS NOT NULL AND criterion IS NOT NULL AND standing IS NOT NULL)),
    CONSTRAINT earlier_record_came_in_a_file FOREIGN KEY (jurisdiction_id, import_id)
        REFERENCES registry.history_import (jurisdiction_id, id),
    CONSTRAINT recorded_by_a_person FOREIGN KEY (jurisdiction_id, recorded_by)
        REFERENCES registry.person (jurisdiction_id, id)
);
CREATE INDEX earlier_record_of_licence ON registry.earlier_record (jurisdiction_id, licence_number)
    WHERE kind IN ('violation', 'penalty');
CREATE INDEX any_earlier_record_of_licence ON registry.earlier_record USING hash (licence_number);
CREATE INDEX earlier_penalty_of_case ON registry.earlier_record (jurisdiction_id, case_number) WHERE kind = 'penalty';
COMMENT ON TABLE registry.earlier_record IS
    'One row of a file of the former system, as it stands there and as it was read. Append-only.';
COMMENT ON COLUMN registry.earlier_record.licence_number IS 'NULL where the row names no licence: unlicensed, a laboratory, blank.';
COMMENT ON COLUMN registry.earlier_record.case_number IS 'Number of the former system: violations of one case and day are one event.';
COMMENT ON COLUMN registry.earlier_record.notice IS 'Kind of notice, of visit, or status of the licence, in the words of the file.';
COMMENT ON COLUMN registry.earlier_record.criterion IS 'The type of violation as a code that packs can name.';
COMMENT ON COLUMN registry.earlier_record.proposed IS 'The sanction that was proposed, in the words of the file.';
COMMENT ON COLUMN registry.earlier_record.imposed IS 'The sanction that was imposed, in the words of the file.';
COMMENT ON COLUMN registry.earlier_record.measure IS 'What was imposed, where the words can be read as a measure.';
COMMENT ON COLUMN registry.earlier_record.effective_on IS 'Day of payment or effect; NULL where the file has none that can be right.';
COMMENT ON COLUMN registry.earlier_record.doubt IS 'What of the row could not be taken as it stands, and why.';
COMMENT ON COLUMN registry.earlier_record.standing IS
    'Established where a sanction was imposed or a warning given; set_aside where the case was dismissed or discontinued; '
    'alleged where the file does not say that a notice led to anything.';
COMMENT ON COLUMN registry.earlier_record.edition IS 'Year of the list of licences; of two lists the newer one is believed.';
COMMENT ON COLUMN registry.earlier_record.original IS 'The whole row, column by column, as the file has it.';
COMMENT ON COLUMN registry.earlier_record.row_sha256 IS 'SHA-256 of what the row says, its dates and spellings made alike.';
COMMENT ON COLUMN registry.earlier_record.occurrence IS 'Which one it is of rows of one file that say the same.';

CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.history_import
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('import', 'officer');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.outlet_licence_number
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('import', 'officer');
CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.earlier_record
    FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('import', 'officer');

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['history_import', 'outlet_licence_number', 'earlier_record'] LOOP
        EXECUTE format('CREATE TRIGGER record_insert AFTER INSERT ON registry.%I REFERENCING NEW TABLE AS changed '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.record_fact(%L)', name, 'import');
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registry.%I '
                       'FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change()', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ALWAYS TRIGGER append_only', name);
        EXECUTE format('ALTER TABLE registry.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_jurisdiction ON registry.%I USING (jurisdiction_id = (SELECT ops.staff_jurisdiction())) '
                       'WITH CHECK (jurisdiction_id = (SELECT ops.staff_jurisdiction()))', name);
        EXECUTE format('GRANT SELECT, INSERT ON registry.%I TO registry_service', name);
    END LOOP;
END $$;
