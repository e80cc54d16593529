import Policy
import Yams

/// Reads `<topic>.examples.yaml`.
struct ExampleReader {
    let problems: ProblemList
    /// The units of each criterion of the pack, for what is measured in another one; empty where the pack can't be read.
    var units: [String: [String]] = [:]

    init(problems: ProblemList, pack: Pack? = nil) {
        self.problems = problems
        for criterion in pack?.criteria ?? [] { units[criterion.code] = criterion.quantities.map(\.unit) }
        let forms = (pack?.figures ?? [:]).sorted { $0.key < $1.key }.flatMap(\.value)
        for case .money(let currency) in forms where problems.currency == nil { problems.currency = currency }
    }

    func read(_ node: Node) -> [Example] {
        guard let root = Section(node, what: "the examples file", keys: ["examples"], problems),
            let list = root.required("examples")
        else { return [] }
        guard case .sequence(let examples) = list, !examples.isEmpty else {
            problems.add(list.line, "\"examples\" must be a list with at least one example.")
            return []
        }
        guard examples.count <= TextLimits.examples else {
            problems.add(
                list.line,
                "The file has \(examples.count) examples; at most \(TextLimits.examples) are run. Leave some out.")
            return []
        }
        let read = examples.compactMap(example)
        var lines: [String: Int] = [:]
        for one in read {
            if let first = lines[one.name] {
                problems.add(
                    one.line,
                    "Two examples are called \"\(one.name)\", here and on line \(first). Give one another name.")
            }
            lines[one.name] = lines[one.name] ?? one.line
        }
        return read
    }

    private func example(_ node: Node) -> Example? {
        let keys = ["name", "expect", "application", "sale"] + FactsReader.keys
        guard let section = Section(node, what: "an example", keys: keys, problems),
            let name = section.requiredText("name")
        else { return nil }
        let question: Example.Question?
        if let sale = section.node("sale") {
            question = AskReader(problems: problems).sale(sale).map { .sale($0, rules(section)) }
        } else if let application = section.node("application") {
            question = AskReader(problems: problems).application(application).map { .application($0, rules(section)) }
        } else {
            question = decision(section)
        }
        let figures = section.has("figures") ? section.entries("figures") : []
        let written = Dictionary(figures.compactMap { key, node in node.text.map { (key, $0) } }) { $1 }
        return question.map { Example(name: name, line: node.line, question: $0, figures: written) }
    }

    private static let hint = "Write what must come out, such as expect: {outcome: a person decides}."
    private static let keys = ["outcome", "step", "class", "chooser", "problems"]

    private func decision(_ section: Section) -> Example.Question? {
        guard let facts = FactsReader(section, units: units).read(), let expect = section.required("expect", Self.hint),
            let expected = Section(expect, what: "\"expect\"", keys: Self.keys, problems),
            let outcome = expected.requiredText("outcome", "Write the measure, nothing, or a person decides.")
        else { return nil }
        return .decision(
            facts,
            Example.Expected(
                outcome: outcome, steps: steps(expected), classes: classes(expected),
                chooser: expected.has("chooser") ? expected.choice("chooser", Sanction.Chooser.self) : nil,
                problems: expected.has("problems")
                    ? expected.choices("problems", FindingProblem.Code.self).map(\.rawValue) : []))
    }

    private func classes(_ expected: Section) -> [String: String] {
        var classes: [String: String] = [:]
        for (criterion, value) in expected.entries("class") {
            classes[criterion] = value.text
            if value.text == nil { problems.add(value.line, "The class of \(criterion) must be a plain word.") }
        }
        return classes
    }

    private func steps(_ expected: Section) -> [String: Int] {
        var steps: [String: Int] = [:]
        for (criterion, value) in expected.entries("step") {
            steps[criterion] = value.text.flatMap(Int.init)
            if steps[criterion] == nil { problems.add(value.line, "The step of \(criterion) must be a whole number.") }
        }
        return steps
    }

    /// The expected state per rule: allowed, refused, normally_refused or person_decides.
    private func rules(_ section: Section) -> [String: String] {
        guard section.required("expect", "Write the rules and their states, such as {day_limit: refused}.") != nil
        else {
            return [:]
        }
        var rules: [String: String] = [:]
        for (rule, value) in section.entries("expect") {
            rules[rule] = section.choice(value, rule, RuleResult.State.self)?.rawValue
        }
        return rules
    }
}
