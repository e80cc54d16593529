import ArgumentParser
import Records

/// What holds instead of a finding.
struct InspectionCorrect: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Correct a finding; the old one stays readable.",
        discussion: """
            Conduct is named as the rules name it: registryctl policy show PACK lists the names. The Dutch packs name none; \
            the example is one of us/ca/san-luis-obispo.
            """)

    static let manual = Manual(
        .changes, .records(.inspection),
        examples: [
            #"registryctl inspection correct I-2026-1188 G pass --reason "scales were wrong, weighed again""#,
            #"registryctl inspection correct I-2026-1188 rules fail --conduct barred_conduct --reason "the seller has said so""#,
        ])

    @Argument(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String
    @Argument(help: "Criterion, like A.") var criterion: String
    @Argument(help: "pass, fail, not_checked or not_applicable.") var result: FindingResult
    @Option(help: ArgumentHelp("Measured value with its unit: 4.8g.", valueName: "value")) var value: String?
    @Option(help: "More about it.") var note: String?
    @Option(
        help: ArgumentHelp(
            "Conduct seen with a failed criterion, as the rules name it; may be repeated.", valueName: "name"))
    var conduct: [String] = []
    @Option(help: "Why.") var reason: String
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        var slips = Slips()
        let (reference, measured) = read(&slips)
        try slips.refuse()
        let ask = HTTPAsk(
            .POST, "/v1/inspections/\(reference)/corrections",
            [
                "criterion": .of(criterion), "result": .of(result), "value": .of(measured?.number),
                "unit": .of(measured?.unit), "note": .of(note), "reason": .of(reason),
                "conduct": conduct.isEmpty ? nil : .array(conduct.map { .string($0) }),
            ])
        let answer: HTTPAnswer
        do {
            answer = try await session.change(ask, change)
        } catch var failure as Failure {
            let typed = ["--value", value].compactMap { $0 }.joined(separator: " ")
            failure.typed = ["/value": typed, "/unit": typed]
            throw failure
        }
        try session.tell(
            answer, .inspection, output,
            InspectionEffectsText.after(
                "Corrected \(criterion) of \(reference): \(result.rawValue.spoken) holds now.", answer.json),
            next: "registryctl inspection show \(reference)")
    }

    func slips(_ clock: LocalClock) -> Slips {
        var slips = Slips()
        _ = read(&slips)
        return slips
    }

    private func read(_ slips: inout Slips) -> (reference: String, measured: MeasuredValue?) {
        let reference = slips.value { () throws(Failure) in try Reference.of(.inspection, inspection) } ?? ""
        let measured = value.flatMap { text in slips.value { () throws(Failure) in try MeasuredValue(text) } }
        return (reference, measured)
    }
}
