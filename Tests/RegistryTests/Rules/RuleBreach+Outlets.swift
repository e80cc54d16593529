extension RuleBreach {
    private static let unknown = "999999"
    private static let elsewhere = ["house_number": "'999'"]

    /// Outlets, parties and their roles.
    static let ofOutlets =
        ofPremises + ofParties + ofPartyRoles

    private static let ofPremises = [
        copy("registry.outlet", "outlet_name_is_not_blank", ["name": "' '"]),
        copy("registry.outlet", "outlet_kind_is_known", ["kind": "'bakery'"]),
        copy("registry.outlet", "street_is_not_blank", ["street": "' '"]),
        copy("registry.outlet", "house_number_is_not_blank", ["house_number": "''"]),
        copy("registry.outlet", "outlet_key", ["id": "id"].merging(elsewhere) { $1 }, by: .ownerPastTheGuards),
        copy("registry.outlet", "outlet_reference_is_unique", elsewhere, by: .ownerPastTheGuards),
        copy(
            "registry.outlet", "one_active_outlet_per_address",
            told: "conflict: An active outlet is registered at that address already. | "
                + "Search for the address and work with that outlet: its history goes on, whoever operates it."),
        copy(
            "registry.outlet", "opening_hours_do_not_overlap",
            ["opening_hours": "'\"junk\"'"].merging(elsewhere) { $1 },
            told: "badInput: Opening hours are a list of day, opens and closes, and no two of them overlap. | "
                + "Write each interval once."),
        copy(
            "registry.outlet", "outlet_is_tolerated_from_a_known_day",
            ["tolerated_from": "'9999-01-01'"].merging(elsewhere) { $1 },
            told: "badInput: An outlet is tolerated from a day between 1900-01-01 and 2999-12-31. | Correct the day."),
        copy("registry.outlet", "changed_by_a_person", elsewhere, by: .serviceSignedByNobody),
        change(
            "registry.outlet", "closing_has_a_day_and_a_reason",
            "status = 'closed', act = 'close', effective_on = current_date, reason = ' '"),
    ]

    private static let ofParties = [
        copy("registry.party", "party_kind_is_known", ["kind": "'animal'"]),
        copy("registry.party", "party_name_is_not_blank", ["name": "' '"]),
        copy("registry.party", "registration_names_its_register", ["registration_number": "'12345678'"]),
        copy("registry.party", "kvk_number_has_eight_digits", ["registration_number": "'KVK:1234567'"]),
        copy("registry.party", "party_key", ["id": "id", "registration_number": "NULL"], by: .ownerPastTheGuards),
        copy(
            "registry.party", "party_reference_is_unique", ["registration_number": "NULL"], by: .ownerPastTheGuards),
        copy(
            "registry.party", "registration_number_is_unique",
            ["registration_number": "'KVK: ' || right(registration_number, 8)"],
            told: "conflict: A party with that registration number is registered already. | "
                + "Search for the number and use that party."),
        copy("registry.party", "changed_by_a_person", ["registration_number": "NULL"], by: .serviceSignedByNobody),
    ]

    private static let ofPartyRoles = [
        copy("registry.party_role", "party_role_is_known", ["role": "'friend'"]),
        copy(
            "registry.party_role", "share_belongs_to_a_beneficial_owner", ["share": "5"],
            told: "badInput: A share is given for a beneficial owner, and only for a beneficial owner. | "
                + "Give the share as a percentage with the role beneficial_owner."),
        copy("registry.party_role", "share_is_a_percentage", ["role": "'beneficial_owner'", "share": "0"]),
        copy(
            "registry.party_role", "role_ends_after_it_begins", ["ends_on": "valid_from - 1"],
            told: "badInput: The role would end before it begins. | Choose a day on or after its first day."),
        copy(
            "registry.party_role", "role_has_known_days", ["valid_from": "'0001-01-01'", "ends_on": "'0001-02-01'"],
            told: "badInput: A role's days lie between 1900-01-01 and 2999-12-31. | Correct the day."),
        change("registry.party_role", "ended_role_has_an_end", "status = 'ended', act = 'end', reason = 'Left.'"),
        copy("registry.party_role", "party_role_key", ["id": "id"], by: .ownerPastTheGuards),
        copy(
            "registry.party_role", "same_role_once_at_a_time",
            told: "conflict: The party has that role at the outlet in that period already. | "
                + "End the role first, or choose another day."),
        copy(
            "registry.party_role", "one_operator_per_outlet_at_a_time", ["party_id": unknown],
            told: "conflict: Another party is operator of the outlet in that period already. | "
                + "End that role first, or choose another day."),
        copy("registry.party_role", "role_is_at_an_outlet", ["outlet_id": unknown]),
        copy("registry.party_role", "role_is_of_a_party", ["party_id": unknown, "role": "'manager'"]),
        copy("registry.party_role", "changed_by_a_person", ["role": "'manager'"], by: .serviceSignedByNobody),
    ]
}
