import ArgumentParser
import Records

/// What was found, criterion by criterion.
struct FindingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Criteria that were met.", valueName: "H,O")) var pass: [String] = []
    @Option(help: ArgumentHelp("Criteria that were not met.", valueName: "A,G")) var fail: [String] = []
    @Option(help: ArgumentHelp("Criteria that were not looked at; never counted as met.", valueName: "I"))
    var notChecked: [String] = []
    @Option(help: ArgumentHelp("Criteria that don't apply here.", valueName: "B")) var notApplicable: [String] = []
    @Option(help: ArgumentHelp("Measured value of a criterion; may be repeated.", valueName: "G=6.2g"))
    var value: [String] = []
    @Option(help: ArgumentHelp("Note to a criterion; may be repeated.", valueName: "A=text")) var remark: [String] = []

    @Option(
        help: ArgumentHelp(
            "Conduct seen with a failed criterion, as policy show lists it; may be repeated.",
            valueName: "criterion=name"))
    var conduct: [String] = []

    /// The findings as the server takes them, in the order fail, pass, not checked, not applicable.
    /// - Throws: `Failure` for a value, remark or conduct about a criterion that has no result.
    func json() throws(Failure) -> JSONValue {
        let results: [(FindingResult, [String])] = [
            (.fail, fail), (.pass, pass), (.notChecked, notChecked), (.notApplicable, notApplicable),
        ]
        let found = results.flatMap { result, lists in
            lists.flatMap { $0.split(separator: ",") }.map { (criterion: String($0), result: result) }
        }
        let known = found.map(\.criterion)
        var values: [String: MeasuredValue] = [:]
        for (criterion, text, rest) in try Self.once(value, "--value", "G=6.2g", known, Self.oneValue) {
            values[criterion] = try MeasuredValue(rest, in: text)
        }
        var remarks: [String: String] = [:]
        for (criterion, _, rest) in try Self.once(remark, "--remark", "A=text", known, Self.oneRemark) {
            remarks[criterion] = rest
        }
        var named: [String: [JSONValue]] = [:]
        for text in conduct {
            let (criterion, rest) = try Self.divided(text, "--conduct", "CRITERION=NAME", known)
            named[criterion, default: []].append(.string(rest))
        }
        return .array(
            found.map { finding in
                HTTPAsk.members([
                    "criterion": .of(finding.criterion), "result": .of(finding.result),
                    "value": .of(values[finding.criterion]?.number), "unit": .of(values[finding.criterion]?.unit),
                    "note": .of(remarks[finding.criterion]),
                    "conduct": named[finding.criterion].map { .array($0) },
                ])
            })
    }

    private static let oneValue = (
        "has one measured value", "Give the one that decides, and write the other into its remark, with --remark."
    )
    private static let oneRemark = ("has one remark", "Write both into one --remark.")

    /// What each text says about its criterion.
    /// - Parameter rule: what a criterion has once, and what to do with the second.
    /// - Throws: `Failure` when two texts are about one criterion: neither is dropped without a word.
    private static func once(
        _ texts: [String], _ option: String, _ example: String, _ known: [String], _ rule: (has: String, advice: String)
    ) throws(Failure) -> [(criterion: String, text: String, rest: String)] {
        var given: [(criterion: String, text: String, rest: String)] = []
        for text in texts {
            let (criterion, rest) = try divided(text, option, example, known)
            if let before = given.first(where: { $0.criterion == criterion }) {
                throw Failure(
                    .refused, "given_twice",
                    "\(option) \(before.text) and \(option) \(text): \(criterion) \(rule.has).",
                    why: [rule.advice])
            }
            given.append((criterion, text, rest))
        }
        return given
    }

    private static func divided(
        _ text: String, _ option: String, _ example: String, _ known: [String]
    ) throws(Failure) -> (String, String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .refused, "not_a_pair", "\(option) \(text) names no criterion.", why: ["It reads like \(example)."])
        }
        guard known.contains(parts[0]) else {
            throw Failure(
                .refused, "no_such_finding", "\(option) \(text): no result is given for \(parts[0]).",
                why: ["Add what was found: --fail \(parts[0]), --pass \(parts[0]) or --not-checked \(parts[0])."])
        }
        return (parts[0], parts[1])
    }
}
