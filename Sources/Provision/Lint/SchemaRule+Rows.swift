import Postgres

extension SchemaRule {
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
            WHERE y.polpermissive AND e.said !~ '(jurisdiction_id|\\mid) = \\( SELECT ops\\.(context|staff)_jurisdiction\\(\\)'
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
            except: ["registry.jurisdiction.name": "Public.", "registry.jurisdiction.reason": "Public."],
            """
            SELECT \(sql: home) || '.' || a.attname FROM \(sql: tables) JOIN pg_attribute AS a ON a.attrelid = c.oid
            WHERE n.nspname = 'registry' AND a.atttypid = 'text'::regtype AND NOT a.attisdropped
                AND a.attstattarget IS DISTINCT FROM 0
                AND a.attname IN ('name', 'login', 'registration_number', 'email', 'phone', 'address', 'description', 'note',
                    'text', 'why', 'reason', 'reasons', 'beside_reason', 'end_reason')
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
