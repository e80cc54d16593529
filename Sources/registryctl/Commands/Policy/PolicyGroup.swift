import ArgumentParser

/// Policy packs.
struct PolicyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Policy packs: the rules, as dated and sourced data.",
        subcommands: [
            PolicyList.self, PolicyBuiltIn.self, PolicyShow.self, PolicyCheck.self, PolicyDraft.self, PolicyAmend.self,
            PolicyPropose.self, PolicyActivate.self, PolicyWithdraw.self, PolicyAdopt.self, PolicyEnd.self,
            PolicyConfirmEnd.self,
            PolicyWithdrawEnd.self, PolicyInspections.self, PolicyReplay.self, PolicyCompare.self,
            PolicyCountSteps.self,
        ])
}
