import Records

extension Operation {
    /// Health, identity, policy packs, outlets, parties and licences.
    static let registry: [Operation] = identity + policy + outlets + licences

    private static let identity: [Operation] = [
        open("/health/live", "live", "Says that the process is there."),
        open("/health/ready", "ready", "Says whether changes can be taken now."),
        open("/v1/openapi.json", "document", "This document."),
        .read("/v1/me", "me", "Who signed in, with which roles, in which authority."),
        .read("/v1/today", "today", "What is due for the person who signed in."),
        .read("/v1/jurisdiction", "jurisdiction", "The authority."),
        .amend("/v1/jurisdiction", "amendJurisdiction", "Changes the authority's own data.", [.administrator]),
        .list("/v1/people", "people", "The people of the authority."),
        .create("/v1/people", "appointPerson", "Appoints a person with a login and roles.", [.administrator]),
        .create("/v1/people/{id}/tokens", "issueToken", "Issues an access token, shown once.", [.administrator]),
        .act("/v1/people/{id}/roles", "changeRole", "Grants or revokes a role.", [.administrator]),
        .act("/v1/people/{id}/dismiss", "dismissPerson", "Ends a person's work here.", [.administrator]),
    ]

    private static func open(_ path: String, _ id: String, _ summary: String) -> Operation {
        Operation(method: .get, path: path, id: id, summary: summary, roles: nil)
    }

    private static let outlets: [Operation] = [
        .list(
            "/v1/outlets", "outlets", "The outlets, by reference.",
            [
                .choice("status", ["active", "closed"], "Both when absent."),
                .choice("kind", OutletKind.allCases.map(\.rawValue), "Kind of selling point."),
                .text("q", "A part of the reference, name, street or postcode."),
            ]),
        .create("/v1/outlets", "registerOutlet", "Registers an outlet and gives it its reference.", [.officer]),
        .read("/v1/outlets/{reference}", "outlet", "Everything about one outlet."),
        .amend("/v1/outlets/{reference}", "amendOutlet", "Changes what is known about an outlet.", [.officer]),
        .act("/v1/outlets/{reference}/move", "moveOutlet", "Moves an outlet to another address.", [.officer]),
        .act("/v1/outlets/{reference}/close", "closeOutlet", "Closes an outlet for good.", [.officer]),
        .act("/v1/outlets/{reference}/reopen", "reopenOutlet", "Opens a closed outlet again.", [.officer]),
        .read("/v1/outlets/{reference}/timeline", "timeline", "Everything that happened at an outlet, newest first."),
        .list("/v1/parties", "parties", "The parties.", [.text("q", "A part of the name or number.")]),
        .create("/v1/parties", "registerParty", "Registers a party.", [.officer]),
        .read("/v1/parties/{reference}", "party", "One party with its roles."),
        .amend("/v1/parties/{reference}", "amendParty", "Changes a party.", [.officer]),
        .create("/v1/outlets/{reference}/roles", "beginRole", "Begins a party's role at an outlet.", [.officer]),
        .act("/v1/outlets/{reference}/roles/{id}/end", "endRole", "Ends a party's role at an outlet.", [.officer]),
    ]

    private static let licences: [Operation] = [
        .list(
            "/v1/licences", "licences", "The licences.",
            [.outlet, .choice("status", LicenceStatus.allCases.map(\.rawValue), "All when absent.")]),
        .create("/v1/outlets/{reference}/licences", "grantLicence", "Grants a licence for an outlet.", [.officer]),
        .read("/v1/licences/{reference}", "licence", "One licence."),
        .act("/v1/licences/{reference}/renew", "renewLicence", "Gives a licence a later end.", [.officer]),
        .act("/v1/licences/{reference}/suspend", "suspendLicence", "Suspends, by an issued action.", [.officer]),
        .act("/v1/licences/{reference}/reinstate", "reinstateLicence", "Ends a suspension.", [.officer]),
        .act("/v1/licences/{reference}/withdraw", "withdrawLicence", "Withdraws, by an issued action.", [.officer]),
        .act(
            "/v1/licences/{reference}/transfer", "transferLicence", "Ends it and grants it to another holder.",
            [.officer], status: 201),
        .act("/v1/licences/{reference}/lapse", "lapseLicence", "Lets a licence end on a day.", [.officer]),
    ]
}
