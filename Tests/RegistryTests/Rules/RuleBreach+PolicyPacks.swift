extension RuleBreach {
    private static let table = "registry.policy_pack"
    private static let unchecked = [
        "report": "NULL", "checked_sha256": "NULL", "checked_by": "NULL", "checked_at": "NULL",
    ]
    private static let another = ["pack_version": "'another'"]
    private static let later = another.merging(["valid_from": "valid_from + 1"]) { $1 }
    private static let draft = unchecked.merging(another) { $1 }.merging([
        "status": "'draft'", "act": "'draft'", "proposed_by": "NULL", "proposed_at": "NULL", "activated_by": "NULL",
        "activated_at": "NULL", "valid_from": "NULL", "replaces": "'{}'", "beside": "'{}'", "beside_reason": "NULL",
    ]) { $1 }

    private static func draft(_ values: [String: String]) -> [String: String] { draft.merging(values) { $1 } }
    private static func later(_ values: [String: String]) -> [String: String] { later.merging(values) { $1 } }

    /// Versions of policy packs, past the guards, which say the same in more words.
    static let ofPolicyPacks = ofPackTexts + ofPackSignatures + ofPackKeys + ofPackEnds

    private static let ofPackTexts = [
        copy(table, "sha256_is_hex", draft(["sha256": "'not hex'"]), by: .ownerPastTheGuards),
        copy(table, "licence_maximum_is_not_negative", draft(["licence_maximum": "-1"]), by: .ownerPastTheGuards),
        copy(table, "check_is_whole", draft(["checked_sha256": "sha256"]), by: .ownerPastTheGuards),
        copy(
            table, "withdrawing_a_pack_has_a_reason",
            draft(["status": "'withdrawn'", "act": "'withdraw'", "reason": "NULL"]), by: .ownerPastTheGuards),
        change(
            table, "pack_governs_no_earlier_than_it_begins", "begins_on = valid_from + 1", by: .ownerPastTheGuards,
            told: "badInput: The policy pack would govern before the day on which its rules begin. | "
                + "Choose that day or a later one."),
        change(
            table, "pack_begins_to_govern_before_its_rules_end", "rules_end_on = valid_from", by: .ownerPastTheGuards,
            told: "badInput: The policy pack would begin to govern when its rules, as its text says, hold no more. | "
                + "Choose an earlier day, or draft the version that holds then."),
        copy(
            table, "rules_of_a_pack_end_after_they_begin",
            draft(["begins_on": "'2026-01-02'", "rules_end_on": "'2026-01-02'"]), by: .ownerPastTheGuards,
            told: "badInput: The rules of the policy pack would end before they begin. | Correct its validity."),
    ]

    private static let ofPackSignatures = [
        copy(table, "proposal_is_whole", draft(["proposed_at": "now()"]), by: .ownerPastTheGuards),
        copy(
            table, "proposed_pack_says_who_and_from_when",
            later([
                "status": "'proposed'", "act": "'propose'", "activated_by": "NULL", "activated_at": "NULL",
                "proposed_by": "NULL", "proposed_at": "NULL",
            ]), by: .ownerPastTheGuards),
        copy(table, "proposed_pack_was_checked", later(unchecked), by: .ownerPastTheGuards),
        copy(table, "active_pack_says_who_and_when", later(["activated_at": "NULL"]), by: .ownerPastTheGuards),
        change(
            table, "activated_by_another_person", "activated_by = proposed_by", by: .ownerPastTheGuards,
            told: "notAllowed: Who proposed a policy pack can't activate it. | "
                + "Ask a reviewer, or another person with the role policy."),
        change(table, "recorded_by_a_person", "recorded_by = 999999", by: .ownerPastTheGuards),
        change(table, "checked_by_a_person", "checked_by = 999999", by: .ownerPastTheGuards),
        change(table, "proposed_by_a_person", "proposed_by = 999999", by: .ownerPastTheGuards),
        change(table, "activated_by_a_person", "activated_by = 999999", by: .ownerPastTheGuards),
        change(table, "changed_by_a_person", "changed_by = 999999", by: .ownerPastTheGuards),
    ]

    private static let ofPackEnds = [
        change(table, "criteria_with_a_ladder_are_known", "ladder_criteria = NULL", by: .ownerPastTheGuards),
        change(
            table, "another_pack_is_replaced", "replaces = ARRAY[pack_id]", by: .ownerPastTheGuards,
            told: "badInput: A policy pack replaces or judges beside another pack, not itself. | "
                + "A new version of a pack follows the one before without being told to."),
        change(
            table, "judging_beside_another_has_a_reason", "beside = ARRAY['another'], beside_reason = ' '",
            by: .ownerPastTheGuards,
            told: "badInput: Judging beside another pack needs a reason of at least 10 characters. | "
                + "Write why one violation gets two measures."),
        change(table, "proposed_end_is_whole", "end_proposed_day = valid_from", by: .ownerPastTheGuards),
        copy(
            table, "only_an_active_pack_ends",
            draft(["ends_on": "valid_from", "ended_by": "1", "ended_at": "now()", "end_proposed_day": "valid_from"]),
            by: .ownerPastTheGuards),
        change(
            table, "pack_ends_no_earlier_than_it_governs", "ends_on = valid_from - 1, replaced_by = id",
            by: .ownerPastTheGuards),
        change(table, "end_says_by_whom", "ends_on = valid_from", by: .ownerPastTheGuards),
        change(
            table, "confirmed_end_is_the_proposed_one",
            "ends_on = valid_from, ended_by = activated_by, ended_at = now(), end_proposed_day = valid_from + 1, "
                + "end_proposed_by = proposed_by, end_proposed_at = now(), end_reason = 'x'", by: .ownerPastTheGuards),
        change(
            table, "ended_by_another_person",
            "ends_on = valid_from, ended_by = proposed_by, ended_at = now(), end_proposed_day = valid_from, "
                + "end_proposed_by = proposed_by, end_proposed_at = now(), end_reason = 'x'", by: .ownerPastTheGuards,
            told: "notAllowed: Who proposed the end of a policy pack can't confirm it. | "
                + "Ask a reviewer, or another person with the role policy."),
        change(
            table, "end_proposed_by_a_person",
            "end_proposed_day = valid_from, end_proposed_by = 999999, end_proposed_at = now(), end_reason = 'x'",
            by: .ownerPastTheGuards),
        change(
            table, "ended_by_a_person",
            "ends_on = valid_from, ended_by = 999999, ended_at = now(), end_proposed_day = valid_from, "
                + "end_proposed_by = proposed_by, end_proposed_at = now(), end_reason = 'x'", by: .ownerPastTheGuards),
        change(table, "replaced_by_a_pack", "ends_on = valid_from, replaced_by = 999999", by: .ownerPastTheGuards),
    ]

    private static let ofPackKeys = [
        copy(table, "policy_pack_key", draft(["id": "id"]), by: .ownerPastTheGuards),
        copy(
            table, "one_record_per_pack_version", ["valid_from": "valid_from + 1"], by: .ownerPastTheGuards,
            told: "conflict: That version of the policy pack is there already. | "
                + "A change of the rules is a new version: give it another version."),
        copy(
            table, "one_adoption_per_pack_and_day", another, by: .ownerPastTheGuards,
            told: "conflict: Another version of that policy pack governs or is proposed from that day already. | "
                + "Choose another day; an active version is never edited."),
    ]
}
