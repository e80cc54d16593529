import Postgres

extension SchemaRule {
    /// The jurisdiction in every key, so that no row can point at, or collide with, another authority's.
    static let keys: [SchemaRule] = [
        SchemaRule(
            "The jurisdiction is in every primary, unique and excluding key.",
            except: [
                "audit.checkpoint_key": "Of the one log of all authorities.", "audit.log_entry_key": "Of the one log.",
                "audit.log_key_key": "Of the one log.", "audit.log_subtree_key": "Of the one log.",
                "audit.one_log": "Of the one log.", "audit.one_next_key": "Of the one log.",
                "audit.one_entry_per_key": "Of the one log.",
                "audit.one_entry_per_state": "Of the one log.", "audit.state_part_key": "Of all authorities together.",
                "audit.witnessed_head_key": "Of the one log.",
                "ops.id_token_is_used_once": "The hash of a token that one provider signed for one person.",
                "ops.one_limit_per_action_and_subject": "The same for every authority.",
                "ops.one_limit_per_media_type": "The same for every authority.",
                "ops.context_key_pkey": "One key for the database.",
                "ops.legal_act_stands_once": "The same for every authority.", "ops.migration_key": "Of the database.",
                "registry.jurisdiction_code_is_unique": "A code names one authority; codes are public.",
                "registry.jurisdiction_pkey": "Its id is the jurisdiction.",
                "registry.token_hash_is_unique":
                    "256 random bits collide with nobody's; it is looked up before there is a context.",
            ],
            """
            SELECT n.nspname || '.' || k.relname FROM pg_index AS i JOIN \(sql: tables) ON c.oid = i.indrelid
            JOIN pg_class AS k ON k.oid = i.indexrelid
            WHERE (i.indisunique OR i.indisexclusion) AND NOT EXISTS (SELECT FROM pg_attribute AS a
                WHERE a.attrelid = i.indrelid AND a.attname = 'jurisdiction_id' AND a.attnum = ANY (i.indkey))
            """),
        SchemaRule(
            "Every foreign key compares the jurisdiction on both sides.",
            except: [
                "audit.log_entry.entry_is_about_a_key": "Both are of the one log.",
                "audit.witnessed_head.witnessed_head_was_signed": "Both are of the one log.",
                "registry.jurisdiction.changed_by_a_person_of_its_own": "Its id is the jurisdiction.",
            ],
            """
            SELECT \(sql: home) || '.' || k.conname FROM pg_constraint AS k JOIN \(sql: tables) ON c.oid = k.conrelid
            WHERE k.contype = 'f' AND NOT EXISTS (SELECT FROM unnest(k.conkey, k.confkey) AS u (mine, other)
                JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.mine AND a.attname = 'jurisdiction_id'
                JOIN pg_attribute AS b ON b.attrelid = k.confrelid AND b.attnum = u.other AND (b.attname = 'jurisdiction_id'
                    OR b.attname = 'id' AND k.confrelid = to_regclass('registry.jurisdiction')))
            """),
        SchemaRule(
            "Every table has a jurisdiction that is never missing.",
            except: [
                "audit.checkpoint": "Of the one log of all authorities.", "audit.log_head": "Of the one log.",
                "audit.log_entry": "An entry about the state of the tables is of all authorities together.",
                "audit.log_key": "Of the one log.",
                "audit.state_part": "Of all authorities together.", "audit.witnessed_head": "Of the one log.",
                "ops.evidence_limit": "The same for every authority.",
                "ops.rate_limit": "The same for every authority.", "ops.used_id_token": "Hashes alone.",
                "audit.log_subtree": "Of the one log.", "ops.context_key": "One key for the database.",
                "ops.legal_act": "The same for every authority.", "ops.migration": "Of the database.",
                "registry.jurisdiction": "Written from its id, which is never missing.",
            ],
            """
            SELECT \(sql: home) FROM \(sql: tables) WHERE NOT EXISTS (SELECT FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attname = 'jurisdiction_id' AND a.attnotnull)
            """),
    ]
}
