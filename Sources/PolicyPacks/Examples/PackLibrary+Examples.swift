import Policy

extension PackLibrary {
    /// Runs the examples in `yaml` against `pack`.
    /// - Throws: `PackRefusal` when the examples themselves can't be read.
    package static func runExamples(of pack: Pack, yaml: String, file: String) throws -> ExampleReport {
        let problems = ProblemList(file: file)
        let examples = try compose(yaml, problems).map { ExampleReader(problems: problems).read($0) } ?? []
        try problems.refuseIfAny()
        let names = ExampleNames(pack: pack)
        let failures = examples.flatMap { example in
            differences(example, pack, names).map {
                PackProblem(file: file, line: example.line, message: "\"\(example.name)\": \($0)")
            }
        }
        return ExampleReport(examples: examples.count, failures: failures.told(in: file))
    }

    /// How many examples `yaml` lists, whatever is wrong with them; nil when it is not a list of examples.
    package static func countExamples(yaml: String, file: String) throws -> Int? {
        guard let node = try compose(yaml, ProblemList(file: file)), case .sequence(let list)? = node["examples"]
        else { return nil }
        return list.count
    }

    private static func differences(_ example: Example, _ pack: Pack, _ names: ExampleNames) -> [String] {
        switch example.question {
        case .decision(let facts, let expected):
            names.misread(example.figures) + differences(facts, expected, pack, names)
        case .application(let application, let expected): differences(admit(application, under: pack), expected)
        case .sale(let sale, let expected): differences(check(sale, under: pack), expected)
        }
    }

    private static func differences(
        _ facts: Facts, _ expected: Example.Expected, _ pack: Pack, _ names: ExampleNames
    ) -> [String] {
        let decision = decide(facts, under: pack)
        var differences = names.unknown(facts, expected) + outside(facts.day, pack) + later(facts, pack)
        if decision.text != expected.outcome {
            let reason = decision.reasonPersonDecides.map { " \($0)" } ?? ""
            differences.append("the outcome is \"\(decision.text)\", not \"\(expected.outcome)\".\(reason)")
        }
        differences += self.differences(decision, expected)
        let problems = check(findings: facts.findings, under: pack)
        let found = problems.map(\.code.rawValue)
        if found != expected.problems {
            let texts = problems.filter { !expected.problems.contains($0.code.rawValue) }.map { " " + $0.text }
            differences.append(
                "the findings have the problems \(found), not \(expected.problems)." + texts.joined())
        }
        return differences
    }

    /// An example of a day on which the rules don't hold shows nothing.
    private static func outside(_ day: LocalDate, _ pack: Pack) -> [String] {
        if let from = pack.validFrom, day < from { return ["the rules hold from \(from); the example is of \(day)."] }
        if let through = pack.validThrough, day > through {
            return ["the rules hold through \(through); the example is of \(day)."]
        }
        return []
    }

    /// What lies after the day counts for no rule, but for one that looks at any period of its length.
    private static func later(_ facts: Facts, _ pack: Pack) -> [String] {
        guard !pack.countsLater else { return [] }
        return facts.history.filter { $0.day > facts.day }.map {
            "the violation of \($0.criterion) in its history is of \($0.day), after the example's own day, and never counts. "
                + "Correct one of the two, or leave it out."
        }
    }

    /// Step, class and chooser, where the example states them.
    private static func differences(_ decision: Decision, _ expected: Example.Expected) -> [String] {
        var differences: [String] = []
        for (criterion, step) in expected.steps.sorted(by: { $0.key < $1.key }) {
            let actual = decision.lines.first { $0.criterion == criterion }?.step
            if actual != step {
                differences.append("\(criterion) is at step \(actual.map(String.init) ?? "unknown"), not \(step).")
            }
        }
        for (criterion, severity) in expected.classes.sorted(by: { $0.key < $1.key }) {
            let actual = decision.lines.first { $0.criterion == criterion }?.severity?.code
            if actual != severity {
                differences.append("\(criterion) is of class \(actual ?? "unknown"), not \(severity).")
            }
        }
        if let chooser = expected.chooser, decision.chooser != chooser {
            let actual = decision.chooser.map { "the \($0.rawValue) chooses" } ?? "there is no choice"
            differences.append("\(actual), not the \(chooser.rawValue).")
        }
        return differences
    }

    private static func differences(_ results: [RuleResult], _ expected: [String: String]) -> [String] {
        expected.sorted { $0.key < $1.key }.compactMap { rule, state in
            let found = results.first { $0.rule == rule }?.state.rawValue ?? "not asked"
            return found == state ? nil : "\(rule) is \(found), not \(state)."
        }
    }
}
