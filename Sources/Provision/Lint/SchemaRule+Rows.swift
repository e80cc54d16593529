import Postgres

extension SchemaRule {
    /// The columns of texts and bytes that may have statistics: one of a few words, a number of the registry's own, or a digest that
    /// nobody else's row has. An authority itself is public.
    private static let fewWords = [
        "status", "act", "kind", "outcome", "category", "result", "role", "scopes", "choice", "measure", "measures",
        "pack_id",
        "pack_version", "criterion", "gate", "conduct", "ladder_criteria", "replaces", "beside", "measured_unit",
        "currency",
        "ground", "standing", "profile", "form", "object", "object_key", "reference", "licence_number", "case_number",
        "hash",
        "row_sha256",
    ]

    /// As PostgreSQL writes it out.
    private static let anyone: SQL = "(jurisdiction_id = ( SELECT ops.context_jurisdiction() AS context_jurisdiction))"
    private static let decides: SQL =
        "( SELECT ops.context_roles() AS context_roles) && ''{officer,reviewer,administrator}''::text[]"

    private static let watches: SQL =
        "( SELECT ops.context_roles() AS context_roles) && ''{officer,integrity}''::text[]"

    /// What keeps the rows of authorities apart.
    static let rows: [SchemaRule] = [
        SchemaRule(
            "Every table has row security and a policy.",
            except: [
                "ops.context_key": "No login has any right on it.",
                "ops.gate": "Only guards take its rows; no login has any right on it.",
                "ops.legal_act": "The same for every authority, and part of the program.",
                "ops.evidence_limit": "The same for every authority.",
                "ops.rate_limit": "The same for every authority.",
                "ops.used_id_token": "Hashes alone; no login has any right on it.",
                "ops.migration": "Says which migrations ran; it holds no authority's rows.",
            ],
            """
            SELECT \(sql: home) FROM \(sql: tables)
            WHERE NOT c.relrowsecurity OR NOT EXISTS (SELECT FROM pg_policy AS y WHERE y.polrelid = c.oid)
            """),
        SchemaRule(
            "A policy that lets rows through compares the jurisdiction with the signed context.",
            except: [
                "audit.checkpoint anybody": "Signed heads are public, and say nothing of what was done.",
                "audit.log_entry sequenced":
                    "The sequencer's login alone, which puts every authority's acts into one log.",
                "audit.log_entry announced": "The signer's login alone, and the entries about the log's own keys.",
                "audit.log_key anybody": "Public keys.",
                "audit.log_head anybody": "A size and a hash, public with every signed head.",
                "audit.log_subtree anybody": "Hashes alone.",
                "audit.state_part sequenced":
                    "The sequencer's login alone; the numbers and digests are of all authorities together.",
                "audit.witnessed_head anybody": "Signed heads are public.",
                "audit.outbox sequenced": "The sequencer's login alone; the acts hold pseudonyms and digests.",
            ],
            """
            SELECT \(sql: home) || ' ' || y.polname FROM pg_policy AS y JOIN \(sql: tables) ON c.oid = y.polrelid
            CROSS JOIN unnest(ARRAY[pg_get_expr(y.polqual, c.oid), pg_get_expr(y.polwithcheck, c.oid)]) AS e (said)
            WHERE y.polpermissive AND e.said <> ALL (CASE
                WHEN \(sql: home) IN ('registry.nuisance_contact', 'registry.contact_wrapping') THEN CASE y.polcmd
                    WHEN 'a' THEN ARRAY['\(sql: anyone)']
                    ELSE ARRAY['(\(sql: anyone) AND (( SELECT ops.context_roles() AS context_roles) && ''{officer,administrator}''::text[]))']
                    END
                WHEN \(sql: home) IN ('registry.contact_key', 'registry.contact_epoch', 'registry.nuisance_report', 'registry.evidence',
                    'registry.evidence_attachment', 'ops.idempotency')
                    THEN ARRAY['\(sql: anyone)']
                WHEN \(sql: home) = 'registry.jurisdiction'
                    THEN ARRAY['(id = ( SELECT ops.context_jurisdiction() AS context_jurisdiction))']
                WHEN y.polname = 'oneself' THEN ARRAY['(\(sql: anyone) AND (' || CASE c.relname WHEN 'person' THEN 'id' ELSE 'person_id' END
                    || ' = ( SELECT ops.context_person() AS context_person)))']
                ELSE ARRAY['(jurisdiction_id = ( SELECT ops.staff_jurisdiction() AS staff_jurisdiction))'] END)
            """),
        SchemaRule(
            "Each policy that narrows what others let through is there, and says what is listed.",
            """
            SELECT coalesce(l.what, y.what) FROM (VALUES
                ('registry.nuisance_report own_reports_of_intake', 'r', '((( SELECT ops.staff_jurisdiction() AS staff_jurisdiction) IS '
                    'NOT NULL) OR (recorded_by = ( SELECT ops.context_person() AS context_person)))'),
                ('ops.idempotency own_keys', '*', '(person_id = ( SELECT ops.context_person() AS context_person)) '
                    '(person_id = ( SELECT ops.context_person() AS context_person))'),
                ('registry.evidence own_files_of_intake', 'r', '((( SELECT ops.staff_jurisdiction() AS staff_jurisdiction) IS '
                    'NOT NULL) OR (received_by = ( SELECT ops.context_person() AS context_person)))'),
                ('registry.evidence_attachment own_files_of_intake', 'r', '((( SELECT ops.staff_jurisdiction() AS staff_jurisdiction) IS '
                    'NOT NULL) OR (attached_by = ( SELECT ops.context_person() AS context_person)))'),
                ('registry.draw sealed', 'r', '((\(sql: watches)) OR ((purpose = ''visits''::text) AND (EXISTS ( SELECT'
                    || E'\\n   FROM registry.draw_result r\\n  WHERE ((r.jurisdiction_id = draw.jurisdiction_id) AND '
                    '(r.draw_id = draw.id) AND (r.shown_from <= now()))))))'),
                ('registry.draw_result sealed', 'r', '((\(sql: watches)) OR (shown_from <= now()))'),
                ('registry.assignment sealed', 'r', '((\(sql: watches)) OR ((person_id = ( SELECT ops.context_person() AS '
                    'context_person)) AND (shown_from <= now())))'),
                ('registry.redraw sealed', 'r', '(\(sql: watches))'),
                ('registry.departure sealed', 'r', '((\(sql: watches)) OR (recorded_by = ( SELECT ops.context_person() AS context_person)))'),
                ('registry.back_check blind', 'r', '(\(sql: watches))'),
                ('registry.signal_reading read_by_integrity', 'r',
                    '(( SELECT ops.context_roles() AS context_roles) && ''{integrity,administrator}''::text[])'),
                ('registry.history blind', 'r', '((object <> ALL (ARRAY[''back_check''::text, ''redraw''::text])) OR (\(sql: watches)))'),
                ('registry.unsealing seen_by_who_decides', 'r', '(\(sql: decides))'),
                ('registry.contact_hold seen_by_who_decides', 'r', '(\(sql: decides))'),
                ('registry.contact_erasure seen_by_who_decides', 'r', '(\(sql: decides))'),
                ('registry.history seen_by_who_decides', 'r', '((object <> ALL (''{unsealing,contact_hold,contact_erasure}''::text[])) OR '
                    '(\(sql: decides)))')) AS l (what, act, said)
            FULL JOIN (SELECT \(sql: home) || ' ' || p.polname AS what, p.polcmd::text AS act,
                    concat_ws(' ', pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) AS said
                FROM pg_policy AS p JOIN \(sql: tables) ON c.oid = p.polrelid WHERE NOT p.polpermissive) AS y ON y.what = l.what
            WHERE (l.act, l.said) IS DISTINCT FROM (y.act, y.said)
            """),
        SchemaRule(
            "A policy is for everybody, but those of the log that are listed, each for one login.",
            """
            SELECT \(sql: home) || ' ' || y.polname FROM pg_policy AS y JOIN \(sql: tables) ON c.oid = y.polrelid
            LEFT JOIN (VALUES ('audit.log_entry sequenced', 'registry_sequencer'), ('audit.outbox sequenced', 'registry_sequencer'),
                ('audit.state_part sequenced', 'registry_sequencer'), ('audit.log_entry announced', 'registry_signer')) AS l (what, login)
                ON l.what = \(sql: home) || ' ' || y.polname
            WHERE ARRAY(SELECT CASE u.id WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(u.id)::text END FROM unnest(y.polroles) AS u (id))
                <> ARRAY[coalesce(l.login, 'PUBLIC')]
            """),
        SchemaRule(
            "No policy calls a volatile function.",
            """
            SELECT \(sql: home) || ' ' || y.polname FROM pg_policy AS y JOIN \(sql: tables) ON c.oid = y.polrelid
            CROSS JOIN regexp_matches(concat(y.polqual::text, y.polwithcheck::text), ':(?:op)?funcid ([0-9]+)', 'g') AS f (called)
            JOIN pg_proc AS p ON p.oid = f.called[1]::oid AND p.provolatile = 'v'
            """),
        SchemaRule(
            "No policy, default, check or view reads a setting by itself: the context is read where its signature is checked.",
            """
            SELECT \(sql: home) || ' ' || s.name FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            JOIN (SELECT y.polrelid AS home, y.polname::text AS name,
                      concat(pg_get_expr(y.polqual, y.polrelid), pg_get_expr(y.polwithcheck, y.polrelid)) AS said
                  FROM pg_policy AS y
                  UNION ALL SELECT d.adrelid, 'default ' || a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef AS d
                  JOIN pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                  UNION ALL SELECT k.conrelid, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint AS k
                  WHERE k.contype = 'c'
                  UNION ALL SELECT v.oid, 'itself', pg_get_viewdef(v.oid) FROM pg_class AS v WHERE v.relkind IN ('v', 'm')
                 ) AS s ON s.home = c.oid
            WHERE s.said ~ 'current_setting'
            """),
        SchemaRule(
            "PostgreSQL keeps no statistics of names and of what people write: a plan's estimate shows them to everybody.",
            """
            SELECT \(sql: home) || '.' || a.attname FROM \(sql: tables) JOIN pg_attribute AS a ON a.attrelid = c.oid
            WHERE n.nspname = 'registry' AND a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget IS DISTINCT FROM 0
                AND a.atttypid = ANY ('{text,text[],json,jsonb,bytea}'::regtype[])
                AND a.attname <> ALL (\(fewWords)) AND c.relname <> 'jurisdiction'
            UNION ALL
            SELECT n.nspname || '.' || k.relname || ' ' || a.attnum FROM pg_index AS i JOIN \(sql: tables) ON c.oid = i.indrelid
            JOIN pg_class AS k ON k.oid = i.indexrelid
            JOIN pg_attribute AS a ON a.attrelid = i.indexrelid AND i.indkey[a.attnum - 1] = 0
            WHERE n.nspname = 'registry' AND a.attstattarget IS DISTINCT FROM 0
            """),
        SchemaRule(
            "Every view has the rights of who reads it (security_invoker).",
            except: [
                "registry.adopted_pack": "Compares with the signed context itself, once instead of once per table."
            ],
            """
            SELECT \(sql: home) || CASE WHEN pg_get_viewdef(c.oid) ~ 'ops\\.(context|staff)_jurisdiction\\(\\)' THEN ''
                ELSE ' (asks for no context)' END
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            WHERE c.relkind = 'v' AND NOT coalesce(c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on',
                'security_invoker=1'], false)
            """),
        SchemaRule(
            "No login reads a materialised view: row security doesn't reach it.",
            """
            SELECT \(sql: home) FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            CROSS JOIN aclexplode(c.relacl) AS g WHERE c.relkind = 'm' AND g.grantee <> c.relowner
            """),
    ]
}
