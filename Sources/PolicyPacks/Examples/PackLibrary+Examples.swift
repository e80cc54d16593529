import Policy

extension PackLibrary {
    /// Runs the examples in `yaml` against `pack`.
    /// - Throws: `PackRefusal` when the examples themselves can't be read.
    package static func runExamples(of pack: Pack, yaml: String, file: String) throws -> ExampleReport {
        let examples = try readExamples(of: pack, yaml: yaml, file: file)
        let names = ExampleNames(pack: pack)
        let failures = examples.flatMap { example in
            differences(example, pack, names).map {
                PackProblem(file: file, line: example.line, message: "\"\(example.name)\": \($0)")
            }
        }
        return ExampleReport(examples: examples.count, failures: failures.told(in: file))
    }

    /// What can't be read in the examples, beside a pack that can't be read itself, so that both are told at once.
    package static func slips(inExamples yaml: String, file: String) -> [PackProblem] {
        do {
            _ = try readExamples(of: nil, yaml: yaml, file: file)
            return []
        } catch {
            return (error as? PackRefusal)?.problems ?? []
        }
    }

    /// The examples that are read and name nothing that the pack doesn't have; nil when there is such a slip.
    static func soundExamples(of pack: Pack, yaml: String) -> [Example]? {
        guard let examples = try? readExamples(of: pack, yaml: yaml, file: "") else { return nil }
        let names = ExampleNames(pack: pack)
        return examples.allSatisfy { slips($0, pack, names).isEmpty } ? examples : nil
    }

    private static func readExamples(of pack: Pack?, yaml: String, file: String) throws -> [Example] {
        let problems = ProblemList(file: file)
        let examples = try compose(yaml, problems).map { ExampleReader(problems: problems, pack: pack).read($0) } ?? []
        try problems.refuseIfAny()
        return examples
    }

    /// How many examples `yaml` lists, whatever is wrong with them; nil when it is not a list of examples.
    package static func countExamples(yaml: String, file: String) throws -> Int? {
        guard let node = try compose(yaml, ProblemList(file: file)), case .sequence(let list)? = node["examples"]
        else { return nil }
        return list.count
    }

    private static func differences(_ example: Example, _ pack: Pack, _ names: ExampleNames) -> [String] {
        // What comes out of a slip only hides it.
        let slips = slips(example, pack, names)
        guard slips.isEmpty else { return slips }
        switch example.question {
        case .decision(let facts, let expected): return differences(facts, expected, pack)
        case .application(let application, let expected):
            return differences(admit(application, under: pack), expected)
        case .sale(let sale, let expected): return differences(check(sale, under: pack), expected)
        }
    }

    /// What is wrong with the example itself, whatever comes out of it.
    private static func slips(_ example: Example, _ pack: Pack, _ names: ExampleNames) -> [String] {
        guard case .decision(let facts, let expected) = example.question else { return [] }
        let found = check(findings: facts.findings, under: pack)
            .filter { !expected.problems.contains($0.code.rawValue) }.map(\.text)
        return names.misread(example.figures) + found + names.unknown(facts, expected) + outside(facts.day, pack)
            + later(facts, pack)
    }

    private static func differences(_ facts: Facts, _ expected: Example.Expected, _ pack: Pack) -> [String] {
        let decision = decide(facts, under: pack)
        var differences: [String] = []
        if decision.text != expected.outcome {
            let reason = decision.reasonPersonDecides.map { " \($0)" } ?? ""
            differences.append("the outcome is \"\(decision.text)\", not \"\(expected.outcome)\".\(reason)")
        }
        differences += self.differences(decision, expected)
        if let first = differences.first { differences[0] = first + undecided(decision, facts) }
        let found = check(findings: facts.findings, under: pack).map(\.code.rawValue)
        differences += expected.problems.filter { !found.contains($0) }.map {
            "\"expect\" names the problem \($0), and no finding has it. Leave it out of \"problems\", or correct the finding."
        }
        return differences
    }

    /// A window that runs from the decision has no beginning where an earlier violation says none.
    private static func undecided(_ decision: Decision, _ facts: Facts) -> String {
        let open = decision.lines.flatMap(\.refused).filter { $0.reason == .noDecisionDate }.map(\.id)
        guard let past = facts.history.first(where: { open.contains($0.id) }) else { return "" }
        return
            " The window runs from the decision, and the violation of \(past.criterion) on \(past.day) in its history has "
            + "none: write decided: and its day there."
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
                differences.append(
                    actual.map { "\(criterion) is at step \($0), not \(step)." }
                        ?? "the rules settle on no step for \(criterion), not on step \(step).")
            }
        }
        for (criterion, severity) in expected.classes.sorted(by: { $0.key < $1.key }) {
            let actual = decision.lines.first { $0.criterion == criterion }?.severity?.code
            if actual != severity {
                differences.append("\(criterion) is of \(actual.map { "class \($0)" } ?? "no class"), not \(severity).")
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
