import ArgumentParser
import Records

/// Files are sent and attached.
struct EvidenceAttach: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach", abstract: "Send photos and documents, and attach them to a record.",
        discussion: """
            They are taken by their content: JPEG, PNG, HEIC, WebP, PDF, MP4 and plain text. When the connection breaks it goes on \
            where it was; the same command again sends nothing twice. With --redacts the file is the redacted copy of one that is \
            attached already: colleagues get the copy, and the original for a purpose alone.
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
    @Option(help: "What they show.") var description: String?
    @Option(help: ArgumentHelp("The file is the redacted copy of that one.", valueName: "sha256")) var redacts: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let place = try EvidencePlace(record)
        let original = try redacts.map { try EvidencePlace.digest($0) }
        if original != nil, files.count > 1 {
            throw Failure.usage("one file at a time is the redacted copy of another one.", why: ["Nothing was sent."])
        }
        let opened = try files.map { try EvidenceFile($0) }
        let there = try await session.get(place.path, hint: place.list).json["items"]?.items ?? []
        let attached = Set(there.filter { $0["status"]?.text == "attached" }.compactMap { $0["sha256"]?.text })
        if let original, !attached.contains(original.text) {
            throw Failure(
                .refused, "original_is_not_attached", "\(original.short) is not attached to \(place.reference).",
                why: ["Nothing was sent."], attempt: "registryctl evidence list \(place.reference)")
        }
        for file in opened {
            try await take(file, to: place, original, isThere: attached.contains(file.digest.text), session)
        }
    }

    private func take(
        _ file: EvidenceFile, to place: EvidencePlace, _ original: FileDigest?, isThere: Bool, _ session: Session
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
                next: next)
        }
        let ask = HTTPAsk(.POST, place.path, ["sha256": .of(file.digest.text), "description": .of(description)])
        let answer = try await session.change(ask, options, hint: next)
        try session.tell(
            answer, .attachment, output, "\(file.path) is attached to \(place.reference) (\(file.digest)).", next: next)
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try EvidencePlace(record) }
        if let redacts { _ = slips.value { () throws(Failure) in try EvidencePlace.digest(redacts) } }
        return slips
    }
}
