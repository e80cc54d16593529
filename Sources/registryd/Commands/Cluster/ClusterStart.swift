import ArgumentParser
import Provision

/// `registryd cluster start`: starts the private database and leaves it running.
struct ClusterStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Start the private database and leave it running.",
        discussion: "It runs until `registryd cluster stop`, or until a service that used it has stopped.")

    @OptionGroup var options: ClusterOptions

    func run() async throws {
        let installation = options.installation
        let cluster = try await Cluster.start(folder: installation.dataFolder, logger: installation.logger())
        try cluster.keep()
        say("running: \(installation.dataFolder)")
        say("psql: \(cluster.binaries.path("psql")) \"\(cluster.adminConnectionString)\"")
    }
}
