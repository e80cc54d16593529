extension RuleBreach {
    private static let draft = ["issued_by": "NULL", "issued_at": "NULL", "proposed_at": "NULL"]
    private static let pastDraft = draft.merging(["status": "'draft'", "act": "'draft'"]) { $1 }

    private static func draft(_ values: [String: String]) -> [String: String] { draft.merging(values) { $1 } }
    private static func pastDraft(_ values: [String: String]) -> [String: String] { pastDraft.merging(values) { $1 } }

    /// Enforcement actions: what they say, who signs them, and what they belong to.
    static let ofActions = ofContents + ofSignatures + ofActionKeys

    private static let ofContents = [
        copy(
            "registry.action", "action_kind_is_known", pastDraft(["kind": "'prison'"]), by: .ownerPastTheGuards),
        copy("registry.action", "action_says_what_it_orders", draft(["text": "' '"])),
        change("registry.action", "digest_is_sha256", "approved_digest = 'x'", by: .ownerPastTheGuards),
        copy("registry.action", "amount_is_positive", draft(["amount": "0", "currency": "'EUR'"])),
        copy("registry.action", "currency_has_three_letters", draft(["amount": "5", "currency": "'euro'"])),
        copy("registry.action", "amount_has_a_currency", draft(["amount": "5"])),
        copy(
            "registry.action", "action_ends_after_it_starts", draft(["ends_on": "starts_on"]),
            told: "badInput: The action would end on or before its first day; endsOn is the first day after it. | "
                + "Choose a later end."),
        copy(
            "registry.action", "action_has_known_days", draft(["ends_on": "'9999-01-01'"]), by: .ownerPastTheGuards,
            told: "badInput: An action's days lie between 1900-01-01 and 2999-12-31. | "
                + "Correct the day, or leave the end out."),
        copy(
            "registry.action", "closure_and_suspension_have_a_first_day",
            pastDraft(["kind": "'closure'", "starts_on": "NULL"]), by: .ownerPastTheGuards,
            told: "badInput: A closure or a suspension has a first day. | Give startsOn."),
        copy(
            "registry.action", "fine_and_penalty_order_have_an_amount", pastDraft(["kind": "'fine'"]),
            by: .ownerPastTheGuards,
            told: "badInput: A fine or an order under penalty payment has an amount. | Give amount and currency."),
        copy(
            "registry.action", "only_fine_and_penalty_order_have_an_amount",
            pastDraft(["amount": "5", "currency": "'EUR'"]), by: .ownerPastTheGuards,
            told: "badInput: Only a fine or an order under penalty payment has an amount. | "
                + "Leave amount and currency out; what is to be paid as well is an action of its own."),
        change(
            "registry.action", "returning_and_ending_have_a_reason", "act = 'revoke', status = 'revoked', reason = ' '",
            told: "badInput: Returning, withdrawing or revoking an action needs a reason of at least 10 characters. | "
                + "Write why."),
    ]

    private static let ofSignatures = [
        copy(
            "registry.action", "issued_by_another_person", ["issued_by": "proposed_by"], by: .ownerPastTheGuards,
            told: "notAllowed: Who proposed an action can't issue it. | Ask a reviewer."),
        copy(
            "registry.action", "issued_action_says_who_and_when", ["issued_by": "NULL", "issued_at": "NULL"],
            by: .ownerPastTheGuards),
        copy("registry.action", "issue_is_whole", draft(["issued_at": "now()"])),
        copy(
            "registry.action", "proposed_action_says_when", pastDraft(["status": "'proposed'"]), by: .ownerPastTheGuards
        ),
        change("registry.action", "proposed_by_a_person", "proposed_by = 999999", by: .ownerPastTheGuards),
        change("registry.action", "issued_by_a_person", "issued_by = 999999", by: .ownerPastTheGuards),
        change(
            "registry.action", "changed_by_a_person", "changed_by = 999999", by: .ownerPastTheGuards),
    ]

    private static let ofActionKeys = [
        copy("registry.action", "action_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.action", "action_reference_is_unique", by: .ownerPastTheGuards),
        copy(
            "registry.action", "one_action_per_decision_and_kind", draft,
            told: "conflict: Another action of that kind carries out the decision already. | "
                + "Look at the case; its actions are listed there."),
        copy(
            "registry.action", "one_closure_at_a_time",
            [
                "kind": "'closure'", "reference": "'A-2026-9999'",
                "decision_id": "(SELECT max(d.id) + 1 FROM registry.decision AS d)",
            ], by: .ownerPastTheGuards,
            told: "conflict: Another issued closure covers part of that period. | "
                + "Choose days on which the outlet is not closed already."),
        change("registry.action", "action_belongs_to_a_case", "case_id = 999999", by: .ownerPastTheGuards),
        change("registry.action", "action_rests_on_a_decision", "decision_id = 999999", by: .ownerPastTheGuards),
    ]
}
