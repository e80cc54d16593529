import Policy
import Yams

/// Reads `<topic>.examples.yaml`.
struct ExampleReader {
    let problems: ProblemList

    func read(_ node: Node) -> [Example] {
        guard let root = Section(node, what: "the examples file", keys: ["examples"], problems),
            let list = root.required("examples")
        else { return [] }
        guard case .sequence(let examples) = list, !examples.isEmpty else {
            problems.add(list.line, "\"examples\" must be a list with at least one example.")
            return []
        }
        return examples.compactMap(example)
    }

    private func example(_ node: Node) -> Example? {
        let keys = ["name", "day", "findings", "history", "confirmed", "denied", "expect"]
        guard let section = Section(node, what: "an example", keys: keys, problems),
            let name = section.requiredText("name"), let day = day(section, "day")
        else { return nil }
        let findings = items(section, "findings").compactMap(finding)
        let history = items(section, "history").enumerated().compactMap { past($0 + 1, $1) }
        let confirmations = gates(section, "confirmed", true, findings) + gates(section, "denied", false, findings)
        guard let expect = section.required("expect"),
            let expected = Section(expect, what: "\"expect\"", keys: ["outcome", "step", "problems"], problems),
            let outcome = expected.requiredText("outcome", "Write the measure, nothing, or a person decides.")
        else { return nil }
        return Example(
            name: name, line: node.line,
            facts: Facts(
                day: day, outlet: "this outlet", findings: findings, history: history, confirmations: confirmations),
            outcome: outcome, steps: steps(expected), problems: items(expected, "problems").compactMap(\.text))
    }

    private func items(_ section: Section, _ key: String) -> [Node] {
        guard let node = section.node(key) else { return [] }
        guard case .sequence(let list) = node else {
            problems.add(node.line, "\"\(key)\" of \(section.what) must be a list.")
            return []
        }
        return Array(list)
    }

    private func finding(_ node: Node) -> ObservedFinding? {
        let keys = ["criterion", "result", "value", "unit"]
        guard let section = Section(node, what: "a finding", keys: keys, problems),
            let criterion = section.requiredText("criterion"), let result = section.requiredText("result")
        else { return nil }
        let value = section.node("value").flatMap { section.number($0, "value") }
        return ObservedFinding(criterion: criterion, result: result, value: value, unit: section.optionalText("unit"))
    }

    private func past(_ number: Int, _ node: Node) -> PastViolation? {
        let keys = ["criterion", "day", "standing", "decided", "outlet", "inspection"]
        guard let section = Section(node, what: "an earlier violation", keys: keys, problems),
            let criterion = section.requiredText("criterion"), let day = day(section, "day"),
            let standing = section.choice("standing", Standing.self)
        else { return nil }
        return PastViolation(
            id: "violation \(number)", criterion: criterion, day: day, standing: standing,
            outlet: section.optionalText("outlet") ?? "this outlet",
            decidedOn: section.has("decided") ? self.day(section, "decided") : nil,
            reference: section.optionalText("inspection") ?? "inspection \(number)")
    }

    private func gates(
        _ section: Section, _ key: String, _ holds: Bool, _ findings: [ObservedFinding]
    ) -> [Confirmation] {
        items(section, key).compactMap(\.text).flatMap { gate in
            findings.map { Confirmation(gate: gate, criterion: $0.criterion, holds: holds) }
        }
    }

    private func steps(_ expected: Section) -> [String: Int] {
        guard let node = expected.node("step"),
            let section = Section(node, what: "\"step\" of \"expect\"", keys: nil, problems)
        else { return [:] }
        var steps: [String: Int] = [:]
        for (criterion, value) in section.entries {
            steps[criterion] = value.text.flatMap(Int.init)
            if steps[criterion] == nil { problems.add(value.line, "The step of \(criterion) must be a whole number.") }
        }
        return steps
    }

    private func day(_ section: Section, _ key: String) -> LocalDate? {
        guard let text = section.requiredText(key) else { return nil }
        if let day = LocalDate(text) { return day }
        problems.add(section.line, "\"\(key)\" of \(section.what) is \"\(text)\". Write a day as YYYY-MM-DD.")
        return nil
    }
}
