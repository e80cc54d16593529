import ArgumentParser

/// Parties: who stands behind an outlet.
struct PartyGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "party", abstract: "Parties: persons and companies, and their roles at outlets.",
        subcommands: [
            PartyList.self, PartyShow.self, PartyRegister.self, PartyAmend.self, PartyLink.self, PartyUnlink.self,
        ], aliases: ["parties"])
}
