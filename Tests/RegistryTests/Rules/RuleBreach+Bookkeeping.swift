extension RuleBreach {
    /// What the database keeps for itself, and the answers under idempotency keys.
    static let ofBookkeeping = [
        copy("ops.context_key", "one_context_key", ["id": "2"], by: .ownerPastTheGuards),
        copy("ops.context_key", "inner_pad_is_one_block", ["inner_pad": "'\\x00'"], by: .ownerPastTheGuards),
        copy("ops.context_key", "outer_pad_is_one_block", ["outer_pad": "'\\x00'"], by: .ownerPastTheGuards),
        copy("ops.legal_act", "act_has_a_role", ["roles": "'{}'"], by: .ownerPastTheGuards),
        copy("ops.legal_act", "legal_act_stands_once", by: .ownerPastTheGuards),
        copy("ops.gate", "gate_key", by: .ownerPastTheGuards),
        copy("ops.migration", "migration_key", by: .ownerPastTheGuards),
        copy("ops.migration", "sha256_is_hex", ["sha256": "'x'"], by: .ownerPastTheGuards),
        copy("registry.history", "one_entry_per_version", by: .ownerPastTheGuards),
        copy("audit.outbox", "digest_is_sha256", ["digest": "'\\x00'"], by: .ownerPastTheGuards),
        copy("audit.outbox", "salt_has_16_bytes", ["salt": "'\\x00'"], by: .ownerPastTheGuards),
        copy("audit.outbox", "outbox_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("ops.idempotency", "key_has_1_to_255_characters", ["key": "''"]),
        copy("ops.idempotency", "digest_is_sha256", ["request_digest": "'\\x00'"]),
        copy("ops.idempotency", "idempotency_key_used_once"),
    ]
}
