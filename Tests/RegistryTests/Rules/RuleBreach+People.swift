extension RuleBreach {
    private static let unknown = "999999"

    /// Jurisdictions, persons, accounts, roles and tokens.
    static let ofPeople =
        ofJurisdictions + ofPersons + [
            copy("registry.role_grant", "role_is_known", ["role": "'mayor'"]),
            copy("registry.role_grant", "role_grant_key", ["id": "id", "role": "'intake'"]),
            copy("registry.role_grant", "role_is_granted_once"),
            copy("registry.role_grant", "role_is_granted_to_a_person", ["person_id": unknown]),
            copy("registry.access_token", "hash_is_sha256", ["hash": "'\\x00'"]),
            copy("registry.access_token", "access_token_key", ["id": "id", "hash": "sha256('new')"]),
            copy("registry.access_token", "token_hash_is_unique"),
            copy(
                "registry.access_token", "token_belongs_to_an_account",
                ["account_id": unknown, "hash": "sha256('new')"]),
        ]

    private static let ofJurisdictions = [
        copy(
            "registry.jurisdiction", "jurisdiction_code_is_short_and_upper_case", ["id": unknown, "code": "'ams'"],
            by: .ownerPastTheGuards,
            told: "badInput: The code of a jurisdiction has 2 to 12 digits or capital letters. | "
                + "Use the official code, like 0363 or WA."),
        copy(
            "registry.jurisdiction", "jurisdiction_code_is_unique", ["id": unknown], by: .ownerPastTheGuards,
            told: "conflict: A jurisdiction with that code is there already. | "
                + "Choose another code, or work in the one that is there."),
        change("registry.jurisdiction", "jurisdiction_has_a_name", "name = ' ', act = 'amend'"),
        change("registry.jurisdiction", "jurisdiction_has_a_language", "languages = '{}', act = 'amend'"),
        change("registry.jurisdiction", "bounds_are_whole_or_absent", "west = NULL, act = 'amend'"),
        change(
            "registry.jurisdiction", "changed_by_a_person_of_its_own", "name = 'Nowhere', act = 'amend'",
            by: .serviceSignedByNobody),
    ]

    private static let ofPersons = [
        copy("registry.person", "person_has_a_name", ["id": unknown, "name": "' '"]),
        copy("registry.person", "person_kind_is_known", ["id": unknown, "kind": "'robot'"]),
        copy("registry.person", "person_key"),
        copy(
            "registry.person", "changed_by_a_person_of_the_authority", ["id": "888888"], by: .serviceSignedByNobody),
        copy(
            "registry.account", "login_is_lower_case", ["login": "'Otto'"],
            told: "badInput: A login is a small letter followed by 1 to 62 small letters, digits, dots, hyphens or "
                + "underscores. | Choose a login like j.de-vries."),
        copy("registry.account", "account_key", ["id": "id", "login": "'another'"]),
        copy("registry.account", "login_is_unique", told: "conflict: The login is taken. | Choose another login."),
        copy("registry.account", "account_belongs_to_a_person", ["person_id": unknown, "login": "'another'"]),
    ]
}
