/// A migration that takes a safeguard away, and what the lint has to say about it.
struct Saboteur: Sendable {
    let migration: String
    /// What is to be named, in its order.
    let what: [String]
    /// The rule that is broken, in words.
    let rule: String
    /// Whether it takes a trigger away or puts another in its place: then the list of triggers names that one, too.
    let trigger: String?

    private init(_ migration: String, _ what: String, _ rule: String, trigger: String? = nil) {
        self.init(migration, [what], rule, trigger: trigger)
    }

    private init(_ migration: String, _ what: [String], _ rule: String, trigger: String? = nil) {
        self.migration = migration
        self.what = what
        self.rule = rule
        self.trigger = trigger
    }

    /// What the lint says, in its order.
    var breaches: [String] {
        what.map { "\($0) breaks the rule: \(rule)" }
            + (trigger.map { ["\($0) breaks the rule: \(Self.listed)"] } ?? [])
    }

    static let all = rows + keys + code + rights + access + guards + triggers + names

    private static let rows = [
        Saboteur(
            "ALTER TABLE registry.outlet DISABLE ROW LEVEL SECURITY", "registry.outlet",
            "Every table has row security and a policy."),
        Saboteur(
            "DROP POLICY own_jurisdiction ON registry.decision", "registry.decision",
            "Every table has row security and a policy."),
        Saboteur(
            "CREATE POLICY everybody ON registry.outlet USING (true)", "registry.outlet everybody",
            "A policy that lets rows through compares the jurisdiction with the signed context."),
        Saboteur(
            """
            ALTER POLICY own_jurisdiction ON registry.licence USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
                WITH CHECK (jurisdiction_id IS NOT NULL)
            """, "registry.licence own_jurisdiction",
            "A policy that lets rows through compares the jurisdiction with the signed context."),
        Saboteur(
            """
            ALTER POLICY own_jurisdiction ON registry.party
                USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()) OR status = 'active')
            """, "registry.party own_jurisdiction",
            "A policy that lets rows through compares the jurisdiction with the signed context."),
        Saboteur(
            """
            ALTER POLICY own_jurisdiction ON registry.party USING (jurisdiction_id = (SELECT ops.staff_jurisdiction())
                OR jurisdiction_id IN (SELECT j.id FROM registry.jurisdiction AS j))
            """, "registry.party own_jurisdiction",
            "A policy that lets rows through compares the jurisdiction with the signed context."),
        Saboteur(
            """
            ALTER POLICY read_by_officers ON registry.nuisance_contact
                USING (jurisdiction_id = (SELECT ops.context_jurisdiction()))
            """, "registry.nuisance_contact read_by_officers",
            "A policy that lets rows through compares the jurisdiction with the signed context."),
        Saboteur(
            """
            CREATE POLICY of_staff ON registry.contact_wrapping FOR SELECT
                USING (jurisdiction_id = (SELECT ops.staff_jurisdiction()))
            """, "registry.contact_wrapping of_staff",
            "A policy that lets rows through compares the jurisdiction with the signed context."),
        Saboteur(
            "DROP POLICY seen_by_who_decides ON registry.unsealing", "registry.unsealing seen_by_who_decides", narrows),
        Saboteur(
            "ALTER POLICY seen_by_who_decides ON registry.history USING (true)", "registry.history seen_by_who_decides",
            narrows),
        Saboteur(
            """
            DROP POLICY blind ON registry.back_check;
            CREATE POLICY blind ON registry.back_check AS RESTRICTIVE FOR SELECT TO registry_signer USING (
                (SELECT ops.context_roles())::text[] && '{officer,integrity}')
            """, "registry.back_check blind", forEverybody),
        Saboteur("ALTER POLICY sequenced ON audit.outbox TO PUBLIC", "audit.outbox sequenced", forEverybody),
        Saboteur(
            "ALTER FUNCTION ops.context_roles() VOLATILE",
            [
                "registry.assignment sealed", "registry.back_check blind",
                "registry.contact_erasure seen_by_who_decides",
                "registry.contact_hold seen_by_who_decides", "registry.contact_wrapping read_by_officers",
                "registry.departure sealed", "registry.draw sealed", "registry.draw_result sealed",
                "registry.history blind",
                "registry.history seen_by_who_decides", "registry.nuisance_contact read_by_officers",
                "registry.redraw sealed", "registry.signal_reading read_by_integrity",
                "registry.unsealing seen_by_who_decides",
            ], "No policy calls a volatile function."),
        Saboteur(
            """
            ALTER TABLE registry.outlet ALTER COLUMN jurisdiction_id SET DEFAULT current_setting('registry.home')::integer
            """, "registry.outlet default jurisdiction_id", ownSetting),
        Saboteur(
            "ALTER TABLE registry.party ALTER COLUMN name SET STATISTICS 100", "registry.party.name", noStatistics),
        Saboteur(
            "ALTER TABLE registry.unsealing ALTER COLUMN purpose SET STATISTICS -1", "registry.unsealing.purpose",
            noStatistics),
        Saboteur(
            "ALTER TABLE registry.access_token ADD COLUMN colour text", "registry.access_token.colour", noStatistics),
        Saboteur(
            "ALTER INDEX registry.outlet_address_ever ALTER COLUMN 2 SET STATISTICS -1",
            "registry.outlet_address_ever 2", noStatistics),
        Saboteur(
            "ALTER VIEW registry.case_summary SET (security_invoker = false)",
            "registry.case_summary (asks for no context)",
            ownRights),
        Saboteur(
            "ALTER VIEW past.licence SET (security_invoker = false)", "past.licence (asks for no context)", ownRights),
        Saboteur(
            """
            CREATE OR REPLACE VIEW registry.adopted_pack WITH (security_barrier = true) AS
            SELECT p.jurisdiction_id, p.id, p.pack_id, p.pack_version, p.sha256, p.base_sha256, p.valid_from,
                least(p.ends_on, p.rules_end_on) AS ends_on, j.time_zone
            FROM registry.policy_pack AS p JOIN registry.jurisdiction AS j ON j.id = p.jurisdiction_id
            WHERE p.status = 'active'
            """, "registry.adopted_pack (asks for no context)", ownRights),
        Saboteur(
            """
            CREATE MATERIALIZED VIEW registry.snapshot AS SELECT 1 AS one;
            ALTER MATERIALIZED VIEW registry.snapshot OWNER TO registry_owner;
            COMMENT ON MATERIALIZED VIEW registry.snapshot IS 'One.';
            GRANT SELECT ON registry.snapshot TO registry_service
            """, "registry.snapshot", "No login reads a materialised view: row security doesn't reach it."),
    ]

    private static let ownSetting =
        "No policy, default, check or view reads a setting by itself: the context is read where its signature is checked."
    private static let narrows = "Each policy that narrows what others let through is there, and says what is listed."
    private static let forEverybody =
        "A policy is for everybody, but those of the log that are listed, each for one login."
    private static let noStatistics =
        "PostgreSQL keeps no statistics of names and of what people write: a plan's estimate shows them to everybody."
    private static let ownRights = "Every view has the rights of who reads it (security_invoker)."

    private static let keys = [
        Saboteur(
            "CREATE UNIQUE INDEX outlet_name_once ON registry.outlet (name)", "registry.outlet_name_once",
            "The jurisdiction is in every primary, unique and excluding key."),
        Saboteur(
            """
            ALTER TABLE registry.licence DROP CONSTRAINT licence_key CASCADE, ADD CONSTRAINT licence_key PRIMARY KEY (id)
            """, "registry.licence_key", "The jurisdiction is in every primary, unique and excluding key."),
        Saboteur(
            """
            ALTER TABLE registry.inspection ADD CONSTRAINT logged_with_a_token FOREIGN KEY (content_digest)
                REFERENCES registry.access_token (hash)
            """, "registry.inspection.logged_with_a_token",
            "Every foreign key compares the jurisdiction on both sides."),
        Saboteur(
            "ALTER TABLE ops.gate DROP CONSTRAINT gate_key, ALTER COLUMN jurisdiction_id DROP NOT NULL", "ops.gate",
            "Every table has a jurisdiction that is never missing."),
    ]

    private static let code = [
        Saboteur(
            "ALTER FUNCTION ops.guard_act() RESET search_path", "ops.guard_act()", searchPath),
        Saboteur(
            "ALTER FUNCTION ops.guard_action() SET search_path = registry, pg_catalog", "ops.guard_action()", searchPath
        ),
        Saboteur(
            "GRANT EXECUTE ON FUNCTION ops.fell_with(integer, bigint) TO PUBLIC", "ops.fell_with(integer,bigint)",
            publicCode),
        Saboteur(
            """
            CREATE FUNCTION registry.all_of_it() RETURNS bigint LANGUAGE sql SECURITY DEFINER
                SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM registry.outlet';
            ALTER FUNCTION registry.all_of_it() OWNER TO registry_owner
            """, "registry.all_of_it()", publicCode),
        Saboteur(
            "GRANT EXECUTE ON FUNCTION ops.fell_with(integer, bigint) TO registry_service",
            "ops.fell_with(integer,bigint)",
            "A login calls only those functions with their owner's rights that are listed."),
        Saboteur(
            """
            CREATE OR REPLACE FUNCTION ops.context_person() RETURNS bigint LANGUAGE sql STABLE
                AS 'SELECT pg_catalog.current_setting(''registry.person'')::bigint'
            """, "ops.context_person()", "No function but the one that checks the signature reads a setting."),
        Saboteur("CREATE VIEW public.all_outlets AS SELECT * FROM registry.outlet", "public.all_outlets", outside),
        Saboteur(
            """
            CREATE SCHEMA further;
            CREATE FUNCTION further.everything() RETURNS bigint LANGUAGE sql SECURITY DEFINER
                AS 'SELECT count(*) FROM registry.outlet'
            """, "further.everything", outside),
    ]

    private static let outside =
        "Outside the registry's schemas there is no view, and no function with its owner's rights, but an extension's and PostgreSQL's."

    private static let searchPath = "Every function with its owner's rights has the search path pg_catalog, pg_temp."
    private static let publicCode =
        "PUBLIC may run no function with its owner's rights, and none of ops, audit or past."

    private static let rights = [
        Saboteur(
            "ALTER TABLE registry.finding OWNER TO registry_service", "registry.finding of registry_service",
            "Everything belongs to one owner, as whom nobody logs in."),
        Saboteur(
            "ALTER FUNCTION ops.guard_act() OWNER TO postgres", "ops.guard_act() of postgres",
            "Everything belongs to one owner, as whom nobody logs in."),
        Saboteur("ALTER ROLE registry_service BYPASSRLS", "registry_service", plainLogin),
        Saboteur("ALTER ROLE registry_signer SUPERUSER", "registry_signer", plainLogin),
        Saboteur("GRANT pg_read_all_data TO registry_service", "registry_service", plainLogin),
        Saboteur("GRANT DELETE ON registry.outlet TO registry_service", "registry.outlet delete", noDelete),
        Saboteur("GRANT TRUNCATE ON registry.history TO registry_service", "registry.history truncate", noDelete),
        Saboteur("GRANT TRIGGER ON registry.action TO registry_service", "registry.action trigger", noDelete),
        Saboteur(
            "GRANT REFERENCES (id) ON registry.outlet TO registry_service", "registry.outlet.id references", noDelete),
        Saboteur("GRANT UPDATE ON registry.outlet TO registry_service", "registry.outlet", namedColumns),
        Saboteur(
            "GRANT UPDATE (jurisdiction_id) ON registry.outlet TO registry_service", "registry.outlet.jurisdiction_id",
            namedColumns),
        Saboteur("GRANT INSERT ON registry.deputy TO registry_service", "registry.deputy.id", ownNumber),
        Saboteur("GRANT INSERT (id) ON registry.correction TO registry_service", "registry.correction.id", ownNumber),
        Saboteur("GRANT SELECT ON registry.nuisance_contact TO PUBLIC", "registry.nuisance_contact", publicRight),
        Saboteur("GRANT SELECT (name) ON registry.person TO PUBLIC", "registry.person.name", publicRight),
        Saboteur("GRANT USAGE ON SCHEMA audit TO PUBLIC", "audit", publicRight),
        Saboteur(
            "GRANT CREATE ON SCHEMA registry TO registry_service", "registry",
            "No login makes anything in these schemas or in public."),
        Saboteur(
            "GRANT CREATE ON SCHEMA public TO PUBLIC", "public",
            "No login makes anything in these schemas or in public."),
        Saboteur(
            """
            CREATE SEQUENCE ops.number_9_outlet;
            ALTER SEQUENCE ops.number_9_outlet OWNER TO registry_owner;
            GRANT USAGE ON SEQUENCE ops.number_9_outlet TO registry_service
            """, "ops.number_9_outlet",
            "A login uses only those sequences that are listed: their numbers tell how much others do."),
    ]

    private static let plainLogin =
        "No login is a superuser, passes row security by, makes roles or databases, or acts as the owner."
    private static let noDelete = "No login deletes, truncates, refers to a table or puts a trigger on it."
    private static let namedColumns =
        "Updates are granted for named columns alone, and never for a jurisdiction, an id, a number or a reference."
    private static let ownNumber =
        "No login chooses a number that PostgreSQL gives: where the newest row counts, it would have the last word for ever."
    private static let publicRight = "PUBLIC has no right on any table, view, column, sequence or schema."

    private static let access = [
        Saboteur("CREATE ROLE spy LOGIN BYPASSRLS; GRANT registry_service TO spy", "spy", nobodyElse),
        Saboteur("CREATE ROLE spy LOGIN; GRANT registry_owner TO spy", "spy", nobodyElse),
        Saboteur(
            "CREATE ROLE spies; CREATE ROLE spy LOGIN; GRANT spies TO spy; GRANT registry_signer TO spies",
            ["spies", "spy"], nobodyElse),
        Saboteur(
            """
            CREATE ROLE spy LOGIN;
            GRANT EXECUTE ON FUNCTION registry.integrity_value(integer, text) TO spy
            """, "spy", nobodyElse),
        Saboteur(
            "GRANT SET ON PARAMETER session_replication_role TO registry_service",
            "session_replication_role by registry_service",
            "No login may set a parameter of the server that takes a superuser."),
        Saboteur(
            "GRANT SET ON PARAMETER session_replication_role TO PUBLIC", "session_replication_role by PUBLIC",
            "No login may set a parameter of the server that takes a superuser."),
        Saboteur(
            """
            ALTER DEFAULT PRIVILEGES FOR ROLE registry_owner IN SCHEMA registry GRANT DELETE ON TABLES TO registry_service
            """, "registry delete by registry_service", "What is made later gives nobody a right by itself."),
        Saboteur(
            "GRANT INSERT ON ops.legal_act TO registry_service", "ops.legal_act insert by registry_service",
            listedWrites),
        Saboteur(
            "GRANT INSERT (object) ON registry.history TO registry_service",
            "registry.history insert by registry_service",
            listedWrites),
        Saboteur(
            "GRANT INSERT (draw_id) ON registry.back_check TO registry_service",
            "registry.back_check insert by registry_service", listedWrites),
        Saboteur(
            "GRANT SELECT ON ops.context_key TO registry_signer", "ops.context_key by registry_signer", listedReads),
        Saboteur(
            "GRANT SELECT (salt) ON audit.outbox TO registry_sequencer",
            "audit.outbox (jurisdiction_id, xid, id, at, actor, act, object, object_key, version, digest, salt) by registry_sequencer",
            listedReads),
        Saboteur(
            "GRANT SELECT ON registry.outlet TO registry_signer", "registry.outlet by registry_signer", listedReads),
    ]

    private static let nobodyElse =
        "Nobody but the registry's own logins has a right here, or a role that has one, but who administers."
    private static let listedWrites =
        "A login writes only those tables of ops and audit that are listed, and none that PostgreSQL alone writes."
    private static let listedReads =
        "A login reads only those tables of ops and audit that are listed, and the service's alone reads records."

    private static let guards = [
        Saboteur(
            """
            DROP TRIGGER append_only ON registry.history;
            CREATE TRIGGER append_only BEFORE UPDATE OF object OR DELETE OR TRUNCATE ON registry.history
                FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
            ALTER TABLE registry.history ENABLE ALWAYS TRIGGER append_only
            """, "registry.history", keptForGood),
        Saboteur(
            """
            DROP TRIGGER guard_1_act ON registry.licence;
            CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE OF conditions ON registry.licence
                FOR EACH ROW EXECUTE FUNCTION ops.guard_act()
            """, "registry.licence", legalActs),
        Saboteur(
            "CREATE RULE lost AS ON INSERT TO audit.outbox DO INSTEAD NOTHING", "audit.outbox lost",
            "No rule of PostgreSQL's rewrites a statement into another one, but what makes a view."),
        Saboteur("DROP TRIGGER append_only ON registry.decision", "registry.decision", keptForGood),
        Saboteur("ALTER TABLE registry.history ENABLE TRIGGER append_only", "registry.history", keptForGood),
        Saboteur(
            """
            DROP TRIGGER append_only ON audit.outbox;
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit.outbox
                FOR EACH STATEMENT EXECUTE FUNCTION ops.refuse_change();
            ALTER TABLE audit.outbox ENABLE ALWAYS TRIGGER append_only
            """, "audit.outbox", keptForGood),
        Saboteur(
            "DROP TRIGGER never_deleted ON registry.action", "registry.action",
            "A record with a status has a trip wire that is always on, against deleting and truncating."),
        Saboteur("DROP TRIGGER guard_1_act ON registry.licence", "registry.licence", legalActs),
        Saboteur(
            """
            DROP TRIGGER guard_1_act ON registry.action;
            CREATE TRIGGER guard_1_act BEFORE INSERT OR UPDATE ON registry.action
                FOR EACH ROW WHEN (NEW.act <> 'issue') EXECUTE FUNCTION ops.guard_act()
            """, "registry.action", legalActs),
        Saboteur(
            "DROP TRIGGER record_update ON registry.case_file", "registry.case_file",
            "Every version of a record goes to the history and to the outbox."),
        Saboteur(
            "DROP TRIGGER record_insert ON registry.inspection", "registry.inspection",
            "Every fact of an authority goes to the outbox.", trigger: "registry.inspection record_insert"),
        Saboteur(
            "DROP TRIGGER guard_1_fact ON registry.decision", "registry.decision",
            "Every fact is brought in by the signed person in a role that may.",
            trigger: "registry.decision guard_1_fact"),
        Saboteur(
            "DROP TRIGGER guard_3_action ON registry.action", "ops.guard_action()",
            "Every trigger function is at work in some trigger.", trigger: "registry.action guard_3_action"),
        Saboteur(
            "DROP TRIGGER guard_2_voiding ON registry.voiding", "ops.guard_voiding()",
            "Every trigger function is at work in some trigger.", trigger: "registry.voiding guard_2_voiding"),
        Saboteur(
            "ALTER TABLE registry.action DISABLE TRIGGER guard_3_action", "registry.action guard_3_action",
            "No trigger is switched off."),
        Saboteur(
            "ALTER ROLE registry_service SET row_security = off", "row_security",
            "No setting of a database or a login keeps triggers from acting or switches row security off."),
    ]

    private static let keptForGood =
        "What is kept for good has a trip wire that is always on, against changes, deleting and truncating."
    private static let legalActs =
        "A record with a status is guarded by the table of legal acts, at its making and at every change."

    private static let triggers = [
        Saboteur(
            "DROP TRIGGER guard_1_conflict ON registry.decision", "registry.decision guard_1_conflict", listed),
        Saboteur(
            """
            DROP TRIGGER guard_1_fact ON registry.decision;
            CREATE TRIGGER guard_1_fact BEFORE INSERT ON registry.decision
                FOR EACH ROW EXECUTE FUNCTION ops.guard_fact('decide', 'officer,intake')
            """, "registry.decision guard_1_fact", listed),
        Saboteur(
            """
            DROP TRIGGER guard_2_evidence_use ON registry.evidence_hold;
            CREATE TRIGGER guard_2_evidence_use BEFORE INSERT ON registry.evidence_hold
                FOR EACH ROW EXECUTE FUNCTION ops.guard_evidence_use()
            """, "registry.evidence_hold guard_2_evidence_use", listed),
        Saboteur(
            """
            DROP TRIGGER guard_3_licence ON registry.licence;
            CREATE TRIGGER guard_3_licence BEFORE INSERT OR UPDATE OF ends_on ON registry.licence
                FOR EACH ROW EXECUTE FUNCTION ops.guard_licence()
            """, "registry.licence guard_3_licence", listed),
        Saboteur(
            """
            CREATE TRIGGER guard_9_mine BEFORE UPDATE ON registry.licence
                FOR EACH ROW EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()
            """, "registry.licence guard_9_mine", listed),
    ]

    private static let listed =
        "Each trigger is there that is listed, at the time, for the rows and with the arguments that are listed, and no other."

    private static let names = [
        Saboteur(
            """
            ALTER TABLE registry.outlet ADD FOREIGN KEY (jurisdiction_id, changed_by) REFERENCES registry.person (jurisdiction_id, id)
            """, "registry.outlet.outlet_jurisdiction_id_changed_by_fkey",
            "Foreign keys, checks and unique keys say in their names what they check."),
        Saboteur("COMMENT ON TABLE registry.outlet IS NULL", "registry.outlet", "Every table and view has a comment."),
    ]
}
