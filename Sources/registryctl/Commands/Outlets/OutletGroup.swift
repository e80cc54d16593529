import ArgumentParser

/// Outlets: premises where selling is tolerated or licensed.
struct OutletGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outlet", abstract: "Outlets: premises where selling is tolerated or licensed.",
        subcommands: [
            OutletList.self, OutletShow.self, OutletRegister.self, OutletAmend.self, OutletMove.self,
            OutletClose.self, OutletReopen.self, OutletTimeline.self,
        ], aliases: ["outlets"])
}
