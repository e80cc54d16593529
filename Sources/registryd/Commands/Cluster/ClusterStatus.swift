import ArgumentParser
import Provision

/// `registryd cluster status`: whether the private database runs. Exit code 1 when it does not.
struct ClusterStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say whether the private database runs (exit code 1 when it does not).")

    @OptionGroup var options: ClusterOptions

    func run() async throws {
        let folder = options.installation.dataFolder
        guard let file = PostmasterFile(data: folder + "/postgres"), file.isRunning else {
            say("not running: \(folder)")
            throw ExitCode(1)
        }
        say("running: \(folder) (process \(file.process), socket in \(file.socketFolder))")
    }
}
