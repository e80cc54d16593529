import Records

extension Operation {
    /// Officials' integrity: signals, draws by lot, back-checks.
    static let integrity: [Operation] = signals + draws + backChecks

    private static let signals: [Operation] = [
        Operation(
            method: .get, path: "/v1/integrity/signals", id: "signals",
            summary:
                "Signals about officials, with the power of each test. The reading is recorded; nothing follows from one.",
            roles: [.integrity], success: .record(.signals),
            query: [
                .from, .to, .choice("kind", SignalKind.allCases.map(\.rawValue), "One of them; all when absent."),
            ]),
        .read(
            "/v1/integrity/settings", "integritySettings", "How draws and back-checks are made here.",
            .integritySettings),
        .act(
            "/v1/integrity/settings", "setIntegritySetting", "Sets how draws and back-checks are made from now on.",
            .integritySettings, [.policy, .administrator]),
    ]

    private static let draws: [Operation] = [
        .list(
            "/v1/draws", "draws", "Draws by lot, newest first; others than officers see one when it is time.",
            .drawInList),
        .create(
            "/v1/draws", "openDraw",
            "Opens a draw: its pool is fixed, and the next signed head of the log gives the seed.", .draw, [.officer]),
        .read("/v1/draws/{reference}", "draw", "One draw with its pool and what came out of it.", .draw),
        .read(
            "/v1/draws/{reference}/proof", "drawProof", "The proof that the pool of a draw stands in the log.", .proof),
        .create(
            "/v1/draws/{reference}/result", "settleDraw",
            "Keeps what came out of a draw under the first signed head that covers its pool.", .draw,
            [.officer, .integrity]),
        .create(
            "/v1/draws/{reference}/departures", "explainDeparture",
            "Says why somebody visited an outlet for which others were drawn.", .draw, [.inspector, .officer]),
        .list(
            "/v1/assignments", "assignments",
            "Who was drawn to visit which outlet, newest first; inspectors see the own ones, when it is time.",
            .assignment),
        .create(
            "/v1/draws/{reference}/redraws", "requestRedraw", "Asks for a draw to be made anew.", .draw, [.officer]),
        .create(
            "/v1/redraws/{number}/approval", "approveRedraw",
            "Approves a redraw that another person asked for: a new draw takes the place of the former one.", .draw,
            [.officer, .integrity]),
        .act(
            "/v1/redraws/{number}/refusal", "refuseRedraw", "Refuses a redraw that another person asked for.", .draw,
            [.officer, .integrity]),
    ]

    private static let backChecks: [Operation] = [
        .list(
            "/v1/back-checks", "backChecks",
            "Inspections that are checked again, newest first, for officers and the role integrity.", .backCheck),
        .act(
            "/v1/back-checks/{number}/waiver-proposal", "proposeWaiver",
            "Proposes that an inspection is not checked again.", .backCheck, [.officer, .integrity]),
        .act(
            "/v1/back-checks/{number}/waiver", "waiveBackCheck", "Agrees that an inspection is not checked again.",
            .backCheck, [.officer, .integrity]),
        .act(
            "/v1/back-checks/{number}/keeping", "keepBackCheck",
            "Doesn't agree: the inspection is checked again.", .backCheck, [.officer, .integrity]),
    ]
}
