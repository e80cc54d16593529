import ArgumentParser
import FoundationEssentials
import Policy
import Records

/// Records of a former system.
struct ImportHistory: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Import earlier records of a former system: shows what would come in, and with --apply does it.",
        discussion:
            "All files are checked before the first is stored, and each is stored whole or not at all. What is stored never changes; the same files again store nothing. VANISHED counts the rows of earlier files of the same form that a file does not have: they stay and count as before. A row that would change what is known of an established violation, or set an alleged one aside, counts for nothing until another officer has imported the same file too; nobody imports rows about an outlet from which a conflict of interest bars. A file of another year leaves rows out rightly; where the former system corrected or withdrew a row, no command here takes the old one back, so a decision that it would change departs from the rules and says why."
    )

    static let manual = Manual(
        .imports, .records(.historyReport),
        examples: [
            #"registryctl import history licences.csv penalties.csv --profile washington-lcb"#,
            #"registryctl import history *.csv --profile washington-lcb --apply"#,
            #"registryctl import history own.csv --profile generic --apply --accept-rejects --rejects rejects"#,
        ])

    /// Which former system the files come from.
    enum Profile: String, ExpressibleByArgument, CaseIterable {
        case washingtonLCB = "washington-lcb"
        case generic
    }

    @Argument(
        help: ArgumentHelp("CSV files in UTF-8; lists of licences first.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var files: [String]
    @Option(help: "washington-lcb or generic.") var profile: Profile
    @Flag(help: "Do it; without this nothing is saved.") var apply = false
    @Option(
        help: ArgumentHelp("Folder for the rows that were not taken, with the reasons.", valueName: "folder"),
        completion: .directory)
    var rejects: String?
    @Flag(help: "Write over files with rejected rows that are there already.") var force = false
    @Flag(help: "Leave rows out that can't be taken, and import the others.") var acceptRejects = false
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let contents = try files.map { (name: $0, bytes: try InputFile.toImport($0, called: "file")) }
        for file in files {
            guard let path = rejectsFile(of: Self.name(of: file)) else { continue }
            try FileThatIsThere.refuse(path, unless: force, "Nothing was imported.")
        }
        var reports: [JSONValue] = []
        for (place, file) in contents.enumerated() {
            reports.append(try await send(file, place, apply: false, session))
        }
        let rejected = reports.map { $0["rejected"]?.wholeNumber ?? 0 }.reduce(0, +)
        let isDone = apply && !change.dryRun && (rejected == 0 || acceptRejects)
        if isDone {
            for (place, file) in contents.enumerated() {
                reports[place] = try await send(file, place, apply: true, session)
            }
        }
        try show(reports, isDone, session)
        try writeRejects(reports, session)
        try conclude(rejected, isDone, reports, session)
    }

    private func send(
        _ file: (name: String, bytes: [UInt8]), _ place: Int, apply: Bool, _ session: Session
    ) async throws -> JSONValue {
        let name = Self.name(of: file.name)
        var ask = HTTPAsk(
            .POST, "/v1/imports/history",
            [
                ("profile", profile.rawValue), ("file", name), ("apply", apply ? "true" : "false"),
                ("acceptRejects", acceptRejects ? "true" : nil),
            ])
        ask.headers.append(("Content-Type", "text/csv"))
        ask.body = file.bytes
        var options = change
        options.dryRun = !apply
        options.idempotencyKey = apply ? change.idempotencyKey.map { "\($0)-\(place + 1)" } : nil
        do {
            return try await session.change(ask, options).json
        } catch var failure as Failure where failure.exit == .refused {
            failure.place = failure.place ?? file.name
            throw failure
        }
    }

    /// This run has written the files with the rejected rows already.
    private var writtenAgain: [String] { rejects.map { ["--rejects", $0, "--force"] } ?? [] }

    /// What the server calls the file: its name without folders.
    private static func name(of file: String) -> String { file.split(separator: "/").last.map(String.init) ?? file }

    /// Where the rows of a file go that were not taken; nil where they are not wanted.
    private func rejectsFile(of name: String) -> String? { rejects.map { "\($0)/\(name).rejects.csv" } }

    private func show(_ reports: [JSONValue], _ isDone: Bool, _ session: Session) throws {
        let printer = session.printer(output)
        session.say(isDone ? "Imported:" : "Checked, not saved:")
        try printer.list(reports, of: .historyReport)
        for report in reports {
            let remarks = printer.resolved == .table ? Self.remarks(report) : []
            for sentence in remarks + Self.proposed(report) + VanishedRows.told(report) + Self.reasons(report) {
                let lines = TextWidth.wrapped(
                    "\(report["file"]?.text ?? "") \(sentence)", to: printer.terminal.width, indent: 2)
                session.say(lines.joined(separator: "\n"))
            }
        }
    }

    /// What about rows that came in is not as one would expect.
    private static func remarks(_ report: JSONValue) -> [String] {
        (report["remarks"]?.items ?? []).map { remark in
            let rows = remark["rows"]?.wholeNumber ?? 0
            return "\(rows == 1 ? "1 row" : "\(rows) rows"): " + (remark["message"]?.text ?? "")
        }
    }

    /// What waits for another person.
    private static func proposed(_ report: JSONValue) -> [String] {
        let rows = report["proposed"]?.wholeNumber ?? 0
        guard rows > 0 else { return [] }
        let (some, they) = rows == 1 ? ("1 row", "It counts") : ("\(rows) rows", "They count")
        return [
            "\(some) would change what is known of a case. \(they) for nothing until another officer has imported the same file too."
        ]
    }

    /// Why rows were not taken: the first ten.
    private static func reasons(_ report: JSONValue) -> [String] {
        let rejected = report["rejected"]?.wholeNumber ?? 0
        let rows = RejectedRow.first(10, of: report["rejects"]?.text ?? "")
        return rows.map(\.sentence) + (rejected > rows.count ? ["has \(rejected - rows.count) more"] : [])
    }

    private func writeRejects(_ reports: [JSONValue], _ session: Session) throws {
        for report in reports {
            guard let rows = report["rejects"]?.text, let name = report["file"]?.text,
                let path = rejectsFile(of: name)
            else { continue }
            try PrivateFile.write(Array(rows.utf8), to: path)
            session.say("The rows that were not taken are in \(path), with the reasons.")
        }
    }

    private func conclude(
        _ rejected: Int, _ isDone: Bool, _ reports: [JSONValue], _ session: Session
    ) throws {
        let rows = rejected == 1 ? "1 row was" : "\(rejected) rows were"
        guard isDone else {
            if apply, !change.dryRun {
                throw Failure(
                    .refused, "rows_rejected", "nothing was imported: \(rows) rejected.",
                    why: ["All files are imported or none. Correct the rows, or leave them out."],
                    rerun: .appending(["--accept-rejects"] + (rejects == nil || force ? [] : ["--force"])))
            }
            let words = ["import", "history"] + files + ["--profile", profile.rawValue, "--apply"]
            let accept = rejected > 0 ? ["--accept-rejects"] + writtenAgain : []
            return session.sayNext(Rerun.appending([]).command(words + accept))
        }
        let outdated = reports.flatMap { $0["outdated"]?.items ?? [] }
        for advice in outdated.prefix(20) { session.say(OutdatedAdvice.sentence(advice, "these records came in")) }
        if outdated.count > 20 { session.say("So were \(outdated.count - 20) more; registryctl today has all.") }
        session.sayNext(outdated.prefix(20).compactMap { NextCommand.of($0, for: ["officer"]) })
        if rejected > 0 {
            throw DoneInPart(message: "\(rows) left out. Next: correct them and import the file again.\n")
        }
        if outdated.isEmpty { session.sayNext("registryctl policy count-steps --help") }
    }
}
