import Policy
import Records

extension GoverningPacks {
    /// Why conduct can't be stored as it was stated, as problems of the fields of `/findings`: it is of a finding that didn't
    /// fail, it follows from other facts, or no pack knows it for the criterion.
    ///
    /// A criterion that no pack knows is told as that alone.
    func conductProblems(of findings: [ObservedFinding]) -> [FieldProblem] {
        findings.enumerated().flatMap { place, finding -> [FieldProblem] in
            guard let stated = finding.conduct, packs.contains(where: { $0.criterion(finding.criterion) != nil })
            else { return [] }
            let pointer = "/findings/\(place)/conduct"
            guard finding.result == "fail" else { return [notFailed(finding, stated, at: pointer)] }
            return problem(of: stated, finding.criterion, at: pointer).map { [$0] } ?? []
        }
    }

    /// What an inspector can state for a criterion, each once.
    private func conduct(about criterion: String) -> [Skip] {
        var seen: Set<String> = []
        return packs.flatMap { $0.conduct(about: criterion) }
            .filter { !$0.isDerived && seen.insert($0.conduct).inserted }
    }

    /// Of several names all are told in one problem, since one field has one.
    private func problem(of stated: [String], _ criterion: String, at pointer: String) -> FieldProblem? {
        let known = conduct(about: criterion)
        let derived = stated.filter { $0 == Skip.breachOfSuspension }.map {
            "\"\($0)\" is not stated: it follows from the measures that run on the day of the inspection. Leave it out."
        }
        let unknown = stated.filter { name in
            name != Skip.breachOfSuspension && !known.contains { $0.conduct == name }
        }
        guard !unknown.isEmpty else {
            return derived.first.map { FieldProblem(pointer, "derived_conduct", $0) }
        }
        let texts = [Self.unknown(unknown, criterion, known)] + derived
        return FieldProblem(pointer, "unknown_conduct", texts.joined(separator: " "))
    }

    private static func unknown(_ stated: [String], _ criterion: String, _ known: [Skip]) -> String {
        let names = stated.map { "\"\($0)\"" }.joined(separator: " or ")
        let choices = known.map { "\($0.conduct) (\($0.name[.english]))" }.joined(separator: ", ")
        let choice = known.isEmpty ? "Leave it out; a note keeps what was seen." : "Use one of \(choices)."
        let meant = stated.compactMap { Spelling.closest(to: $0, among: known.map(\.conduct)) }
        let guess = meant.isEmpty ? "" : " Did you mean \(meant.joined(separator: " and "))?"
        return "The rules name no conduct \(names) for criterion \(criterion). \(choice)\(guess)"
    }

    private func notFailed(_ finding: ObservedFinding, _ stated: [String], at pointer: String) -> FieldProblem {
        FieldProblem(
            pointer, "conduct_of_no_failure",
            "The finding for \(finding.criterion) is \(finding.result), so it has no conduct (\(stated.joined(separator: ", "))). "
                + "Leave it out, or correct the result.")
    }
}
