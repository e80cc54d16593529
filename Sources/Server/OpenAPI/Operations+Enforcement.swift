import Records

extension Operation {
    /// Inspections, nuisance reports, cases, decisions and actions.
    static let enforcement: [Operation] = inspections + cases + actions

    private static let inspections: [Operation] = [
        Operation(
            method: .put, path: "/v1/inspections/{id}", id: "logInspection",
            summary: "Logs an inspection under the client's own UUID of version 7; sent again, it is stored once.",
            roles: [.inspector, .officer], status: 201, success: .record(.loggedInspection)),
        .list(
            "/v1/inspections", "inspections", "The inspections, newest first.", .inspectionInList,
            [.outlet, .from, .to]
        ).orOfPast,
        .read("/v1/inspections/{id}", "inspection", "One inspection, by its UUID or its reference.", .inspection)
            .orOfPast,
        Operation(
            method: .get, path: "/v1/inspections/{id}/consequences", id: "consequences",
            summary: "The later recommendations that counted its violations, and what each would be now.",
            success: .items(.consequence), query: [.text("criterion", "Of one violation; all when absent.")]),
        .create(
            "/v1/inspections/{id}/corrections", "correctFinding", "Says what holds instead of a finding, and why.",
            .inspection,
            [.inspector, .officer]),
        .create(
            "/v1/inspections/{id}/voiding", "voidInspection",
            "Voids an inspection as a whole, by another person than its inspectors.", .inspection,
            [.officer, .reviewer]),
        .list(
            "/v1/nuisance-reports", "nuisanceReports", "The nuisance reports, newest first.", .nuisanceReportInList,
            [
                .choice("category", NuisanceCategory.allCases.map(\.rawValue), "All when absent."), .outlet,
                .choice("status", ["open", "closed"], "Both when absent."),
            ]
        ).orOfPast,
        .create(
            "/v1/nuisance-reports", "receiveNuisanceReport", "Receives a report of the public.", .nuisanceReport,
            [.intake, .officer, .inspector]),
        .read("/v1/nuisance-reports/{reference}", "nuisanceReport", "One report with its claims.", .nuisanceReport)
            .orOfPast,
        .create(
            "/v1/nuisance-reports/{reference}/attributions", "proposeAttribution",
            "Claims that a report belongs to an outlet.", .nuisanceReport, [.officer, .inspector]),
        .create(
            "/v1/nuisance-reports/{reference}/closing", "closeNuisanceReport",
            "Lays a report aside that belongs to no outlet.", .nuisanceReport, [.officer]),
        .create(
            "/v1/nuisance-reports/{reference}/reopening", "reopenNuisanceReport", "Takes a closed report up again.",
            .nuisanceReport, [.officer]),
    ]

    private static let cases: [Operation] = [
        .list(
            "/v1/cases", "cases", "The cases.", .caseInList,
            [.choice("status", ["open", "closed"], "Both when absent."), .outlet]
        ).orOfPast,
        .create("/v1/cases", "openCase", "Opens a case by hand.", .caseFile, [.officer]),
        .read("/v1/cases/{reference}", "caseFile", "One case with everything in it.", .caseFile).orOfPast,
        .act(
            "/v1/cases/{reference}/close", "closeCase", "Closes a case in which nothing is pending.", .caseFile,
            [.officer, .reviewer]),
        .list(
            "/v1/cases/{reference}/recommendations", "recommendations",
            "What the rules recommended in a case, with every fact counted and refused.", .recommendation, [.language]
        ).orOfPast,
        .create(
            "/v1/cases/{reference}/recommendations", "recommendAgain",
            "Asks the rules again about an inspection, on the facts of now.", .recommendation, [.officer]),
        .create(
            "/v1/cases/{reference}/answers", "answerGate",
            "Answers a gate or a circumstance of the rules, and asks them again with it.", .recommendation, [.officer]),
        .create(
            "/v1/cases/{reference}/facts", "stateFact",
            "States a fact that only a person can state, and asks the rules again with it.", .recommendation, [.officer]
        ),
        .read(
            "/v1/recommendations/{id}", "recommendation", "One recommendation, explained.", .recommendation, [.language]
        ).orOfPast,
        .create(
            "/v1/cases/{reference}/decisions", "decide", "Follows a recommendation, or departs from it with reasons.",
            .decision,
            [.officer]),
        .read(
            "/v1/decisions/{id}/proof", "decisionProof", "The proof that a decision stands in the log as it is.", .proof
        ),
    ]

    private static let actions: [Operation] = [
        .list(
            "/v1/actions", "actions", "The enforcement actions.", .actionInList,
            [
                .choice("status", ["draft", "proposed", "issued", "revoked", "withdrawn"], "All when absent."),
                .text("case", "Reference of the case."),
            ]
        ).orOfPast,
        .create(
            "/v1/cases/{reference}/actions", "draftAction", "Drafts the action that was decided.", .action, [.officer]),
        .read("/v1/actions/{reference}", "action", "One action.", .action).orOfPast,
        .read(
            "/v1/actions/{reference}/proof", "actionProof", "The proof that an action stands in the log as it is now.",
            .proof),
        .amend("/v1/actions/{reference}", "amendAction", "Changes a draft.", .action, [.officer]),
        .act("/v1/actions/{reference}/propose", "proposeAction", "Hands a draft to a reviewer.", .action, [.officer]),
        .act(
            "/v1/actions/{reference}/return", "returnAction", "Gives a proposal back with a reason.", .action,
            [.reviewer]),
        .act(
            "/v1/actions/{reference}/withdraw", "withdrawAction", "Withdraws what was not issued.", .action, [.officer]),
        .act(
            "/v1/actions/{reference}/issue", "issueAction",
            "Issues it: by another person than the one who proposed it.", .action, [.reviewer]),
        .act("/v1/actions/{reference}/revoke", "revokeAction", "Revokes what was issued.", .action, [.reviewer]),
    ]
}
