import ArgumentParser
import EvidenceFiles
import FoundationEssentials
import Postgres
import Provision
import Records
import Registry
import Server
import TransparencyLog

/// `registryd audit verify`: whether anything was changed behind the registry's back.
struct AuditVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that nothing was changed behind the registry's back.",
        discussion: """
            It works the whole log out anew and believes no hash, no head and no function of the database. For a proof name \
            the key and the heads that you put away (registryd audit key, audit head), and check a dump on a server of your \
            own: pg_dump, then --database URL with a login that reads everything. With --evidence FOLDER (that of the private database \
            by itself) every evidence file that is kept is read and compared with its hash.

            Exit codes: 0 proved; 1 something was changed, each thing on a line; 2 it can't be told, also where the \
            folder of --evidence is not there; 64 wrong usage.
            """)

    @Option(
        help: ArgumentHelp(
            "The public key that you put away, or a file with it (default: that of the data folder). May be given again.",
            valueName: "key"))
    var key: [String] = []

    @Option(help: ArgumentHelp("A signed head that you put away. May be given again.", valueName: "file"))
    var head: [String] = []

    @Option(
        help: ArgumentHelp(
            "Whom you trust, with as many witnesses as must have signed (C2SP tlog-policy), instead of --key.",
            valueName: "file"))
    var policy: String?

    @Option(
        help: ArgumentHelp(
            "Receipts that you kept, one on a line: a file, or a folder of them. May be given again.", valueName: "path"
        ))
    var receipts: [String] = []

    @Option(
        help: ArgumentHelp(
            "The public key of receipts that you put away, or a file with it (default: that of the data folder).",
            valueName: "key"))
    var receiptKey: [String] = []

    @Option(
        help: ArgumentHelp(
            "The log may have gone on for so many hours behind the newest head that is signed as --key or --policy asks.",
            valueName: "hours"))
    var within = 4

    @Flag(help: "With --deep: check what the log says of the tables at every hour, not at the newest one alone.")
    var everyHour = false

    @Flag(
        help:
            "Compare every row with the newest act about it, compute every recommendation anew, and compare the schema with this program's, too."
    )
    var deep = false

    @Flag(
        help:
            "With --deep: leave out who owns what and who has which rights, of a dump that was restored without owners (pg_restore --no-owner)."
    )
    var noOwner = false

    @Flag(help: "Write JSON: a line for each finding, and one with the result.")
    var json = false

    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func validate() throws {
        guard policy == nil || key.isEmpty else {
            throw ValidationError("--policy has the keys in it: leave --key out.")
        }
        guard deep || !everyHour else { throw ValidationError("--every-hour needs --deep.") }
        guard deep || !noOwner else { throw ValidationError("--no-owner needs --deep.") }
        guard (1...8760).contains(within) else {
            throw ValidationError("--within is \(within); it can be 1 to 8760 hours.")
        }
    }

    func run() async throws {
        let told = AuditTold(isJSON: json)
        let verdict: AuditVerdict
        do {
            guard try !installation.isMissing else { throw ProvisionRefusal.noPrivateDatabase(installation) }
            try refuseMissingEvidence()
            let trust = try AuditTrust(keys: key, heads: head, policyFile: policy, own: log.files(installation))
            let kept = try AuditReceipts(paths: receipts, keys: receiptKey, own: log.receiptKey(installation))
            verdict = AuditVerdict(
                try await report(trust, kept), trust, within: within, now: Int(Date().timeIntervalSince1970))
        } catch let error as PostgresError {
            verdict = .untold("PostgreSQL: \(error.message)\(error.sqlstate.map { " [\($0)]" } ?? "")")
        } catch let refusal as ProvisionRefusal {
            verdict = .untold(refusal.message)
        }
        told.tell(verdict)
        if verdict.exitCode != 0 { throw ExitCode(verdict.exitCode) }
    }

    /// A folder that was named and is not there is a slip of who typed it, and says nothing of the files.
    private func refuseMissingEvidence() throws {
        guard let folder = installation.evidence, !EvidenceFolder(folder).isFolder else { return }
        throw ProvisionRefusal(
            "There is no folder \(folder), so nothing can be told of the evidence files. Name the folder in which they lie "
                + "with --evidence, or leave it out.")
    }

    private func report(_ trust: AuditTrust, _ kept: AuditReceipts) async throws -> LogAudit.Report {
        let depth: LogAudit.Depth = everyHour ? .everyState : deep ? .rows : .log
        return try await Installation.open(installation) { installation in
            try await installation.asAdministrator { database in
                if let mismatch = try await installation.migrations.mismatch(database) {
                    throw ProvisionRefusal("\(mismatch), so it was not checked. Use the registryd that it belongs to.")
                }
                var report = try await LogAudit(
                    database: database, trusted: trust.policy, known: trust.heads, receipts: kept.receipts,
                    packs: deep ? try .installed() : nil, evidence: installation.options.evidenceFolder,
                    now: Int(Date().timeIntervalSince1970)
                ).run(depth)
                if deep {
                    try await SchemaAudit(installation: installation, database: database, isWithoutOwners: noOwner).run(
                        &report)
                }
                return report
            }
        }
    }
}
