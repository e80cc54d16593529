import ArgumentParser
import Provision

/// `registryd cluster stop`: stops the private database unless a service uses it.
struct ClusterStop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop the private database, unless a service uses it.")

    @OptionGroup var options: ClusterOptions

    func run() async throws {
        let folder = options.installation.dataFolder
        guard isRunning(folder) else { return say("not running: \(folder)") }
        try await Cluster.start(folder: folder, logger: options.installation.logger()).stop()
        guard !isRunning(folder) else {
            throw ProvisionRefusal(
                "The private database in \(folder) was not stopped: a registryd uses it. Stop that one first.")
        }
        say("stopped: \(folder)")
    }

    private func isRunning(_ folder: String) -> Bool { PostmasterFile(data: folder + "/postgres")?.isRunning ?? false }
}
