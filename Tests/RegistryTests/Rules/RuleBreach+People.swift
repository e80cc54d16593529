extension RuleBreach {
    private static let unknown = "999999"

    /// Jurisdictions, persons, accounts and roles.
    static let ofPeople =
        ofJurisdictions + ofPersons + ofDeputies + ofConflicts + [
            copy("registry.role_grant", "role_is_known", ["role": "'mayor'"]),
            copy("registry.role_grant", "role_grant_key", ["id": "id", "role": "'intake'"], by: .ownerPastTheGuards),
            copy("registry.role_grant", "role_is_granted_once"),
            copy("registry.role_grant", "role_is_granted_to_a_person", ["person_id": unknown]),
        ]

    private static let ofDeputies = [
        copy(
            "registry.deputy", "deputy_is_another_person", ["deputy_id": "person_id"],
            told: "badInput: Nobody stands in for oneself, so no deputy was recorded. | Name two persons."),
        copy(
            "registry.deputy", "deputy_stands_in_for_a_day_at_least", ["ends_on": "starts_on"],
            told: "badInput: The deputyship would be over before its first day; endsOn is the first day after it. | "
                + "Choose a later end."),
        copy(
            "registry.deputy", "deputy_stands_in_for_a_year_at_most", ["ends_on": "starts_on + 367"],
            told: "badInput: Nobody stands in for another person for more than a year in one go. | "
                + "Choose an earlier end; what goes on is recorded again then."),
        copy(
            "registry.deputy", "deputy_has_known_days", ["starts_on": "'1899-12-31'", "ends_on": "'1900-01-02'"],
            told: "badInput: A deputy's days lie between 1900-01-01 and 2999-12-31. | Correct the day."),
        change(
            "registry.deputy", "ending_a_deputyship_has_a_reason", "status = 'ended', act = 'end', reason = 'short'",
            by: .ownerPastTheGuards),
        copy("registry.deputy", "deputy_key", ["id": "id"], by: .ownerPastTheGuards),
        copy("registry.deputy", "deputy_is_of_a_person", ["person_id": unknown]),
        copy("registry.deputy", "deputy_is_a_person", ["deputy_id": unknown]),
        copy("registry.deputy", "recorded_by_a_person", ["recorded_by": unknown], by: .ownerPastTheGuards),
        copy("registry.deputy", "changed_by_a_person", ["changed_by": unknown], by: .ownerPastTheGuards),
    ]

    private static let ofConflicts = [
        copy(
            "registry.conflict_of_interest", "conflict_has_a_reason", ["id": unknown, "why": "'short'"],
            by: .ownerPastTheGuards),
        copy(
            "registry.conflict_of_interest", "conflict_begins_on_a_known_day", ["starts_on": "'1899-12-31'"],
            told: "badInput: A conflict of interest begins on a day between 1900-01-01 and 2999-12-31. | "
                + "Correct the day."),
        change(
            "registry.conflict_of_interest", "ending_a_conflict_has_a_reason",
            "status = 'ended', act = 'end', reason = 'short'"),
        copy(
            "registry.conflict_of_interest", "one_standing_conflict_per_person_and_outlet", by: .ownerPastTheGuards,
            told: "conflict: That person is barred from the outlet already, so nothing was declared. | "
                + "Look at the list of conflicts of interest."),
        copy(
            "registry.conflict_of_interest", "conflict_of_interest_key",
            ["id": "id", "outlet_id": "(SELECT min(o.id) FROM registry.outlet AS o)"], by: .ownerPastTheGuards),
        copy("registry.conflict_of_interest", "conflict_is_of_a_person", ["person_id": unknown]),
        copy("registry.conflict_of_interest", "conflict_is_about_an_outlet", ["outlet_id": unknown]),
        copy(
            "registry.conflict_of_interest", "changed_by_a_person",
            ["changed_by": unknown, "outlet_id": "(SELECT min(o.id) FROM registry.outlet AS o)"],
            by: .ownerPastTheGuards),
    ]

    /// Tokens, their use, and credentials.
    static let ofSigningIn = [
        copy("registry.access_token", "hash_is_sha256", ["hash": "'\\x00'"]),
        copy(
            "registry.access_token", "access_token_key", ["id": "id", "hash": "sha256('new')"], by: .ownerPastTheGuards),
        copy("registry.access_token", "token_hash_is_unique"),
        copy(
            "registry.access_token", "token_belongs_to_an_account", ["account_id": unknown, "hash": "sha256('new')"]),
        copy("registry.access_token", "token_kind_is_known", ["kind": "'key'", "hash": "sha256('new')"]),
        copy("registry.access_token", "scopes_are_roles", ["scopes": "'{officer,mayor}'", "hash": "sha256('new')"]),
        copy(
            "registry.access_token", "token_expires_within_a_year",
            ["expires_at": "now() + interval '366 days'", "hash": "sha256('new')"]),
        copy(
            "registry.access_token", "session_ends_within_a_day",
            [
                "kind": "'session'", "issued_at": "now()", "expires_at": "now() + interval '25 hours'",
                "hash": "sha256('new')",
            ], by: .ownerPastTheGuards),
        copy("ops.token_use", "one_last_use_per_token", by: .ownerPastTheGuards),
        copy("ops.token_use", "use_is_of_a_token", ["token_id": unknown], by: .ownerPastTheGuards),
        copy("registry.credential", "salt_has_16_bytes", ["salt": "'\\x00'"], by: .ownerPastTheGuards),
        copy(
            "registry.credential", "scrypt_cost_is_a_power_of_two", ["scrypt_cost": "131073"], by: .ownerPastTheGuards),
        copy(
            "registry.credential", "scrypt_block_size_is_bounded", ["scrypt_block_size": "0"], by: .ownerPastTheGuards),
        copy(
            "registry.credential", "scrypt_parallelization_is_bounded", ["scrypt_parallelization": "17"],
            by: .ownerPastTheGuards),
        copy("registry.credential", "credential_hash_has_32_bytes", ["hash": "'\\x00'"]),
        copy("registry.credential", "credential_key", ["id": "id"], of: "status <> 'valid'", by: .ownerPastTheGuards),
        copy("registry.credential", "credential_belongs_to_an_account", ["account_id": unknown]),
        copy(
            "registry.credential", "credential_expires_within_a_year", ["expires_at": "now() + interval '366 days'"]),
        change(
            "registry.credential", "ending_a_credential_has_a_reason",
            "status = 'revoked', act = 'revoke', reason = ' '",
            of: "status = 'valid'"),
        copy(
            "registry.credential", "one_valid_credential_per_account", of: "status = 'valid'",
            told: "conflict: The account has a credential that holds already. | Replace it, and say why."),
    ]

    /// Subjects of an identity provider, and the id tokens that were used.
    static let ofProviders = [
        copy("registry.subject_binding", "issuer_is_an_address", ["issuer": "'id.example.nl'"]),
        copy("registry.subject_binding", "subject_is_of_printed_letters", ["subject": "'a b'"]),
        copy(
            "registry.subject_binding", "subject_binding_key", ["id": "id", "subject": "'another'"],
            by: .ownerPastTheGuards),
        copy("registry.subject_binding", "binding_is_to_an_account", ["account_id": unknown, "subject": "'another'"]),
        change("registry.subject_binding", "ending_a_binding_has_a_reason", "status = 'unbound', act = 'unbind'"),
        copy(
            "registry.subject_binding", "one_account_per_subject",
            told: "conflict: The subject is bound to an account already. | Unbind it there first."),
        change(
            "ops.rate_limit", "limited_action_is_known", "action = 'x'", of: "subject = 'address'",
            by: .ownerPastTheGuards),
        change(
            "ops.rate_limit", "limited_subject_is_known", "subject = 'x'", of: "subject = 'address'",
            by: .ownerPastTheGuards),
        change("ops.rate_limit", "limit_allows_something", "count = 0", by: .ownerPastTheGuards),
        change("ops.rate_limit", "limit_has_a_time", "seconds = 0", by: .ownerPastTheGuards),
        change("ops.rate_limit", "limit_has_a_burst", "burst = 0", by: .ownerPastTheGuards),
        copy("ops.rate_limit", "one_limit_per_action_and_subject", by: .ownerPastTheGuards),
        copy("ops.used_id_token", "id_token_is_used_once", by: .ownerPastTheGuards),
        copy("ops.used_id_token", "id_token_hash_is_sha256", ["hash": "'\\x00'"], by: .ownerPastTheGuards),
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
        copy(
            "registry.person", "person_kind_is_known", ["id": unknown, "kind": "'robot'"], by: .ownerPastTheGuards),
        copy("registry.person", "person_key"),
        copy(
            "registry.person", "one_system_person_per_authority", ["id": unknown], of: "kind = 'system'",
            by: .ownerPastTheGuards),
        copy(
            "registry.person", "changed_by_a_person_of_the_authority", ["id": "888888"], by: .serviceSignedByNobody),
        copy(
            "registry.account", "login_is_lower_case", ["login": "'Otto'"],
            told: "badInput: A login is a small letter followed by 1 to 62 small letters, digits, dots, hyphens or "
                + "underscores. | Choose a login like j.de-vries."),
        copy("registry.account", "account_key", ["id": "id", "login": "'another'"], by: .ownerPastTheGuards),
        copy("registry.account", "login_is_unique", told: "conflict: The login is taken. | Choose another login."),
        copy("registry.account", "account_belongs_to_a_person", ["person_id": unknown, "login": "'another'"]),
    ]
}
