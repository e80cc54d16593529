import ArgumentParser

/// `registryd cluster`: the private database, apart from the service.
struct ClusterGroup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cluster", abstract: "Start, stop or look at the private database.",
        subcommands: [ClusterStart.self, ClusterStop.self, ClusterStatus.self])
}

/// The data folder of the private database.
struct ClusterOptions: ParsableArguments {
    @OptionGroup var installation: InstallationOptions

    func validate() throws {
        guard installation.connectionString == nil else {
            throw ValidationError("A database of your own is named, so there is no private one to work on.")
        }
    }
}
