import ArgumentParser
import Provision

/// `registryd audit key`: the public key that checks heads of the log.
struct AuditKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print the public key that checks signed heads of the log.",
        discussion: """
            Put it away where the administrators of the database and of this host can't change it. It is no secret: give it to \
            the court, the council and the press.
            """)

    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let files = log.files(installation)
        guard let signer = try files.signer() else {
            throw ProvisionRefusal(
                "There is no log key \(files.key.path). Type: \(installation.command("registryd serve")), which makes it; "
                    + "or name the one of registryd sign with --log-key-file")
        }
        say(signer.verifier.vkey)
    }
}
