import ArgumentParser
import Records
import Sealing

/// A reporter's contact is read.
struct ContactRead: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Read how the reporter of a nuisance report can be reached.",
        discussion: """
            It is opened here, with the contact key; the server never sees it. For an open case about an outlet for which the \
            report is claimed you read at once; otherwise another person has to grant it, and then you read it with --number. \
            Every reading is recorded.
            """)

    static let manual = Manual(
        .changes, .text("Name, mail address and telephone, a line each; with --json an object."),
        examples: [
            #"registryctl contact read N-2026-0099 --case C-2026-0031 --purpose "ask about the noise of Friday night""#,
            #"registryctl contact read N-2026-0099 --number 7"#,
        ])

    @Argument(help: "Reference of the report.", completion: .references(.nuisanceReport)) var report: String
    @Option(help: "What you need it for, in 10 characters or more.") var purpose: String?
    @Option(name: .customLong("case"), help: "Reference of the open case.", completion: .references(.caseFile))
    var caseFile: String?
    @Option(help: "Number of a request that was granted.") var number: Int?
    @Option(help: ArgumentHelp("The contact key (default: contact.key beside the contexts).", valueName: "file"))
    var key: String?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try Reference.of(.nuisanceReport, report)
        let key = try ContactKeyFile(key, session.environment).read()
        if let number { return try await open(number, reference, key, session) }
        guard let purpose else {
            throw Failure.usage(
                "a contact is read for a purpose, or by the number of a request that was granted.",
                attempt: "registryctl contact read \(reference) --purpose TEXT")
        }
        let ask = HTTPAsk(
            .POST, "/v1/nuisance-reports/\(reference)/unsealings",
            ["purpose": .of(purpose), "case": .of(try caseFile.map { try Reference.of(.caseFile, $0) })])
        let answer = try await session.change(ask, change, hint: "registryctl nuisance show \(reference)")
        let asked = answer.json["number"]?.wholeNumber ?? 0
        guard answer.json["status"]?.text == "granted", !answer.isDryRun else {
            return try session.tell(
                answer, .unsealing, output,
                "Asked for the contact of \(reference) (request \(asked)). Another person has to grant it.",
                isNew: true,
                next: "another officer or a reviewer runs registryctl contact grant \(asked), then you run "
                    + "registryctl contact read \(reference) --number \(asked)")
        }
        try await open(asked, reference, key, session)
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = slips.value { () throws(Failure) in try Reference.of(.nuisanceReport, report) }
        if let caseFile { _ = slips.value { () throws(Failure) in try Reference.of(.caseFile, caseFile) } }
        return slips
    }

    private func open(_ number: Int, _ reference: String, _ key: ContactKey, _ session: Session) async throws {
        var ask = HTTPAsk(.POST, "/v1/unsealings/\(number)/reading", [:])
        if change.dryRun { ask.query.append(("dryRun", "true")) }
        let handed = try await session.send(ask, [], hint: "registryctl contact requests").json
        guard handed["report"]?.text == reference else {
            throw Failure(
                .refused, "request_of_another_report",
                "request \(number) is for \(handed["report"]?.text ?? "another report"), not for \(reference).",
                attempt: "registryctl contact requests")
        }
        guard let contact = try await opened(handed, key, session) else {
            throw Failure(
                .refused, "other_contact_key",
                "the contact of \(reference) is sealed to the key \(handed["contactKey"]?.text ?? ""), and this is \(key.name).",
                attempt: "name the file of that key with --key FILE")
        }
        try write(contact.unsealed, session)
    }

    private func opened(
        _ handed: JSONValue, _ key: ContactKey, _ session: Session
    ) async throws -> Sensitive<NuisanceContact>? {
        guard let report = handed["reportId"]?.text.flatMap({ UUIDText($0) }),
            let ciphertext = Base64.bytes(handed["ciphertext"]?.text),
            let wrapped = Base64.bytes(handed["wrappedKey"]?.text),
            let authority = try await session.get("/v1/jurisdiction").json["code"]?.text
        else { return nil }
        let seal = ReportSeal(report: report, jurisdictionCode: authority)
        return try? seal.open(HandedContact(ciphertext: ciphertext, wrappedKey: wrapped), with: key)
    }

    private func write(_ contact: NuisanceContact, _ session: Session) throws {
        let members = [("name", contact.name), ("email", contact.email), ("phone", contact.phone)]
        if output.form == .json {
            let json = JSONValue.object(
                Dictionary(uniqueKeysWithValues: members.map { ($0, $1.map(JSONValue.string) ?? .null) }))
            return try StandardOutput.write(JSONText.pretty(json) + Array("\n".utf8))
        }
        for (name, value) in members {
            if let value { try StandardOutput.write("\(name)  \(value)\n") }
        }
    }
}
