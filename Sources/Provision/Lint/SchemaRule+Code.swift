import Postgres

extension SchemaRule {
    /// The functions that run with the owner's rights, and who may call what.
    static let code: [SchemaRule] = [
        SchemaRule(
            "Every function with its owner's rights has the search path pg_catalog, pg_temp.",
            except: [
                "ops.guard_amendment()":
                    "Compares places, whose operators PostGIS has in public, where no login makes anything.",
                "ops.verified_context()":
                    "Every name in it has its schema; a path of its own costs a third of its time.",
            ],
            """
            SELECT p.oid::regprocedure FROM \(sql: functions)
            WHERE p.prosecdef AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (p.proconfig), false)
            """),
        SchemaRule(
            "PUBLIC may run no function with its owner's rights, and none of ops, audit or past.",
            """
            SELECT p.oid::regprocedure FROM \(sql: functions)
            CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS g
            WHERE g.grantee = 0 AND (p.prosecdef OR n.nspname IN ('ops', 'audit', 'past'))
            """),
        SchemaRule(
            "A login calls only those functions with their owner's rights that are listed.",
            except: [
                "audit.take_state()": "The sequencer's login alone; what it writes follows from the tables.",
                "ops.account_of_subject(text,text,text)":
                    "Finds whose subject a provider's is, before there is a context.",
                "ops.credential_for(text,text)": "The stored hash of a credential, before there is a context.",
                "ops.is_replaced(integer,bigint)": "Compares with the signed context.",
                "ops.log_entries(bigint,bigint)":
                    "Digests and pseudonyms of all authorities, for who signed in with a role.",
                "ops.log_began()": "A time alone.",
                "ops.log_heads()": "Signed heads are public.", "ops.log_hour_ahead()": "An hour alone.",
                "ops.note_token_use(integer[],bigint[],timestamp with time zone[])":
                    "Moves the last use of a token on.",
                "ops.open_session(bigint,bytea,text,integer)": "Of the signed person alone.",
                "ops.sign_in_authorities()": "Codes and names of authorities are public.",
                "ops.use_id_token(bytea)": "Says whether a token was used before.",
                "ops.authenticate(bytea)": "Finds who holds a token, before there is a context.",
                "ops.contact_month(integer,uuid)": "Compares with the signed context.",
                "ops.contact_months(integer,text)": "Compares with the signed context.",
                "ops.contact_outcome(integer,uuid)": "Compares with the signed context.",
                "ops.evidence_end(integer,bigint)": "Compares with the signed context.",
                "ops.evidence_months(integer,text)": "Compares with the signed context.",
                "ops.local_day(integer)": "A date alone.",
                "ops.local_month(integer)": "Compares with the signed context.",
                "ops.inspection_subject(text,uuid,timestamp with time zone,timestamp with time zone,timestamp with time zone,"
                    + "bigint,text,bytea)": "Compares with the signed context once for all that an intake reads.",
                "ops.log_standing()": "Numbers alone.",
                "ops.log_tile(integer,bigint)": "Hashes alone.",
                "ops.logged_act(text,text)": "Compares with the signed context.",
                "ops.sign_out(bytea)": "Takes back the token that is presented, of the signed person alone.",
                "ops.signed_head_over(bigint)": "Signed heads are public.",
                "ops.verified_context()": "Checks the signature of the context.",
                "ops.violations_elsewhere(text,date,timestamp with time zone)": "Compares with the signed context.",
                "registry.who_has_address(integer,bigint,text,text,text,text,text)":
                    "Compares with the signed context.",
            ],
            """
            SELECT p.oid::regprocedure FROM \(sql: functions) CROSS JOIN aclexplode(p.proacl) AS g
            WHERE p.prosecdef AND g.grantee NOT IN (0, p.proowner)
            """),
        SchemaRule(
            "Outside the registry's schemas there is no view, and no function with its owner's rights, but an extension's and PostgreSQL's.",
            """
            SELECT \(sql: home) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: elsewhere)
            WHERE c.relkind IN ('v', 'm') AND c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend AS d
                WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            UNION ALL
            SELECT n.nspname || '.' || p.proname FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
                AND n.nspname \(sql: elsewhere)
            WHERE p.prosecdef AND p.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend AS d
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            """),
        SchemaRule(
            "No function but the one that checks the signature reads a setting.",
            except: [
                "audit.note_acts()":
                    "The setting collects the acts of this transaction for its receipt, and decides nothing.",
                "ops.verified_context()": "It checks the signature.",
                "past.as_of()": "The day that a reader asks; it shows no row that row security doesn't show.",
                "past.day_end()": "The end of that day.", "past.known_at()": "The moment that a reader asks.",
            ],
            """
            SELECT p.oid::regprocedure FROM \(sql: functions)
            WHERE coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~ 'current_setting'
            """),
    ]

    /// Any schema but the registry's, and those of one session.
    private static let elsewhere: SQL =
        "NOT IN ('registry', 'audit', 'ops', 'past') AND n.nspname !~ '^pg_(temp|toast)'"
}
