import Records

extension Operation {
    /// Health, identity, policy packs, outlets, parties and licences.
    static let registry: [Operation] = identity + log + policy + outlets + licences + contacts + evidence

    private static let identity: [Operation] = [
        open("/health/live", "live", "Says that the process is there.", .health),
        open("/health/ready", "ready", "Says whether changes can be taken now.", .health),
        open("/health/log", "logStanding", "Says how far the log of all acts is behind.", .logStanding),
        open("/v1/openapi.json", "document", "This document.", .document),
        open("/v1/sign-in", "waysToSignIn", "How somebody can sign in: to which authorities, and with what.", .signIn),
        Operation(
            method: .get, path: "/v1/sign-in/browser", id: "signInWithBrowser",
            summary:
                "Sends a browser to the identity provider, to sign in there (OpenID Connect, authorization code with PKCE).",
            roles: nil, status: 303, success: .redirect,
            query: [
                .text("jurisdiction", "Code of the authority to sign in to."),
                .text("return", "Path of this server to go to afterwards; /v1/me when absent."),
            ], problems: ["400", "409"]),
        Operation(
            method: .get, path: "/v1/sign-in/callback", id: "finishSignIn",
            summary:
                "Where the identity provider sends the browser back: gives it a session in a cookie, and sends it on.",
            roles: nil, success: .stream(types: ["text/html"]),
            query: [
                .text("code", "Of the provider."), .text("state", "Of the sign-in that the browser has begun."),
                .text("iss", "The provider (RFC 9207)."), .text("error", "Why the provider signs nobody in."),
            ], problems: ["400", "401", "409", "429"]),
        Operation(
            method: .post, path: "/v1/sessions", id: "openSession",
            summary: "Signs in: gives a session, shown once, for a credential or an id token.", roles: nil, status: 201,
            success: .record(.session)),
        .read("/v1/me", "me", "Who signed in, with which roles, in which authority.", .me),
        .act("/v1/me/sign-out", "signOut", "Revokes the token that the request carries.", .signedOut, []),
        .items("/v1/today", "today", "What is due for the person who signed in.", .duty),
        .read("/v1/jurisdiction", "jurisdiction", "The authority.", .jurisdiction),
        .amend(
            "/v1/jurisdiction", "amendJurisdiction", "Changes the authority's own data.", .jurisdiction,
            [.administrator]),
        .list("/v1/people", "people", "The people of the authority.", .person),
        .read("/v1/people/{id}", "person", "One person of the authority.", .person),
        .create("/v1/people", "appointPerson", "Appoints a person with a login and roles.", .person, [.administrator]),
        .create(
            "/v1/people/{id}/tokens", "issueToken", "Issues an access token, shown once.", .token, [.administrator]),
        .act(
            "/v1/people/{id}/tokens/{number}/revoke", "revokeToken", "Revokes one access token of a person.", .person,
            [.administrator]),
        .create(
            "/v1/people/{id}/credentials", "issueCredential",
            "Issues a credential to sign in with, shown once; the one before is replaced.", .credential,
            [.administrator]),
        .act(
            "/v1/people/{id}/credentials/{number}/revoke", "revokeCredential", "Revokes a credential of a person.",
            .person, [.administrator]),
        .create(
            "/v1/people/{id}/subjects", "bindSubject", "Binds a subject of the identity provider to an account.",
            .person,
            [.administrator]),
        .act(
            "/v1/people/{id}/subjects/{number}/unbind", "unbindSubject", "Unbinds a subject of the identity provider.",
            .person, [.administrator]),
        .create(
            "/v1/people/{id}/accounts", "openAccount",
            "Opens another account for a person: acts under it are that person's.", .person, [.administrator]),
        .act(
            "/v1/people/{id}/roles", "changeRole",
            "Grants or revokes a role; the role integrity is proposed, and another person confirms it.", .person,
            [.administrator]),
        .act(
            "/v1/people/{id}/roles/confirmation", "confirmRole",
            "Confirms a role that another person proposed. The person is named by number or login.", .personRoles,
            [.officer, .reviewer, .administrator]),
        .act(
            "/v1/people/{id}/roles/refusal", "refuseRole", "Refuses a role that was proposed.", .personRoles,
            [.officer, .reviewer, .administrator]),
        .act("/v1/people/{id}/dismiss", "dismissPerson", "Ends a person's work here.", .person, [.administrator]),
        .list("/v1/deputies", "deputies", "Who stands in for whom, newest first.", .deputy),
        .read("/v1/deputies/{number}", "deputy", "One deputyship.", .deputy),
        .create(
            "/v1/deputies", "recordDeputy",
            "Records who stands in for whom: the two count as one person where two are needed.", .deputy,
            [.administrator]),
        .act(
            "/v1/deputies/{number}/end", "endDeputy",
            "Ends a deputyship before its day: by somebody who is neither of the two.", .deputy,
            [.administrator, .reviewer]),
        .list(
            "/v1/conflicts", "conflicts",
            "Conflicts of interest, newest first; who is no officer, reviewer or administrator sees the own ones.",
            .conflict),
        .read("/v1/conflicts/{number}", "conflict", "One conflict of interest.", .conflict),
        .create(
            "/v1/conflicts", "declareConflict",
            "Declares that a person keeps away from an outlet; another's is declared by an officer or administrator.",
            .conflict, []),
        .act(
            "/v1/conflicts/{number}/end", "endConflict",
            "Ends a conflict of interest: by another person than the barred.",
            .conflict, [.officer, .reviewer, .administrator]),
    ]

    /// In the order in which a path is looked up.
    private static let log: [Operation] =
        [
            Operation(
                method: .get, path: "/log/checkpoint", id: "logCheckpoint",
                summary: "The newest signed head of the log of all acts (C2SP tlog-checkpoint).", roles: nil,
                success: .stream(types: ["text/plain"]))
        ]
        + tiles(
            "/log/tile/entries", "logEntries", "Entries of the log: digests and pseudonyms (C2SP tlog-tiles).",
            roles: [])
        + tiles("/log/tile/{level}", "logTile", "Hashes of the log's tree (C2SP tlog-tiles).", roles: nil)

    private static func tiles(_ path: String, _ id: String, _ summary: String, roles: [Role]?) -> [Operation] {
        zip(["/{first}", "/{first}/{second}", "/{first}/{second}/{third}"], ["", "InTwoParts", "InThreeParts"]).map {
            rest, name in
            Operation(
                method: .get, path: path + rest, id: id + name, summary: summary, roles: roles,
                success: .stream(types: ["application/octet-stream"]))
        }
    }

    private static func open(_ path: String, _ id: String, _ summary: String, _ shape: RecordShape) -> Operation {
        Operation(method: .get, path: path, id: id, summary: summary, roles: nil, success: .record(shape))
    }

    private static let outlets: [Operation] = [
        .list(
            "/v1/outlets", "outlets", "The outlets, by reference.", .outletInList,
            [
                .choice("status", ["active", "closed"], "Both when absent."),
                .choice("kind", OutletKind.allCases.map(\.rawValue), "Kind of selling point."),
                .text("q", "A part of the reference, name, street or postcode."),
            ]
        ).orOfPast,
        .create(
            "/v1/outlets", "registerOutlet", "Registers an outlet and gives it its reference.", .outlet, [.officer]),
        .read("/v1/outlets/{reference}", "outlet", "Everything about one outlet.", .outlet).orOfPast,
        .amend("/v1/outlets/{reference}", "amendOutlet", "Changes what is known about an outlet.", .outlet, [.officer]),
        .act("/v1/outlets/{reference}/move", "moveOutlet", "Moves an outlet to another address.", .outlet, [.officer]),
        .act("/v1/outlets/{reference}/close", "closeOutlet", "Closes an outlet for good.", .outlet, [.officer]),
        .act("/v1/outlets/{reference}/reopen", "reopenOutlet", "Opens a closed outlet again.", .outlet, [.officer]),
        .items(
            "/v1/outlets/{reference}/timeline", "timeline", "Everything that happened at an outlet, newest first.",
            .event
        ).orOfPast,
        .list("/v1/parties", "parties", "The parties.", .partyInList, [.text("q", "A part of the name or number.")])
            .orOfPast,
        .create("/v1/parties", "registerParty", "Registers a party.", .party, [.officer]),
        .read("/v1/parties/{reference}", "party", "One party with its roles.", .party).orOfPast,
        .amend("/v1/parties/{reference}", "amendParty", "Changes a party.", .party, [.officer]),
        .create(
            "/v1/outlets/{reference}/roles", "beginRole", "Begins a party's role at an outlet.", .partyRole, [.officer]),
        .act(
            "/v1/outlets/{reference}/roles/{id}/end", "endRole", "Ends a party's role at an outlet.", .partyRole,
            [.officer]),
    ]

    private static let licences: [Operation] = [
        .list(
            "/v1/licences", "licences", "The licences.", .licenceInList,
            [
                .outlet,
                .choice("standing", LicenceStanding.allCases.map(\.rawValue), "What holds today; all when absent."),
            ]
        ).orOfPast,
        .create(
            "/v1/outlets/{reference}/licences", "grantLicence", "Grants a licence for an outlet.", .licence, [.officer]),
        .read("/v1/licences/{reference}", "licence", "One licence.", .licence).orOfPast,
        .act("/v1/licences/{reference}/renew", "renewLicence", "Gives a licence a later end.", .licence, [.officer]),
        .act(
            "/v1/licences/{reference}/suspend", "suspendLicence", "Suspends, by an issued action.", .licence, [.officer]
        ),
        .act(
            "/v1/licences/{reference}/reinstate", "reinstateLicence",
            "Ends a suspension; before it is over the first person proposes that, and another one does it.", .licence,
            [.officer]),
        .act(
            "/v1/licences/{reference}/withdraw", "withdrawLicence", "Withdraws, by an issued action.", .licence,
            [.officer]),
        .act(
            "/v1/licences/{reference}/transfer", "transferLicence", "Ends it and grants it to another holder.",
            .licence,
            [.officer], status: 201),
        .act("/v1/licences/{reference}/lapse", "lapseLicence", "Lets a licence end on a day.", .licence, [.officer]),
        .act(
            "/v1/licences/{reference}/take-back", "takeBackLicence",
            "Takes a grant, a lapse or a transfer back until its day is over.", .licence, [.officer]),
    ]
}
