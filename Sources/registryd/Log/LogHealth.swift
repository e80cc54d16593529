import FoundationEssentials
import Postgres
import Provision
import Records
import Registry

/// What the doctor says about the log: how far it is, who puts acts into it, and who signs it. Each throws what is wrong.
struct LogHealth: Sendable {
    let installation: Installation
    let files: LogFiles

    /// The log has an entry each hour, so after two hours without a witnessed head something is wrong.
    private static let witnessPatience: Int64 = 7200

    func standing() async throws -> String {
        let standing = try await numbers()
        guard standing.oldestSeconds <= LogStanding.patience else {
            throw ProvisionRefusal(
                "\(standing.waiting) acts are not in the log, the oldest for \(standing.oldestSeconds) s. "
                    + "Type: \(installation.options.command("registryd serve")), which puts them in, and read what it says."
            )
        }
        guard standing.unsignedSeconds <= LogStanding.patience else {
            throw ProvisionRefusal(
                "Acts have been in the log for \(standing.unsignedSeconds) s, and no signed head covers them: "
                    + "\(standing.signedEntries) of \(standing.entries) entries are signed for. Look at what registryd serve, "
                    + "or registryd sign where heads are signed, says of its key.")
        }
        if let hour = standing.aheadHour {
            throw ProvisionRefusal(
                "The log has a state of \(hour), which has not come yet: the clock of the database was ahead then, or is "
                    + "behind now. Set the clock right; states go on with the hours that are.")
        }
        return
            "\(standing.entries) entries, \(standing.signedEntries) under a signed head, \(standing.waiting) acts wait"
    }

    /// Whether changes are answered with receipts, and with which key.
    func receipts(_ key: SigningKeyFile) throws -> String {
        if let signer = try key.signer() { return "\(key.file.path) signs as \(signer.verifier.name)" }
        guard installation.cluster == nil else { return "\(key.file.path) is made by the first registryd serve" }
        return "none are given here (\(key.file.path)); registryd serve --receipt-key-file makes a key"
    }

    /// How old the newest head is that witnesses have signed; nil where none ever has.
    func witnesses() async throws -> String {
        let standing = try await numbers()
        guard let at = standing.witnessedAt else {
            return "none has signed a head of the log (registryd serve --witness-policy)"
        }
        let waiting = standing.signedEntries - standing.witnessedEntries
        guard let instant = Instant(text: at) else { return at }
        let age = Int64(Date().timeIntervalSince1970) - instant.microseconds / 1_000_000
        guard age < Self.witnessPatience else {
            throw ProvisionRefusal(
                "the newest head that witnesses have signed is of \(at), \(age / 60) min ago, and \(waiting) signed entries "
                    + "came after it. Look at what the log of registryd serve says of the witnesses.")
        }
        return "\(standing.witnessedEntries) entries under a head that witnesses have signed, \(age / 60) min ago"
    }

    /// A private database always lets its logins in.
    func login() async throws -> String {
        let database = installation.logDatabase(Bootstrap.sequencerRole)
        do {
            _ = try await database.query("SELECT size FROM audit.log_head") { $0.count }
            await database.close()
            return Bootstrap.sequencerRole
        } catch let error as PostgresError {
            await database.close()
            throw ProvisionRefusal(
                "\(Bootstrap.sequencerRole) can't log in, so acts are not put into the log from here: \(error.message) "
                    + "Give it a way to log in on the server (pg_hba.conf), or a password in a file that PGPASSFILE names."
            )
        }
    }

    func key() async throws -> String {
        if let signer = try files.signer() {
            let next = try files.nextSigner() == nil ? "" : ", and its next key \(files.next.path) beside it"
            return "\(files.key.path) signs as \(signer.verifier.name)\(next)"
        }
        let standing = try await numbers()
        if installation.cluster == nil, standing.signedAt != nil || standing.entries == 0 {
            return "none here (\(files.key.path)); the last head was signed \(standing.signedAt ?? "never")"
        }
        guard standing.signedAt == nil else {
            throw ProvisionRefusal(
                "\(files.key.path) is not there, and heads of the log were signed with one, so no more are. "
                    + "Put the file back from a backup.")
        }
        guard installation.cluster == nil else { return "\(files.key.path) is made by the first registryd serve" }
        throw ProvisionRefusal(
            "No head of the log has been signed, and there is no key \(files.key.path). Type: registryd sign --help")
    }

    private func numbers() async throws -> LogStanding {
        try await installation.asService { try await installation.registry(over: $0).logStanding() }
    }
}
