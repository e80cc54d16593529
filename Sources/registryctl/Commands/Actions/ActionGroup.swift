import ArgumentParser

/// Enforcement actions.
struct ActionGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "Enforcement actions: drafted by one person, issued by another.",
        subcommands: [
            ActionList.self, ActionShow.self, ActionDraft.self, ActionAmend.self, ActionPropose.self, ActionReturn.self,
            ActionWithdraw.self, ActionIssue.self, ActionRevoke.self,
        ], aliases: ["actions"])
}
