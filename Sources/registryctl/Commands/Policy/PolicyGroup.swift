import ArgumentParser

/// Policy packs.
struct PolicyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Policy packs: the rules, as dated and sourced data.",
        subcommands: [
            PolicyList.self, PolicyShow.self, PolicyCheck.self, PolicyDraft.self, PolicyAmend.self, PolicyPropose.self,
            PolicyActivate.self, PolicyWithdraw.self, PolicyAdopt.self, PolicyReplay.self,
            PolicyCountSteps.self,
        ])
}
