import ArgumentParser
import EvidenceFiles
import Glibc
import Provision

/// `registryd doctor`: what works, and for what does not the next step.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check this installation and say how to mend it (exit code 1 when something is wrong).")

    @OptionGroup var log: LogOptions
    @OptionGroup var installation: InstallationOptions

    func run() async throws {
        var findings: [Finding] = [await check("sql files") { "\(try sqlFiles())" }]
        do {
            if try installation.isMissing {
                findings.append(missing)
            } else {
                // The disk of a server of one's own is that server's matter.
                if installation.connectionString == nil { findings.append(await check("disk") { try freeSpace() }) }
                findings += try await Installation.open(installation) { await database($0) }
            }
        } catch {
            findings.append(Finding(name: "database", text: advised("\(error)"), isGood: false))
        }
        for finding in findings { say("\(finding.isGood ? "ok  " : "FAIL") \(finding.name): \(finding.text)") }
        if findings.contains(where: { !$0.isGood }) { throw ExitCode(1) }
    }

    /// One line of the answer.
    private struct Finding: Sendable {
        let name: String
        let text: String
        let isGood: Bool
    }

    private var missing: Finding {
        Finding(
            name: "database",
            text: "there is no private one in \(installation.dataFolder) yet. "
                + "Type: \(installation.command("registryd serve")), which makes it; "
                + "or name the folder of another one with --data", isGood: false)
    }

    /// A message whose advice is about this installation.
    private func advised(_ text: String) -> String {
        text.replacing(", so the service did not start", with: "").replacing(
            "registryd migrate", with: installation.command("registryd migrate"))
    }

    private func check(_ name: String, _ body: () async throws -> String) async -> Finding {
        do {
            return Finding(name: name, text: try await body(), isGood: true)
        } catch {
            return Finding(name: name, text: advised("\(error)"), isGood: false)
        }
    }

    /// Before the form is right there is no service login to check.
    private func database(_ installation: Installation) async -> [Finding] {
        let schema = await check("schema") {
            try await installation.asAdministrator { try await installation.migrations.check($0) }
            return "version \(installation.migrations.version)"
        }
        guard schema.isGood else { return [schema] }
        let service = [
            schema,
            await check("schema rules") { try await rules(installation) },
            await check("database") {
                try await installation.asService { database in
                    try await database.query("SELECT version()") { try $0[0].decode(String.self, 0) }
                }
            },
            await check("service login") {
                try await installation.asService { try await installation.refusePowerfulLogin($0) }
                return "owns nothing"
            },
            await check("context key") {
                _ = try ContextKey.read(file: installation.options.keyFile)
                return installation.options.keyFile
            },
        ]
        return service + [
            await check("contact keys") { try await contactKeys(installation) },
            await check("evidence") { try evidence(installation) },
            await check("retention") { try await retention(installation) },
        ]
            + (await logChecks(installation))
    }

    /// Whether anybody changed what keeps authorities apart and records from being lost.
    private func rules(_ installation: Installation) async throws -> String {
        let breaches = try await installation.asAdministrator { try await $0.read { try SchemaLint.breaches($0) } }
        guard breaches.isEmpty else {
            throw ProvisionRefusal(
                breaches.map(\.description).joined(separator: " ")
                    + " Somebody changed this database by hand. Compare a dump of it with sql/schema.sql, and undo the difference."
            )
        }
        return "\(SchemaLint.rules.count) are kept"
    }

    /// Whether contacts can be received, and all that are kept can be read.
    private func contactKeys(_ installation: Installation) async throws -> String {
        guard let folder = installation.options.contactKeyFolder else {
            return "no folder is named, so reports with a contact are refused; --contact-keys names one"
        }
        // Which are needed only the owner's login sees, which the doctor of a server of one's own doesn't have.
        guard installation.cluster != nil else { return "\(try folder.names().count) in \(folder.path)" }
        let missing = try await installation.missingContactKeys()
        guard missing.isEmpty else {
            throw ProvisionRefusal(
                "\(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") not in \(folder.path), so nobody reads "
                    + "what is under \(missing.count == 1 ? "it" : "them"). Put \(missing.count == 1 ? "it" : "them") back from the copy"
            )
        }
        return "\(try folder.names().count) in \(folder.path)"
    }

    /// Whether evidence files can be received.
    private func evidence(_ installation: Installation) throws -> String {
        guard let folder = installation.options.evidenceFolder else {
            return "no folder is named, so files are refused; --evidence names one"
        }
        guard folder.isThere else {
            // The service makes its own one; one that was named may be a disk that is not mounted.
            guard installation.options.evidence != nil else { return "\(folder.path) is made when the service starts" }
            throw ProvisionRefusal(
                "there is no folder \(folder.path). Mount its disk, or name another one with --evidence")
        }
        guard folder.isFolder, access(folder.path, R_OK | W_OK | X_OK) == 0 else {
            throw ProvisionRefusal(
                "\(folder.path) can't be written by who runs this. Give the folder to the service: chown -R USER \(folder.path)"
            )
        }
        let megabytes = try FreeSpace(in: folder.path).megabytes
        guard megabytes >= 1000 else {
            throw ProvisionRefusal("\(megabytes) MB are free in \(folder.path). Make room: 1000 MB at least")
        }
        let unfinished = try Uploads(folder).unfinished()
        return "\(megabytes) MB free in \(folder.path), \(unfinished) files on their way"
    }

    /// Whether somebody runs the retention.
    private func retention(_ installation: Installation) async throws -> String {
        // Only the owner's login sees it, which the doctor of a server of one's own doesn't have.
        guard installation.cluster != nil else { return "not looked at in a server of one's own" }
        let overdue = try await installation.overdue()
        guard overdue == .init() else {
            throw ProvisionRefusal(
                "\(overdue.keys) keys of months that are over, \(overdue.erasures) approved erasures and \(overdue.files) evidence "
                    + "files should have ended more than two days ago. Run it each day (deploy/systemd has a timer): "
                    + installation.options.command("registryd retention run"))
        }
        return "nothing is overdue"
    }

    /// Whether the log is kept, and who signs it.
    private func logChecks(_ installation: Installation) async -> [Finding] {
        let health = LogHealth(installation: installation, files: log.files(installation.options))
        return [
            await check("log") { try await health.standing() },
            await check("log login") { try await health.login() },
            await check("log key") { try await health.key() },
            await check("receipts") { try health.receipts(log.receiptKey(installation.options)) },
            await check("witnesses") { try await health.witnesses() },
        ]
    }

    private func sqlFiles() throws -> String { try SQLFolder.find(named: installation.sqlFiles) }

    /// Free space where the data are; below 1 GB PostgreSQL is soon in trouble.
    private func freeSpace() throws -> String {
        let megabytes = try FreeSpace(in: installation.dataFolder).megabytes
        guard megabytes >= 1000 else {
            throw ProvisionRefusal(
                "\(megabytes) MB are free in \(installation.dataFolder). Make room: 1000 MB at least.")
        }
        return "\(megabytes) MB free in \(installation.dataFolder)"
    }
}
