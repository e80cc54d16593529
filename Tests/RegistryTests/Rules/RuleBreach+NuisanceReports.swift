extension RuleBreach {
    private static let unknown = "999999"
    private static let new = ["id": "gen_random_uuid()"]

    /// Nuisance reports and attributions.
    static let ofNuisanceReports = [
        copy("registry.nuisance_report", "nuisance_category_is_known", ["category": "'weather'"]),
        copy(
            "registry.nuisance_report", "nuisance_is_of_a_known_day", ["occurred_at": "'0001-01-01Z'"],
            told: "badInput: The nuisance would be before 1900. | Correct the time."),
        copy("registry.nuisance_report", "address_is_not_blank", ["address": "' '"]),
        copy("registry.nuisance_report", "description_is_not_blank", ["description": "' '"]),
        copy("registry.nuisance_report", "nuisance_has_a_place_or_an_address", ["place": "NULL", "address": "NULL"]),
        copy("registry.nuisance_report", "nuisance_report_key"),
        copy("registry.nuisance_report", "nuisance_report_reference_is_unique", new, by: .ownerPastTheGuards),
        copy("registry.nuisance_report", "recorded_by_a_person", new, by: .serviceSignedByNobody),
        copy("registry.nuisance_standing", "report_is_closed_or_reopened", ["act": "'forget'"]),
        copy(
            "registry.nuisance_standing", "closing_a_report_has_a_reason", ["act": "'reopen'", "reason": "' '"],
            told:
                "badInput: Closing or reopening a nuisance report needs a reason of at least 10 characters. | Write why."
        ),
        copy(
            "registry.nuisance_standing", "nuisance_standing_key", ["act": "'reopen'", "id": "id"],
            by: .ownerPastTheGuards),
        copy(
            "registry.nuisance_standing", "standing_is_of_a_report",
            ["act": "'close'", "report_id": "gen_random_uuid()"]),
        copy(
            "registry.nuisance_standing", "recorded_by_a_person", ["act": "'reopen'"], by: .serviceSignedByNobody),
        copy("registry.attribution", "attribution_has_a_reason", ["reason": "' '"]),
        copy("registry.attribution", "attribution_key", ["id": "id"], by: .ownerPastTheGuards),
        copy(
            "registry.attribution", "attribution_is_claimed_once",
            told: "conflict: The report is claimed for that outlet already. | "
                + "Look at the report; its claims are listed there."),
        copy("registry.attribution", "attribution_is_of_a_report", ["report_id": "gen_random_uuid()"]),
        copy("registry.attribution", "attribution_is_to_an_outlet", ["outlet_id": unknown]),
        copy(
            "registry.attribution", "changed_by_a_person",
            ["outlet_id": "(SELECT max(o.id) FROM registry.outlet AS o)"], by: .serviceSignedByNobody),
    ]
}
