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
            let known = conduct(about: finding.criterion)
            return stated.compactMap { problem(of: $0, finding.criterion, known, at: pointer) }
        }
    }

    /// What an inspector can state for a criterion, each once.
    private func conduct(about criterion: String) -> [Skip] {
        var seen: Set<String> = []
        return packs.flatMap { $0.conduct(about: criterion) }
            .filter { !$0.isDerived && seen.insert($0.conduct).inserted }
    }

    private func problem(
        of name: String, _ criterion: String, _ known: [Skip], at pointer: String
    ) -> FieldProblem? {
        if known.contains(where: { $0.conduct == name }) { return nil }
        let names = known.map { "\($0.conduct) (\($0.name[.english]))" }.joined(separator: ", ")
        let choice = known.isEmpty ? "Leave it out; a note keeps what was seen." : "Use one of \(names)."
        if name == Skip.breachOfSuspension {
            return FieldProblem(
                pointer, "derived_conduct",
                "\"\(name)\" is not stated: it follows from the measures that run on the day of the inspection. Leave it out.")
        }
        let meant = Spelling.closest(to: name, among: known.map(\.conduct)).map { " Did you mean \($0)?" } ?? ""
        return FieldProblem(
            pointer, "unknown_conduct",
            "The rules name no conduct \"\(name)\" for criterion \(criterion). \(choice)\(meant)")
    }

    private func notFailed(_ finding: ObservedFinding, _ stated: [String], at pointer: String) -> FieldProblem {
        FieldProblem(
            pointer, "conduct_of_no_failure",
            "The finding for \(finding.criterion) is \(finding.result), so it has no conduct (\(stated.joined(separator: ", "))). "
                + "Leave it out, or correct the result.")
    }
}
