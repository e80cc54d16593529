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
            "PUBLIC may run no function with its owner's rights, and none of ops or audit.",
            """
            SELECT p.oid::regprocedure FROM \(sql: functions)
            CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS g
            WHERE g.grantee = 0 AND (p.prosecdef OR n.nspname IN ('ops', 'audit'))
            """),
        SchemaRule(
            "A login calls only those functions with their owner's rights that are listed.",
            except: [
                "ops.authenticate(bytea)": "Finds who holds a token, before there is a context.",
                "ops.contact_month(integer,uuid)": "Compares with the signed context.",
                "ops.contact_months(integer,text)": "Compares with the signed context.",
                "ops.contact_outcome(integer,uuid)": "Compares with the signed context.",
                "ops.local_month(integer)": "A date alone.",
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
            "No function but the one that checks the signature reads a setting.",
            except: ["ops.verified_context()": "It checks the signature."],
            """
            SELECT p.oid::regprocedure FROM \(sql: functions)
            WHERE coalesce(pg_get_function_sqlbody(p.oid), p.prosrc) ~ 'current_setting'
            """),
    ]
}
