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

    /// The findings as the server takes them, and where on the command line each of their members stands.
    struct Read {
        var json: JSONValue = .array([])
        /// By JSON pointer into the inspection.
        var typed: [String: String] = [:]
    }

    /// The findings in the order fail, pass, not checked, not applicable. Values, remarks and conduct that are no pair, that
    /// are about a criterion without a result, or that are no measured value, are noted.
    func read(_ slips: inout Slips) -> Read {
        let results: [(FindingResult, String, [String])] = [
            (.fail, "--fail", fail), (.pass, "--pass", pass), (.notChecked, "--not-checked", notChecked),
            (.notApplicable, "--not-applicable", notApplicable),
        ]
        let found = results.flatMap { result, option, lists in
            lists.flatMap { $0.split(separator: ",") }.map { (criterion: String($0), result: result, option: option) }
        }
        let known = found.map(\.criterion)
        let values = Self.once(value, "--value", "G=6.2g", known, Self.oneValue, &slips)
        let remarks = Self.once(remark, "--remark", "A=text", known, Self.oneRemark, &slips)
        let conducts = conduct.compactMap { Self.divided($0, "--conduct", "CRITERION=NAME", known, &slips) }
        let measured = values.map { given in
            (given.criterion, slips.value { () throws(Failure) in try MeasuredValue(given.rest, in: given.text) })
        }
        var read = Read()
        let findings = found.enumerated().map { place, finding in
            let value = measured.first { $0.0 == finding.criterion }?.1
            let named = conducts.filter { $0.criterion == finding.criterion }.map { JSONValue.string($0.rest) }
            let given = { (option: String, all: [Pair]) in
                (all.first { $0.criterion == finding.criterion }?.text).map { "\(option) \($0)" }
                    ?? "\(option) \(finding.criterion)"
            }
            let pointer = "/findings/\(place)"
            read.typed["\(pointer)/criterion"] = "\(finding.option) \(finding.criterion)"
            read.typed["\(pointer)/result"] = "\(finding.option) \(finding.criterion)"
            read.typed["\(pointer)/value"] = given("--value", values)
            read.typed["\(pointer)/unit"] = given("--value", values)
            read.typed["\(pointer)/note"] = given("--remark", remarks)
            read.typed["\(pointer)/conduct"] = given("--conduct", conducts)
            return HTTPAsk.members([
                "criterion": .of(finding.criterion), "result": .of(finding.result), "value": .of(value?.number),
                "unit": .of(value?.unit), "note": .of(remarks.first { $0.criterion == finding.criterion }?.rest),
                "conduct": named.isEmpty ? nil : .array(named),
            ])
        }
        read.json = .array(findings)
        return read
    }

    /// `G=6.2g`: the criterion, the whole, and what is behind the sign.
    private typealias Pair = (criterion: String, text: String, rest: String)

    private static let oneValue = (
        "has one measured value", "Give the one that decides, and write the other into its remark, with --remark."
    )
    private static let oneRemark = ("has one remark", "Write both into one --remark.")

    /// What each text says about its criterion. Of two about one criterion neither is dropped without a word.
    /// - Parameter rule: what a criterion has once, and what to do with the second.
    private static func once(
        _ texts: [String], _ option: String, _ example: String, _ known: [String],
        _ rule: (has: String, advice: String), _ slips: inout Slips
    ) -> [Pair] {
        var given: [Pair] = []
        for pair in texts.compactMap({ divided($0, option, example, known, &slips) }) {
            if let before = given.first(where: { $0.criterion == pair.criterion }) {
                slips.note(
                    Failure(
                        .refused, "given_twice",
                        "\(option) \(before.text) and \(option) \(pair.text): \(pair.criterion) \(rule.has).",
                        why: [rule.advice]))
            } else {
                given.append(pair)
            }
        }
        return given
    }

    private static func divided(
        _ text: String, _ option: String, _ example: String, _ known: [String], _ slips: inout Slips
    ) -> Pair? {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        func refuse(_ code: String, _ what: String, _ why: String) -> Pair? {
            slips.note(Failure(.refused, code, "\(option) \(text)\(what)", why: [why]))
            return nil
        }
        guard parts.count == 2, !parts[0].isEmpty else {
            return refuse("not_a_pair", " names no criterion.", "It reads like \(example).")
        }
        guard !parts[1].allSatisfy(\.isWhitespace) else {
            return refuse("nothing_given", " says nothing about \(parts[0]).", "It reads like \(example).")
        }
        guard known.contains(parts[0]) else {
            return refuse(
                "no_such_finding", ": no result is given for \(parts[0]).",
                "Add what was found: --fail \(parts[0]), --pass \(parts[0]) or --not-checked \(parts[0]).")
        }
        return (parts[0], text, parts[1])
    }
}
