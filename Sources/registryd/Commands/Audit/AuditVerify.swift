import ArgumentParser
import Postgres
import Provision
import Records
import Registry
import TransparencyLog

/// `registryd audit verify`: whether anything was changed behind the registry's back.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that nothing was changed behind the registry's back.",
        discussion: """
            It works the whole log out anew and believes no hash, no head and no function of the database. For a proof name \
            the key and the heads that you put away (registryd audit key, audit head), and check a dump on a server of your \
            own: pg_dump, then --database URL with a login that reads everything.

            Exit codes: 0 proved; 1 something was changed, each thing on a line; 2 it can't be told; 64 wrong usage.
            """)

    @Option(
        help: ArgumentHelp(
            "The public key that you put away, or a file with it (default: that of the data folder). May be given again.",
            valueName: "key"))
    var key: [String] = []

    @Option(help: ArgumentHelp("A signed head that you put away. May be given again.", valueName: "file"))
    var head: [String] = []

    @Flag(help: "Compare every row with the newest act about it, too.")
    var deep = false

    @Flag(help: "Write JSON: a line for each finding, and one with the result.")
    var json = false

    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        let told = AuditTold(isJSON: json)
        let verdict: AuditVerdict
        do {
            guard try !installation.isMissing else { throw ProvisionRefusal.noPrivateDatabase(installation) }
            let trust = try AuditTrust(keys: key, heads: head, own: log.files(installation))
            verdict = AuditVerdict(try await report(trust), trust)
        } catch let error as PostgresError {
            verdict = .untold("PostgreSQL: \(error.message)\(error.sqlstate.map { " [\($0)]" } ?? "")")
        } catch let refusal as ProvisionRefusal {
            verdict = .untold(refusal.message)
        }
        told.tell(verdict)
        if verdict.exitCode != 0 { throw ExitCode(verdict.exitCode) }
    }

    private func report(_ trust: AuditTrust) async throws -> LogAudit.Report {
        let isDeep = deep
        return try await Installation.open(installation) { installation in
            try await installation.asAdministrator { database in
                if let mismatch = try await installation.migrations.mismatch(database) {
                    throw ProvisionRefusal("\(mismatch), so it was not checked. Use the registryd that it belongs to.")
                }
                return try await LogAudit(database: database, trusted: trust.policy, known: trust.heads).run(
                    isDeep: isDeep)
            }
        }
    }
}
