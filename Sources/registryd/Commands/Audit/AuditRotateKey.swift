import ArgumentParser
import Postgres
import Provision
import Registry
import TransparencyLog

/// `registryd audit rotate-key`: hands the log over from its key to a new one.
struct AuditRotateKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-key", abstract: "Hand the log over from its key to a new one.",
        discussion: """
            Where heads are signed, and in two steps. The first makes a new key beside the old one (its file ends with .next) \
            and announces it in the log, with the old key's signature; heads from then on are signed by both. Put the new public \
            key away, which is printed. Who runs a witness names the new key to it beside the old one (--log) and starts it again. The \
            second step, with --finish, destroys the old key. \
            Verifiers follow from the one to the other by that entry of the log, in both directions; a head that the old key \
            signs alone after it is found.
            """)

    @Flag(help: "Destroy the old key: a head that both have signed covers the announcement.")
    var finish = false

    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        guard try !installation.isMissing else { throw ProvisionRefusal.noPrivateDatabase(installation) }
        let files = log.files(installation)
        guard let signer = try files.signer() else {
            throw ProvisionRefusal(
                "There is no log key \(files.key.path), so nothing is handed over. Type this where heads are signed, and name "
                    + "the key of registryd sign with --log-key-file")
        }
        try await Installation.open(installation) { installation in
            let database = installation.logDatabase(Bootstrap.signerRole)
            do {
                let keys = LogKeys(database: database)
                if finish {
                    try await end(files, signer, keys)
                } else {
                    try await begin(files, signer, keys)
                }
                await database.close()
            } catch {
                await database.close()
                throw error
            }
        }
    }

    private func begin(_ files: LogFiles, _ signer: NoteSigner, _ keys: LogKeys) async throws {
        let next = try files.nextSigner(orNewFor: signer)
        try await keys.announce(next.verifier, from: signer)
        say(next.verifier.vkey)
        say("The key is announced. When registryd has signed a head with both: registryd audit rotate-key --finish")
    }

    private func end(_ files: LogFiles, _ signer: NoteSigner, _ keys: LogKeys) async throws {
        guard let next = try files.nextSigner() else {
            throw ProvisionRefusal(
                "There is no next key \(files.next.path): no handover has begun, or the last one is finished. "
                    + "Type: registryd audit rotate-key")
        }
        guard try await keys.isSigned(by: signer.verifier, and: next.verifier) else {
            throw ProvisionRefusal(
                "No head that both keys have signed covers the announcement yet, so the old key stays. "
                    + "Try again when registryd serve or registryd sign has run for a minute.")
        }
        try files.replaceKeyByNext()
        say(next.verifier.vkey)
        say("The old key is destroyed here. Destroy its copies, too.")
    }
}
