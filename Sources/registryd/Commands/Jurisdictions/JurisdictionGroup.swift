import ArgumentParser

/// `registryd jurisdiction`: the authorities of this installation.
struct JurisdictionGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jurisdiction", abstract: "Set up an authority.", subcommands: [JurisdictionEstablish.self])
}
