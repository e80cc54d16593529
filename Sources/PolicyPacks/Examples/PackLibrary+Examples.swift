import Policy

extension PackLibrary {
    /// Runs the examples in `yaml` against `pack`.
    /// - Throws: `PackRefusal` when the examples themselves can't be read.
    package static func runExamples(of pack: Pack, yaml: String, file: String) throws -> ExampleReport {
        let problems = ProblemList(file: file)
        let examples = try compose(yaml, problems).map { ExampleReader(problems: problems).read($0) } ?? []
        try problems.refuseIfAny()
        let failures = examples.flatMap { example in
            differences(example, pack).map {
                PackProblem(file: file, line: example.line, message: "\"\(example.name)\": \($0)")
            }
        }
        return ExampleReport(examples: examples.count, failures: failures)
    }

    private static func differences(_ example: Example, _ pack: Pack) -> [String] {
        let decision = decide(example.facts, under: pack)
        var differences: [String] = []
        let outcome = decision.personDecides ? "a person decides" : decision.measure?.text ?? "nothing"
        if outcome != example.outcome {
            differences.append("the outcome is \"\(outcome)\", not \"\(example.outcome)\".")
        }
        for (criterion, step) in example.steps.sorted(by: { $0.key < $1.key }) {
            let actual = decision.lines.first { $0.criterion == criterion }?.step
            if actual != step {
                differences.append("\(criterion) is at step \(actual.map(String.init) ?? "unknown"), not \(step).")
            }
        }
        let found = check(findings: example.facts.findings, under: pack).map(\.code.rawValue)
        if found != example.problems {
            differences.append("the findings have the problems \(found), not \(example.problems).")
        }
        return differences
    }
}
