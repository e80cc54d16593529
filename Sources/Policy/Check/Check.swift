/// All problems of `findings`, in their order; empty when they can be stored and decided.
package func check(findings: [ObservedFinding], under pack: Pack) -> [FindingProblem] {
    var problems: [FindingProblem] = []
    var seen: Set<String> = []
    for (index, finding) in findings.enumerated() {
        let found = FindingCheck(finding: finding, index: index, pack: pack)
        if !seen.insert(finding.criterion).inserted { problems.append(found.duplicate) }
        problems += found.problems
    }
    return problems
}

/// The checks of one finding.
private struct FindingCheck {
    let finding: ObservedFinding
    let index: Int
    let pack: Pack

    static let results = ["pass", "fail", "not_checked", "not_applicable"]

    var problems: [FindingProblem] {
        var problems: [FindingProblem] = []
        if !Self.results.contains(finding.result) { problems.append(unknownResult) }
        guard let criterion = pack.criterion(finding.criterion) else { return problems + [unknownCriterion] }
        return problems + measured(criterion)
    }

    var duplicate: FindingProblem {
        problem(
            .duplicateCriterion, "Criterion \(finding.criterion) appears twice in one inspection. Keep one finding.")
    }

    private var unknownCriterion: FindingProblem {
        let known = pack.criteria.map(\.code).joined(separator: ", ")
        let written = finding.criterion.lowercased()
        let meant = pack.criteria.first { $0.code.lowercased() == written }.map { " Did you mean \($0.code)?" } ?? ""
        return problem(
            .unknownCriterion,
            "Pack \(pack.id) has no criterion \"\(finding.criterion)\". Use one of \(known).\(meant)")
    }

    private var unknownResult: FindingProblem {
        problem(
            .unknownResult,
            "\"\(finding.result)\" is not a result. Use one of \(Self.results.joined(separator: ", ")).")
    }

    private func measured(_ criterion: Criterion) -> [FindingProblem] {
        guard let value = finding.value else {
            guard finding.result == "fail", criterion.needsMeasuredValue else { return [] }
            return [missingValue(criterion)]
        }
        var problems: [FindingProblem] = []
        let isNumber = value.isFinite && value >= 0
        if !isNumber { problems.append(noNumber(criterion, value)) }
        guard let unit = finding.unit else { return problems + [missingUnit(criterion)] }
        guard let quantity = criterion.quantities.first(where: { $0.unit == unit }) else {
            return problems + [unknownUnit(criterion, unit)]
        }
        return isNumber ? contradiction(criterion, quantity, value) : problems
    }

    private func noNumber(_ criterion: Criterion, _ value: Double) -> FindingProblem {
        problem(
            .valueOutOfRange,
            "The measured value \(plain(value)) for \(criterion.code) is not a number from 0 upwards. "
                + "Write what was measured.")
    }

    private func missingValue(_ criterion: Criterion) -> FindingProblem {
        problem(
            .missingValue,
            "A failed finding for \(criterion.code) needs the measured value. Add value and unit: "
                + choices(criterion) + ".")
    }

    private func missingUnit(_ criterion: Criterion) -> FindingProblem {
        problem(
            .missingUnit,
            "The measured value for \(criterion.code) has no unit. Add the unit: \(choices(criterion)).")
    }

    private func unknownUnit(_ criterion: Criterion, _ unit: String) -> FindingProblem {
        guard !criterion.quantities.isEmpty else {
            return problem(
                .unknownUnit,
                "Nothing is measured for \(criterion.code), but the finding has a value in \"\(unit)\". "
                    + "Leave value and unit out.")
        }
        return problem(
            .unknownUnit, "\"\(unit)\" is not a unit for \(criterion.code). Use \(choices(criterion)).")
    }

    private func contradiction(_ criterion: Criterion, _ quantity: Quantity, _ value: Double) -> [FindingProblem] {
        guard let limit = quantity.limit.value, let expected = quantity.bound.result(value, limit: limit),
            finding.result == "pass" || finding.result == "fail", finding.result != expected
        else { return [] }
        let text =
            "\(plain(value)) \(quantity.unit) is a \(expected) for \(criterion.code) "
            + "(\(quantity.name[.english]): \(quantity.bound.words) \(plain(limit)) \(quantity.unit)), "
            + "but the finding says \(finding.result). Correct the value or the result."
        return [problem(.valueContradictsResult, text)]
    }

    private func choices(_ criterion: Criterion) -> String {
        criterion.quantities.map { "\($0.unit) (\($0.name[.english]))" }.joined(separator: " or ")
    }

    private func problem(_ code: FindingProblem.Code, _ text: String) -> FindingProblem {
        FindingProblem(index: index, criterion: finding.criterion, code: code, text: text)
    }
}

extension Quantity.Bound {
    /// The result that a value must have, or nil when the limit alone does not decide it.
    func result(_ value: Double, limit: Double) -> String? {
        switch self {
        case .atMost: value > limit ? "fail" : "pass"
        case .atLeast: value < limit ? "fail" : "pass"
        case .ceiling: value > limit ? "fail" : nil
        }
    }

    var words: String {
        switch self {
        case .atMost: "at most"
        case .atLeast: "at least"
        case .ceiling: "never above"
        }
    }
}
