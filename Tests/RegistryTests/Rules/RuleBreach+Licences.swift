extension RuleBreach {
    private static let unknown = "999999"
    private static let atAnotherOutlet = "(SELECT max(o.id) FROM registry.outlet AS o)"

    /// Licences and the lists of outlets that were imported.
    static let ofLicences =
        ofLicencePeriods + [
            change(
                "registry.licence", "only_a_suspended_licence_has_a_suspension",
                "status = 'lapsed', act = 'lapse', reason = 'For the breach.', ends_on = valid_from + 1, suspended_until = current_date"
            ),
            change(
                "registry.licence", "suspension_and_withdrawal_rest_on_an_action",
                "status = 'suspended', act = 'suspend', reason = 'For the breach.'", by: .ownerPastTheGuards),
            copy(
                "registry.licence", "licence_key", ["id": "id", "outlet_id": atAnotherOutlet], by: .ownerPastTheGuards),
            copy(
                "registry.licence", "licence_reference_is_unique", ["outlet_id": atAnotherOutlet],
                by: .ownerPastTheGuards),
            copy("registry.licence", "licence_is_for_an_outlet", ["outlet_id": unknown]),
            copy(
                "registry.licence", "licence_has_a_holder", ["holder_id": unknown, "outlet_id": atAnotherOutlet]),
            copy(
                "registry.licence", "licence_follows_a_licence",
                ["previous_id": unknown, "outlet_id": atAnotherOutlet]),
            change(
                "registry.licence", "reinstatement_proposed_by_a_person", "reinstatement_proposed_by = \(unknown)",
                by: .ownerPastTheGuards),
            copy(
                "registry.licence", "licence_rests_on_an_action", ["action_id": unknown, "outlet_id": atAnotherOutlet]),
            copy(
                "registry.licence", "changed_by_a_person", ["outlet_id": atAnotherOutlet], by: .serviceSignedByNobody),
            copy("registry.import_batch", "import_profile_is_known", ["profile": "'rotterdam'"]),
            copy("registry.import_batch", "file_digest_is_sha256", ["file_sha256": "'\\x00'"]),
            copy("registry.import_batch", "every_row_has_one_outcome", ["read_count": "read_count + 1"]),
            copy("registry.import_batch", "vanished_is_known_unless_rows_are_rejected", ["vanished_count": "NULL"]),
            copy(
                "registry.import_batch", "only_known_vanished_are_closed",
                [
                    "vanished_count": "NULL", "rejected_count": "1", "read_count": "read_count + 1",
                    "vanished_closed_on": "current_date",
                ]),
            copy("registry.import_batch", "import_batch_key", ["id": "id"], by: .ownerPastTheGuards),
            copy("registry.import_batch", "recorded_by_a_person", by: .serviceSignedByNobody),
        ]

    private static let ofLicencePeriods = [
        change(
            "registry.licence", "licence_ends_after_it_begins",
            "status = 'withdrawn', act = 'test', ends_on = valid_from - 1", by: .ownerPastTheGuards,
            told: "badInput: The licence would end before it begins. | Choose an end on or after the first day."),
        copy(
            "registry.licence", "licence_ends_after_it_begins", ["ends_on": "valid_from - 1"],
            told: "badInput: The licence would end before it begins. | Choose an end on or after the first day."),
        copy(
            "registry.licence", "licence_has_known_days", ["valid_from": "'0001-01-01'", "ends_on": "'0001-02-01'"],
            by: .ownerPastTheGuards,
            told: "badInput: A licence's days lie between 1900-01-01 and 2999-12-31. | "
                + "Correct the day, or leave the end out."),
        copy("registry.licence", "licence_in_force_has_a_day", ["ends_on": "valid_from"]),
        change(
            "registry.licence", "ended_licence_has_an_end",
            "status = 'lapsed', act = 'lapse', reason = 'For the breach.'"),
        change(
            "registry.licence", "what_befalls_a_licence_has_a_reason",
            "status = 'lapsed', act = 'lapse', reason = ' too short ', ends_on = valid_from + 1",
            told:
                "badInput: Suspending, reinstating, withdrawing, transferring, lapsing or taking back a licence needs a reason of at "
                + "least 10 characters. | Write why."),
        change(
            "registry.licence", "lapsed_licence_had_a_day",
            "status = 'lapsed', act = 'lapse', reason = 'For the breach.', ends_on = valid_from",
            by: .ownerPastTheGuards,
            told: "badInput: The licence would lapse before its first day is over. | Choose a day after it."),
        change(
            "registry.licence", "licence_that_was_taken_back_has_no_day",
            "status = 'taken_back', act = 'take_back', reason = 'For the breach.', ends_on = valid_from + 1",
            by: .ownerPastTheGuards),
        copy(
            "registry.licence", "one_licence_per_outlet_at_a_time",
            told: "conflict: The outlet has a licence in that period already. | "
                + "End the other licence first, or choose days on which there is none."),
    ]
}
