import ArgumentParser

/// Policy packs.
struct PolicyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "Policy packs: the rules, as dated and sourced data.",
        subcommands: [PolicyList.self, PolicyAdopt.self])
}
