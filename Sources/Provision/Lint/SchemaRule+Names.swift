import Postgres

extension SchemaRule {
    private static let guarded = "The guard has compared the jurisdiction with the signed context before."

    /// What people read when they look into the database, or when it refuses.
    static let names: [SchemaRule] = [
        SchemaRule(
            "Foreign keys, checks and unique keys say in their names what they check.",
            except: [
                "registry.contact_epoch.contact_epoch_jurisdiction_id_fkey": guarded,
                "registry.contact_key.contact_key_jurisdiction_id_fkey": guarded,
                "registry.contact_retention.contact_retention_jurisdiction_id_fkey": guarded,
                "registry.evidence.evidence_jurisdiction_id_fkey": guarded,
                "registry.evidence_retention.evidence_retention_jurisdiction_id_fkey": guarded,
                "registry.history_import.history_import_jurisdiction_id_fkey": guarded,
                "registry.import_batch.import_batch_jurisdiction_id_fkey": guarded,
                "registry.nuisance_report.nuisance_report_jurisdiction_id_fkey": guarded,
                "registry.outlet.outlet_jurisdiction_id_fkey": guarded,
                "registry.party.party_jurisdiction_id_fkey": guarded,
                "registry.person.person_jurisdiction_id_fkey": guarded,
                "registry.policy_pack.policy_pack_jurisdiction_id_fkey": guarded,
            ],
            """
            SELECT \(sql: home) || '.' || k.conname FROM pg_constraint AS k JOIN \(sql: tables) ON c.oid = k.conrelid
            WHERE k.contype IN ('f', 'c', 'u', 'x') AND k.conname ~ ('^' || c.relname || '_.*(fkey|check|key|excl)[0-9]*$')
            """),
        SchemaRule(
            "Every table and view has a comment.",
            """
            SELECT \(sql: home) FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname \(sql: ours)
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND obj_description(c.oid, 'pg_class') IS NULL
            """),
    ]
}
