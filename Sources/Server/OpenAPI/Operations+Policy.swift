import Records

extension Operation {
    /// Policy packs and the replay under them.
    static let policy: [Operation] = [
        Operation(
            method: .get, path: "/v1/policy-packs", id: "policyPacks",
            summary: "The versions of policy packs, in every status.", success: .items(.policyPackInList),
            query: [
                .text("pack", "Id of a pack, like nl/leeuwarden/j."), .text("version", "Version of the pack."),
                .choice("status", PackStatus.allCases.map(\.rawValue), "All when absent."),
            ]),
        .create("/v1/policy-packs", "draftPack", "Keeps the text of a policy pack as a draft.", .policyPack, [.policy]),
        .items(
            "/v1/policy-packs/built-in", "builtInPacks", "The packs that ship with the program and can be adopted.",
            .builtInPack),
        .read(
            "/v1/policy-packs/built-in/text", "builtInText",
            "The text of a pack that ships with the program, adopted or not, or of the template.", .builtInText,
            [
                .text("pack", "Id of a pack that ships with the program, or template."),
                .text("version", "Version of the pack; the last one when absent."),
            ]),
        .create(
            "/v1/policy-packs/built-in", "adopt",
            "Drafts, checks and proposes a pack that ships with the program; another person activates it.", .policyPack,
            [.policy]),
        .act(
            "/v1/policy-packs/check", "checkText", "Checks the text of a policy pack; nothing is stored.", .packReport,
            [.policy, .officer, .reviewer, .administrator]),
        .read(
            "/v1/policy-packs/{number}", "policyPack", "One version of a policy pack, with its text and report.",
            .policyPack),
        .amend(
            "/v1/policy-packs/{number}", "amendPack", "Puts another text in place of a draft's.", .policyPack, [.policy]
        ),
        .act(
            "/v1/policy-packs/{number}/check", "checkPack",
            "Checks a draft, runs its examples, and keeps the report, bound to the hash of the text.", .policyPack,
            [.policy]),
        .act(
            "/v1/policy-packs/{number}/propose", "proposePack",
            "Proposes a checked draft, from a day on; names what it replaces, or why it judges beside another pack.",
            .policyPack, [.policy]),
        .act(
            "/v1/policy-packs/{number}/activate", "activatePack",
            "Activates it: by another person than the one who proposed it.", .policyPack, [.policy, .reviewer]),
        .act(
            "/v1/policy-packs/{number}/withdraw", "withdrawPack", "Withdraws what is not active.", .policyPack,
            [.policy]),
        .list(
            "/v1/policy-packs/{number}/inspections", "inspectionsJudgedOtherwise",
            "The inspections on its days that another version judged, or that it judged although it governs no more.",
            .inspectionInList),
        .act(
            "/v1/policy-packs/{number}/propose-end", "proposePackEnd",
            "Proposes that no version of the pack governs from a day on; another person confirms it.", .policyPack,
            [.policy]),
        .act(
            "/v1/policy-packs/{number}/confirm-end", "confirmPackEnd",
            "Confirms its end: by another person than the one who proposed it.", .policyPack, [.policy, .reviewer]),
        .act(
            "/v1/policy-packs/{number}/withdraw-end", "withdrawPackEnd", "Takes the proposed end back.", .policyPack,
            [.policy]),
        Operation(
            method: .get, path: "/v1/replay", id: "replay",
            summary: "Recomputes every stored recommendation; a line for each that differs, and one with the numbers.",
            roles: [.policy, .officer, .reviewer], success: .stream(types: ["application/jsonl"]),
            query: [.from, .to]),
        Operation(
            method: .post, path: "/v1/policy-packs/compare", id: "compare",
            summary: "Decides the history under two packs; a line for each case that changes, and one with the sums.",
            roles: [.policy, .officer, .reviewer], success: .stream(types: ["application/jsonl"])),
    ]
}
