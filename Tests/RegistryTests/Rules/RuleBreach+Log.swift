extension RuleBreach {
    /// The transparency log.
    static let ofTheLog = [
        copy("audit.log_entry", "log_entry_key", ["outbox_id": "0"], by: .ownerPastTheGuards),
        copy("audit.log_entry", "one_entry_per_act", ["leaf_index": "999999"], by: .ownerPastTheGuards),
        copy(
            "audit.log_entry", "entry_is_about_an_act", ["leaf_index": "999999", "outbox_id": "0"],
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
    ]
}
