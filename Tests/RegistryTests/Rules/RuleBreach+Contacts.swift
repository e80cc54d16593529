extension RuleBreach {
    private static let unknown = "999999"

    /// Sealed contacts, their keys, and who reads them. Most of these rules lie behind guards.
    static let ofContacts = ofContactKeys + ofSealedContacts + ofContactReaders

    private static func rule(_ table: String, _ rule: String, _ values: [String: String] = [:]) -> RuleBreach {
        copy("registry.\(table)", rule, values, by: .ownerPastTheGuards)
    }

    private static let ofContactKeys = [
        rule("contact_key", "contact_key_has_a_plain_name", ["id": unknown, "name": "'two words'", "status": "'x'"]),
        rule("contact_key", "public_key_has_32_bytes", ["id": unknown, "name": "'k'", "public_key": "'\\x00'"]),
        rule("contact_key", "contact_key_key", ["id": "id", "name": "'other'", "status": "'withdrawn'"]),
        copy(
            "registry.contact_key", "contact_key_name_is_new", ["id": unknown, "status": "'withdrawn'"],
            by: .ownerPastTheGuards,
            told: "conflict: There is a contact key of that name already. | Choose another name."),
        rule(
            "contact_key", "changed_by_a_person",
            ["id": unknown, "name": "'k'", "status": "'x'", "changed_by": unknown]),
        rule(
            "contact_key", "proposed_by_a_person",
            ["id": unknown, "name": "'k'", "status": "'x'", "proposed_by": unknown]),
        rule("contact_key", "one_contact_key_at_a_time", ["id": unknown, "name": "'k'"]),
        rule("contact_epoch", "epoch_is_a_month", ["id": unknown, "name": "'e'", "month": "'2026-01-02'"]),
        rule("contact_epoch", "epoch_key_has_32_bytes", ["id": unknown, "name": "'e'", "public_key": "'\\x00'"]),
        rule("contact_epoch", "contact_epoch_key", ["id": "id", "name": "'e'"]),
        rule("contact_epoch", "epoch_name_is_new", ["id": unknown]),
        rule("contact_epoch", "recorded_by_a_person", ["id": unknown, "name": "'e'", "recorded_by": unknown]),
        rule("contact_shredding", "shredding_ground_is_known", ["id": unknown, "ground": "'whim'"]),
        rule("contact_shredding", "contact_shredding_key", ["id": "id", "epoch_id": "epoch_id + 1"]),
        rule("contact_shredding", "epoch_is_shredded_once", ["id": unknown]),
        rule("contact_shredding", "shredding_is_of_an_epoch", ["id": unknown, "epoch_id": unknown]),
        rule(
            "contact_shredding", "recorded_by_a_person",
            ["id": unknown, "epoch_id": "epoch_id + 1", "recorded_by": unknown]),
    ]

    private static let ofSealedContacts = [
        rule("nuisance_contact", "ciphertext_is_filled_up", ["ciphertext": "'\\x00'"]),
        rule("nuisance_contact", "nuisance_contact_key"),
        rule(
            "nuisance_contact", "contact_arrives_with_its_report",
            ["id": "(SELECT n.id FROM registry.nuisance_report AS n WHERE n.reference = 'N-2026-0002')"]),
        rule("nuisance_contact", "contact_is_sealed_to_a_key", ["id": report, "contact_key_id": unknown, "xid": xid]),
        rule("nuisance_contact", "recorded_by_a_person", ["id": report, "recorded_by": unknown, "xid": xid]),
        rule("contact_wrapping", "wrapped_key_has_128_bytes", ["id": unknown, "wrapped_key": "'\\x00'"]),
        rule("contact_wrapping", "wrapping_act_is_known", ["id": unknown, "act": "'lose'"]),
        rule("contact_wrapping", "contact_wrapping_key", ["id": "id"]),
        rule("contact_wrapping", "wrapping_is_of_a_contact", ["id": unknown, "report_id": "gen_random_uuid()"]),
        rule("contact_wrapping", "wrapping_is_for_an_epoch", ["id": unknown, "epoch_id": unknown]),
        rule("contact_wrapping", "recorded_by_a_person", ["id": unknown, "recorded_by": unknown]),
        rule("contact_retention", "contact_outcome_is_known", ["id": unknown, "outcome": "'lost'"]),
        rule("contact_retention", "contact_is_kept_for_months", ["id": unknown, "months": "0"]),
        rule("contact_retention", "retention_has_a_reason", ["id": unknown, "reason": "'short'"]),
        rule("contact_retention", "contact_retention_key", ["id": "id"]),
        rule("contact_retention", "recorded_by_a_person", ["id": unknown, "recorded_by": unknown]),
    ]

    /// A report without a contact, and the transaction that brought it.
    private static let report = "(SELECT n.id FROM registry.nuisance_report AS n WHERE n.reference = 'N-2026-0002')"
    private static let xid = "(SELECT n.xid FROM registry.nuisance_report AS n WHERE n.reference = 'N-2026-0002')"
    private static let other = "(SELECT n.id FROM registry.nuisance_report AS n WHERE n.reference = 'N-2026-0003')"

    private static let ofContactReaders = [
        rule("unsealing", "unsealing_has_a_purpose", ["id": unknown, "purpose": "'curious'"]),
        rule("unsealing", "unsealing_key", ["id": "id"]),
        rule("unsealing", "unsealing_is_of_a_contact", ["id": unknown, "report_id": report]),
        rule("unsealing", "unsealing_is_for_a_case", ["id": unknown, "case_id": unknown]),
        rule("unsealing", "requested_by_a_person", ["id": unknown, "requested_by": unknown]),
        rule("unsealing", "changed_by_a_person", ["id": unknown, "changed_by": unknown]),
        rule("contact_hold", "hold_has_a_reason", ["id": unknown, "reason": "'short'", "report_id": other]),
        rule("contact_hold", "contact_hold_key", ["id": "id", "report_id": other]),
        rule("contact_hold", "hold_is_on_a_contact", ["id": unknown, "report_id": report]),
        rule("contact_hold", "changed_by_a_person", ["id": unknown, "report_id": other, "changed_by": unknown]),
        copy(
            "registry.contact_hold", "contact_is_held_once", ["id": unknown], by: .ownerPastTheGuards,
            told: "conflict: The contact is held already. | Look at the report; it says so."),
        rule("contact_erasure", "erasure_has_a_reason", ["id": unknown, "reason": "'short'", "status": "'refused'"]),
        rule("contact_erasure", "contact_erasure_key", ["id": "id", "status": "'refused'"]),
        rule("contact_erasure", "erasure_is_of_a_contact", ["id": unknown, "report_id": report]),
        rule(
            "contact_erasure", "requested_by_a_person", ["id": unknown, "status": "'refused'", "requested_by": unknown]),
        rule("contact_erasure", "changed_by_a_person", ["id": unknown, "status": "'refused'", "changed_by": unknown]),
        copy(
            "registry.contact_erasure", "erasure_is_asked_for_once", ["id": unknown], by: .ownerPastTheGuards,
            told:
                "conflict: The erasure of this contact was asked for already. | Look at the report; it says what became of it."
        ),
    ]
}
