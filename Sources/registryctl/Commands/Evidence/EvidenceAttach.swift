import ArgumentParser
import Records

/// Files are sent and attached.
struct EvidenceAttach: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Send photos and documents, and attach them to a record.",
        discussion: """
            They are taken by their content: JPEG, PNG, HEIC, WebP, PDF, MP4 and plain text. When the connection breaks it goes on \
            where it was; the same command again sends nothing twice. With --redacts the file is the redacted copy of one that is \
            attached already: colleagues get the copy, and the original for a purpose alone. A further copy takes the place of the \
            first. A file's own name is not sent: it may name people. Say with --label what it shows.
            """)

    static let manual = Manual(
        .changes, .records(.attachment),
        examples: [
            #"registryctl evidence attach I-2026-0003 front.jpg counter.jpg --description "the front and the counter""#,
            #"registryctl evidence attach I-2026-0003 counter-without-people.jpg --redacts "$(sha256sum < counter.jpg | cut -c1-64)""#,
        ])

    @Argument(help: "Reference of the inspection, nuisance report or case.", completion: .references(.inspection))
    var record: String
    @Argument(help: "The files.", completion: .file()) var files: [String]
    @Option(
        name: [.long, .customLong("label")], parsing: .singleValue,
        help: ArgumentHelp(
            "What it shows, as lists name it; no names of persons. One for all files, or one for each in their order.",
            valueName: "text"))
    var description: [String] = []
    @Option(
        help: ArgumentHelp(
            "The file is the redacted copy of that one: its SHA-256, or 8 digits or more of its beginning.",
            valueName: "sha256"))
    var redacts: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try EvidencePlace(record)
        if redacts != nil, files.count > 1 {
            throw Failure.usage("one file at a time is the redacted copy of another one.", why: ["Nothing was sent."])
        }
        guard description.count <= 1 || description.count == files.count else {
            throw Failure.usage(
                "\(description.count) labels don't fit \(files.count) files: give one for all, or one for each.",
                why: ["Nothing was sent."])
        }
        let opened = try files.map { try EvidenceFile($0) }
        let there = try await session.get(place.path, hint: place.list).json["items"]?.items ?? []
        let original = try redacts.map { try EvidencePlace.digest($0, among: there, of: place) }
        if let original, let file = opened.first(where: { $0.digest == original }) {
            throw Failure(
                .refused, "copy_is_another_file",
                "\(file.path) is the very file that it would be the redacted copy of: both have the SHA-256 \(original.short).",
                why: ["Nothing was sent."],
                attempt: "name the redacted file, and with --redacts the one with the people in it")
        }
        let attached = Set(there.filter { $0["status"]?.text == "attached" }.compactMap { $0["sha256"]?.text })
        if let original, !attached.contains(original.text) {
            throw Failure(
                .refused, "original_is_not_attached", "\(original.short) is not attached to \(place.reference).",
                why: ["Nothing was sent."], attempt: "registryctl evidence list \(place.reference)")
        }
        let former = there.last { $0["sha256"]?.text == original?.text }?["redactedCopy"]?.text.flatMap {
            FileDigest($0)
        }
        for (number, file) in opened.enumerated() {
            try await take(
                file, label(number), to: place, original, former, isThere: attached.contains(file.digest.text), session)
        }
    }

    /// What lists call a file; where one label is for several, with its number.
    private func label(_ number: Int) -> String? {
        if description.count == files.count { return description[number] }
        return description.first.map { "\($0) (\(number + 1) of \(files.count))" }
    }

    private func take(
        _ file: EvidenceFile, _ label: String?, to place: EvidencePlace, _ original: FileDigest?, _ former: FileDigest?,
        isThere: Bool, _ session: Session
    ) async throws {
        guard !change.dryRun else {
            return session.say("Checked, not sent: \(file.path) (\(file.bytes) bytes, \(file.digest)).")
        }
        if isThere { return session.say("\(file.path) is attached to \(place.reference) already.") }
        try await EvidenceSender(session: session).send(file)
        var options = change
        if files.count > 1 { options.idempotencyKey = nil }
        let next = "registryctl evidence list \(place.reference)"
        if let original {
            let ask = HTTPAsk(.POST, "/v1/evidence/\(original)/redactions", ["copy": .of(file.digest.text)])
            let answer = try await session.change(ask, options, hint: next)
            return try session.tell(
                answer, .evidence, output, "\(file.path) is the redacted copy of \(original.short) (\(file.digest)).",
                notes: former.map {
                    $0 == file.digest
                        ? []
                        : [
                            "It takes the place of the copy \($0.short), which from now on is fetched like an original, for a purpose."
                        ]
                } ?? [],
                next: next)
        }
        let ask = HTTPAsk(.POST, place.path, ["sha256": .of(file.digest.text), "description": .of(label)])
        let answer = try await session.change(ask, options, hint: next)
        try session.tell(
            answer, .attachment, output, "\(file.path) is attached to \(place.reference) (\(file.digest)).",
            notes: label == nil
                ? ["It has no label, so lists know it by its SHA-256 alone; --label says what it shows."] : [],
            next: next)
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try EvidencePlace(record) }
        if let redacts { slips.check(redacts) }
        return slips
    }
}
