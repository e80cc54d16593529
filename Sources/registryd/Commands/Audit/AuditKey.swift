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

    @Flag(help: "The key that checks receipts of changes instead.")
    var receipts = false

    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        guard !receipts else { return try sayReceiptKey() }
        let files = log.files(installation)
        guard let signer = try files.signer() else {
            throw ProvisionRefusal(
                "There is no log key \(files.key.path). Type: \(installation.command("registryd serve")), which makes it; "
                    + "or name the one of registryd sign with --log-key-file")
        }
        say(signer.verifier.vkey)
    }

    private func sayReceiptKey() throws {
        let key = log.receiptKey(installation)
        guard let signer = try key.signer() else {
            throw ProvisionRefusal(
                "There is no receipt key \(key.file.path). Type: \(installation.command("registryd serve")), which makes it"
            )
        }
        say(signer.verifier.vkey)
    }
}
