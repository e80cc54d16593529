import ArgumentParser
import FoundationEssentials
import Policy
import Records

/// A list of outlets that somebody else keeps.
struct ImportOutlets: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "outlets",
        abstract: "Import a list of outlets: shows what would change, and with --apply does it.",
        discussion:
            "All rows or none: a row that can't be taken stops the import, unless --accept-rejects leaves it out.")

    static let manual = Manual(
        .imports, .records(.importReport),
        examples: [
            #"registryctl import outlets list.csv --profile amsterdam"#,
            #"registryctl import outlets list.csv --profile amsterdam --apply --rejects rejects.csv"#,
            #"registryctl import outlets newer.csv --profile amsterdam --apply --close-vanished 2026-03-05"#,
        ])

    /// What the columns of a file mean.
    enum Profile: String, ExpressibleByArgument, CaseIterable { case amsterdam, generic }

    @Argument(help: "CSV file in UTF-8, with commas or semicolons.", completion: .file(extensions: ["csv"]))
    var file: String
    @Option(help: "amsterdam or generic.") var profile: Profile
    @Flag(help: "Do it; without this nothing is saved.") var apply = false
    @Option(
        help: ArgumentHelp("File for the rows that were not taken, with the reasons.", valueName: "file"),
        completion: .file())
    var rejects: String?
    @Flag(help: "Write over a file for rejected rows that is there already.") var force = false
    @Flag(help: "Leave rows out that can't be taken, and import the others.") var acceptRejects = false
    @Option(help: ArgumentHelp("Close outlets that are no longer in the list, from this day on.", valueName: "day"))
    var closeVanished: LocalDate?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let bytes = try InputFile.toImport(file, called: "list")
        if let rejects {
            try FileThatIsThere.refuse(rejects, readAs: file, "Nothing was imported.")
            try FileThatIsThere.refuse(rejects, unless: force, "Nothing was imported.")
        }
        let json = Self.asKept(try await sendOrReject(bytes, session))
        let report = ImportReport(json)
        let printer = session.printer(output)
        if output.form == .auto || output.form == .table {
            try StandardOutput.write(report.text(file, width: printer.terminal.width))
        } else {
            try printer.one(json, of: .importReport)
        }
        try writeRejects(report, session)
        if report.isWhollyRejected { throw noneTaken(report) }
        sayWhatStays(report, session)
        guard report.isApplied else {
            if apply, !change.dryRun { throw notImported(report) }
            return sayNext(report, session)
        }
        if report.rejected > 0 {
            throw DoneInPart(
                message: "\(Self.rows(report.rejected)) left out. Next: correct "
                    + (rejects.map { "\($0) and import it" } ?? "them and import the list again")
                    + "; rows that are in already stay as they are.\n"
            )
        }
        session.sayNext("registryctl outlet list")
    }

    /// Where rejected rows keep the vanished outlets from being closed, those rows are written all the same: they are what
    /// has to be mended.
    private func sendOrReject(_ bytes: [UInt8], _ session: Session) async throws -> HTTPAnswer {
        do {
            return try await send(bytes, session, applying: apply)
        } catch var failure as Failure where failure.code == "vanished_needs_a_clean_list" {
            if rejects == nil {
                failure.rerun = .appending(["--rejects", "rejects.csv"])
            } else {
                try writeRejects(ImportReport(try await send(bytes, session, applying: false).json), session)
            }
            throw failure
        }
    }

    /// In a dry run the server answers what would be so; nothing is applied.
    private static func asKept(_ answer: HTTPAnswer) -> JSONValue {
        guard answer.isDryRun, case .object(var members) = answer.json else { return answer.json }
        members["applied"] = .bool(false)
        return .object(members)
    }

    /// Not one row can be taken, so nothing came in, or would.
    private func noneTaken(_ report: ImportReport) -> Failure {
        let all = report.rejected == 1 ? "its only row was" : "all \(report.rejected) rows were"
        let verb = apply && !change.dryRun ? "was" : "can be"
        return Failure(
            .refused, "rows_rejected", "nothing \(verb) imported: \(all) rejected.",
            why: rejects.map { ["They are in \($0), with the reasons."] } ?? [], at: file,
            attempt: rejects.map { "correct \($0) and import it" },
            rerun: rejects == nil ? .appending(["--rejects", "rejects.csv"]) : nil)
    }

    /// It was to be applied, and rows that can't be taken stopped it.
    private func notImported(_ report: ImportReport) -> Failure {
        Failure(
            .refused, "rows_rejected",
            "nothing was imported: \(Self.rows(report.rejected)) rejected of \(report.count("read")).",
            why: ["All rows are imported or none. Correct them, or leave them out."], at: file,
            rerun: .appending(
                ["--accept-rejects"] + (rejects == nil ? ["--rejects", "rejects.csv"] : force ? [] : ["--force"])))
    }

    private func sayWhatStays(_ report: ImportReport, _ session: Session) {
        for outlet in report.moved {
            session.say(
                "Outlet \(outlet.reference) moved to \(outlet.address) on \(outlet.day), where the list doesn't have it. It stays, "
                    + "also with --close-vanished; if it is gone, registryctl outlet close \(outlet.reference) --on DAY --reason TEXT."
            )
        }
        let vanished = report.count("vanished")
        guard vanished > 0, closeVanished == nil else { return }
        let stay = vanished == 1 ? "The outlet that vanished stays" : "The \(vanished) outlets that vanished stay"
        session.say("\(stay) in the registry; --close-vanished DAY closes \(vanished == 1 ? "it" : "them").")
    }

    /// "1 row was", "2 rows were".
    private static func rows(_ count: Int) -> String { count == 1 ? "1 row was" : "\(count) rows were" }

    private func send(_ bytes: [UInt8], _ session: Session, applying: Bool) async throws -> HTTPAnswer {
        var ask = HTTPAsk(
            .POST, "/v1/imports/outlets",
            [
                ("profile", profile.rawValue), ("apply", applying ? "true" : "false"),
                ("acceptRejects", acceptRejects ? "true" : nil), ("closeVanished", closeVanished?.description),
            ])
        ask.headers.append(("Content-Type", "text/csv"))
        ask.body = bytes
        var options = change
        // Without `applying` nothing is saved, not even the answer under the key.
        options.dryRun = change.dryRun || !applying
        do {
            return try await session.change(ask, options)
        } catch var failure as Failure where failure.exit == .refused {
            failure.place = failure.place ?? file
            if failure.code == "not_utf8" {
                let (from, to) = (Rerun.quoted(file), Rerun.quoted(file + ".utf8"))
                let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
                if !isUTF16 { failure.why.append("It may have been saved as Latin-1; then this converts it.") }
                failure.attempt = "iconv -f \(isUTF16 ? "utf-16" : "latin1") -t utf8 \(from) > \(to)"
            }
            throw failure
        }
    }

    private func writeRejects(_ report: ImportReport, _ session: Session) throws {
        guard let rejects, let rows = report.rejects, !rows.isEmpty else { return }
        try PrivateFile.write(Array(rows.utf8), to: rejects)
        session.say("The rows that were not taken are in \(rejects), with the reasons.")
    }

    /// The same command with `--apply`, and with what it needs for it.
    private func sayNext(_ report: ImportReport, _ session: Session) {
        guard report.hasChanges else { return }
        var words = ["import", "outlets", file, "--profile", profile.rawValue]
        if let closeVanished {
            if report.vanishedNotKnown == nil {
                words += ["--close-vanished", closeVanished.description]
            } else {
                session.say("Outlets that vanished are closed only by a list whose rows are all taken.")
            }
        }
        words.append("--apply")
        if report.rejected > 0 {
            // This run has written that file already.
            words += ["--accept-rejects", "--rejects", rejects ?? "rejects.csv"] + (rejects == nil ? [] : ["--force"])
        }
        session.sayNext(Rerun.appending([]).command(words))
    }
}
