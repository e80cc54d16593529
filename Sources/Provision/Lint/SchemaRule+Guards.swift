import Postgres

extension SchemaRule {
    /// The triggers that refuse changes, ask who acts, and record what was done.
    static let guards: [SchemaRule] = [
        SchemaRule(
            "What is kept for good has a trip wire that is always on, against changes, deleting and truncating.",
            except: [
                "audit.log_head":
                    "Moves on by comparing and swapping, under a guard; deleting and truncating are refused.",
                "ops.context_key":
                    "A key that was lost is replaced by the administrator; no login has any right on it.",
                "ops.evidence_limit": "The operator's to change.",
                "ops.rate_limit": "The operator's to change.",
                "ops.token_use": "When a token was used last: overwritten by the next use.",
                "ops.gate": "Rows that acts at one time wait for; they say nothing.",
                "ops.legal_act": "Part of the program: migrations change it.",
                "ops.migration": "Version 0, the digest of the views, is written anew by each migrate.",
            ],
            """
            SELECT \(sql: home) FROM \(sql: tables) WHERE NOT \(sql: isRecord) AND NOT \(sql: refuses("tgtype & 58 = 58"))
            """),
        SchemaRule(
            "A record with a status has a trip wire that is always on, against deleting and truncating.",
            """
            SELECT \(sql: home) FROM \(sql: tables) WHERE \(sql: isRecord) AND NOT \(sql: refuses("tgtype & 42 = 42"))
            """),
        SchemaRule(
            "A record with a status is guarded by the table of legal acts, at its making and at every change.",
            """
            SELECT \(sql: home) FROM \(sql: tables)
            WHERE \(sql: isRecord) AND NOT \(sql: runs("ops.guard_act()", "tgtype & 23 = 23"))
            """),
        SchemaRule(
            "Every version of a record goes to the history and to the outbox.",
            """
            SELECT \(sql: home) FROM \(sql: tables) WHERE \(sql: isRecord)
                AND NOT (\(sql: runs("ops.record_act()", "tgtype & 5 = 4")) AND \(sql: runs("ops.record_act()", "tgtype & 17 = 16")))
            """),
        SchemaRule(
            "Every fact of an authority goes to the outbox.",
            except: ["registry.history": "Written by what writes the outbox, in the same statement."],
            """
            SELECT \(sql: home) FROM \(sql: tables)
            WHERE n.nspname = 'registry' AND NOT \(sql: isRecord) AND NOT EXISTS (SELECT FROM pg_trigger AS t
                JOIN pg_proc AS p ON p.oid = t.tgfoid AND p.pronamespace = 'ops'::regnamespace AND p.proname LIKE 'record\\_%'
                WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A') AND \(sql: always) AND t.tgtype & 5 = 4)
            """),
        SchemaRule(
            "Every fact is brought in by the signed person in a role that may.",
            except: [
                "registry.finding": "Arrives with its inspection, or not at all.",
                "registry.history": "No login writes it.",
            ],
            """
            SELECT \(sql: home) FROM \(sql: tables) WHERE n.nspname = 'registry' AND NOT \(sql: isRecord)
                AND NOT \(sql: runs("ops.guard_fact()", "tgtype & 7 = 7"))
            """),
        SchemaRule(
            "Every trigger function is at work in some trigger.",
            """
            SELECT p.oid::regprocedure FROM \(sql: functions) WHERE p.prorettype = 'trigger'::regtype
                AND NOT EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgfoid = p.oid)
            """),
        SchemaRule(
            "No trigger is switched off.",
            """
            SELECT \(sql: home) || ' ' || t.tgname FROM \(sql: tables) JOIN pg_trigger AS t ON t.tgrelid = c.oid
            WHERE t.tgenabled NOT IN ('O', 'A')
            """),
        SchemaRule(
            "No rule of PostgreSQL's rewrites a statement into another one, but what makes a view.",
            """
            SELECT \(sql: home) || ' ' || w.rulename FROM pg_rewrite AS w JOIN pg_class AS c ON c.oid = w.ev_class
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            WHERE w.rulename <> '_RETURN' OR c.relkind NOT IN ('v', 'm')
            """),
        SchemaRule(
            "No setting of a database or a login keeps triggers from acting or switches row security off.",
            """
            SELECT split_part(s.said, '=', 1) FROM pg_db_role_setting AS d CROSS JOIN unnest(d.setconfig) AS s (said)
            WHERE (d.setdatabase = 0 OR d.setdatabase = (SELECT b.oid FROM pg_database AS b WHERE b.datname = current_database()))
                AND s.said ~ '^(session_replication_role=(?!origin)|row_security=)'
            """),
    ]

    /// A record with a status has versions and says who changed it.
    private static let isRecord: SQL = """
        (SELECT count(*) = 4 FROM pg_attribute AS a WHERE a.attrelid = c.oid AND NOT a.attisdropped
            AND a.attname IN ('status', 'version', 'act', 'changed_by'))
        """

    /// Under no condition of its own, and whichever columns change.
    private static let always: SQL = "t.tgqual IS NULL AND t.tgattr::text = ''"

    private static func refuses(_ when: StaticString) -> SQL {
        let when = SQL(stringLiteral: when)
        return """
            EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgenabled = 'A' AND \(sql: always)
                AND t.tgfoid = to_regprocedure('ops.refuse_change()') AND \(sql: when))
            """
    }

    private static func runs(_ function: StaticString, _ when: StaticString) -> SQL {
        let (function, when) = (SQL(stringLiteral: function), SQL(stringLiteral: when))
        return """
            EXISTS (SELECT FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A') AND \(sql: always)
                AND t.tgfoid = to_regprocedure('\(sql: function)') AND \(sql: when))
            """
    }
}
