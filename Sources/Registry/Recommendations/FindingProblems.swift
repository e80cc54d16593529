import Policy
import Records

extension GoverningPacks {
    /// Why findings can't be stored, by their order, as problems of the fields of `/findings`.
    ///
    /// A criterion is unknown when no pack knows it; what is measured for it must suit every pack that knows it.
    func problems(of findings: [ObservedFinding]) -> [FieldProblem] {
        let found = packs.map { check(findings: findings, under: $0) }
        var told: [FindingProblem] = []
        for problem in found.joined().sorted(by: { $0.index < $1.index }) {
            if problem.code == .unknownCriterion, packs.contains(where: { $0.criterion(problem.criterion) != nil }) {
                continue
            }
            if told.contains(where: { $0.index == problem.index && $0.code == problem.code }) { continue }
            told.append(problem)
        }
        let fields = told.map { problem in
            let text = problem.code == .unknownCriterion && packs.count > 1 ? unknown(problem.criterion) : problem.text
            return FieldProblem("/findings/\(problem.index)/\(problem.code.field)", problem.code.rawValue, text)
        }
        return fields + conductProblems(of: findings)
    }

    /// A criterion that none of several packs knows, with those that one of them does.
    private func unknown(_ criterion: String) -> String {
        var known: [String] = []
        for code in packs.flatMap(\.criteria).map(\.code) where !known.contains(code) { known.append(code) }
        let meant = known.first { $0.lowercased() == criterion.lowercased() }.map { " Did you mean \($0)?" } ?? ""
        return "The packs \(packs.map(\.id).joined(separator: " and ")) have no criterion \"\(criterion)\". "
            + "Use one of \(known.joined(separator: ", ")).\(meant)"
    }
}

extension FindingProblem.Code {
    /// The member of the finding that is at fault.
    fileprivate var field: String {
        switch self {
        case .unknownCriterion, .duplicateCriterion: "criterion"
        case .unknownResult, .valueContradictsResult: "result"
        case .missingValue, .valueOutOfRange: "value"
        case .missingUnit, .unknownUnit: "unit"
        }
    }
}

extension NewFinding {
    /// The finding as the policy module reads it.
    var observed: ObservedFinding {
        ObservedFinding(
            criterion: criterion, result: result.rawValue, value: value, unit: unit,
            conduct: conduct.isEmpty ? nil : Set(conduct).sorted())
    }
}
