extension RuleBreach {
    /// The transparency log.
    static let ofTheLog = [
        copy("audit.log_entry", "log_entry_key", ["outbox_id": "0"], of: act, by: .ownerPastTheGuards),
        copy("audit.log_entry", "one_entry_per_act", ["leaf_index": "999999"], of: act, by: .ownerPastTheGuards),
        copy("audit.log_entry", "one_entry_per_state", ["leaf_index": "999999"], of: state, by: .ownerPastTheGuards),
        copy(
            "audit.log_entry", "entry_is_about_an_act", ["leaf_index": "999999", "outbox_id": "0"], of: act,
            by: .ownerPastTheGuards),
        copy(
            "audit.log_entry", "entry_is_about_one_thing", ["leaf_index": "999999", "outbox_id": "NULL"],
            of: act, by: .ownerPastTheGuards),
        copy("audit.log_entry", "one_entry_per_key", ["leaf_index": "999999"], of: key, by: .ownerPastTheGuards),
        copy(
            "audit.log_entry", "entry_is_about_a_key", ["leaf_index": "999999", "log_key": "'x'"], of: key,
            by: .ownerPastTheGuards),
        copy("audit.log_key", "log_key_key", ["old_key": "new_key || 'x'"], by: .ownerPastTheGuards),
        copy("audit.log_key", "one_next_key", ["new_key": "new_key || 'x'"], by: .ownerPastTheGuards),
        copy(
            "audit.log_key", "signature_is_ed25519",
            ["new_key": "new_key || 'x'", "old_key": "old_key || 'x'", "signature": "'\\x00'"], by: .ownerPastTheGuards),
        copy(
            "audit.log_key", "next_key_is_another", ["new_key": "new_key || 'x'", "old_key": "new_key || 'x'"],
            by: .ownerPastTheGuards),
        copy(
            "audit.log_key", "keys_are_of_one_log", ["new_key": "'x' || new_key", "old_key": "old_key || 'x'"],
            by: .ownerPastTheGuards),
        copy("audit.log_entry", "leaf_index_counts_from_zero", ["leaf_index": "-1"], by: .ownerPastTheGuards),
        copy(
            "audit.log_entry", "entry_fits_a_bundle", ["entry": "convert_to(repeat('x', 65536), 'UTF8')"],
            by: .ownerPastTheGuards),
        copy("audit.log_subtree", "log_subtree_key", by: .ownerPastTheGuards),
        copy("audit.log_subtree", "hash_is_sha256", ["hash": "'\\x00'"], by: .ownerPastTheGuards),
        copy("audit.log_subtree", "level_of_a_tile", ["level": "8"], by: .ownerPastTheGuards),
        copy("audit.log_subtree", "subtree_index_counts_from_zero", ["subtree_index": "-1"], by: .ownerPastTheGuards),
        copy("audit.log_head", "one_log", by: .ownerPastTheGuards),
        copy("audit.log_head", "log_has_one_head", ["id": "2"], by: .ownerPastTheGuards),
        copy("audit.log_head", "root_is_sha256", ["root": "'\\x00'"], by: .ownerPastTheGuards),
        copy("audit.log_head", "frontier_fits_the_size", ["frontier": "'\\x00'"], by: .ownerPastTheGuards),
        copy(
            "audit.log_head", "size_is_not_negative",
            ["size": "-1", "frontier": "decode(repeat('00', 2048), 'hex')"], by: .ownerPastTheGuards),
        copy("audit.checkpoint", "checkpoint_key", by: .ownerPastTheGuards),
        copy("audit.checkpoint", "checkpoint_root_is_sha256", ["root": "'\\x00'"], by: .ownerPastTheGuards),
        copy("audit.checkpoint", "checkpoint_size_is_not_negative", ["size": "-1"], by: .ownerPastTheGuards),
        copy("audit.state_part", "state_part_key", by: .ownerPastTheGuards),
        copy(
            "audit.state_part", "state_is_of_a_whole_hour", ["hour": "now() - now()::time + interval '1 minute'"],
            by: .ownerPastTheGuards),
        copy("audit.state_part", "rows_are_not_negative", ["rows": "-1"], by: .ownerPastTheGuards),
        copy("audit.state_part", "state_digest_is_sha256", ["digest": "'\\x00'"], by: .ownerPastTheGuards),
        copy("audit.state_part", "state_size_is_not_negative", ["size": "-1"], by: .ownerPastTheGuards),
        copy(
            "audit.state_part", "state_fits_an_entry", ["also": "array_fill(1::bigint, ARRAY[101])"],
            by: .ownerPastTheGuards),
        copy("audit.witnessed_head", "witnessed_head_key", by: .ownerPastTheGuards),
        copy("audit.witnessed_head", "witnessed_head_was_signed", ["size": "999999"], by: .ownerPastTheGuards),
    ]

    /// Entries of the log are of three kinds.
    private static let act = "outbox_id IS NOT NULL"
    private static let state = "state_hour IS NOT NULL"
    private static let key = "log_key IS NOT NULL"
}
