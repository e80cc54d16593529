import Policy

/// What a proof says about a pack file, each remark with its line.
package struct PackProof: Sendable {
    package let file: String
    /// How many combinations were covered, and how many of them were decided one by one.
    package let combinations: Int
    package let decided: Int
    /// Why the pack can't be used, in the order of the file.
    package let problems: [PackProblem]
    package let choices: [PackProblem]
}

extension PackLibrary {
    /// Proves a pack over its whole space, and looks for an example on each side of each threshold that the file states.
    /// - Parameters:
    ///   - yaml: the text of the pack, for the lines.
    ///   - examples: the text of its examples; nil when there are none.
    package static func prove(
        _ pack: Pack, yaml: String, file: String, examples: String?, limit: Int = Proof.limit
    ) -> PackProof {
        let lines = PackLines(yaml: yaml)
        let proof = Policy.prove(pack, limit: limit)
        let remarks = proof.problems + untried(pack, lines, examples)
        func problem(_ remark: ProofRemark) -> PackProblem {
            // What the file doesn't state comes from the pack that it extends.
            PackProblem(file: file, line: lines[remark.place] ?? lines[["extends"]] ?? 1, message: remark.message)
        }
        let own = MeasureCheck(try? compose(yaml, ProblemList(file: file))).remarks.map {
            PackProblem(file: file, line: $0.line, message: $0.message)
        }
        let all = remarks.map(problem) + own + undeclared(pack, lines, file)
        let problems = all.enumerated().sorted { ($0.1.line, $0.0) < ($1.1.line, $1.0) }.map(\.1)
        return PackProof(
            file: file, combinations: proof.combinations, decided: proof.decided, problems: problems.told(in: file),
            choices: proof.choices.map(problem))
    }

    /// What only matters in this pack, or was not asked for when texts were stored that are still read; so the reader doesn't
    /// ask for it.
    private static func undeclared(_ pack: Pack, _ lines: PackLines, _ file: String) -> [PackProblem] {
        percentages(pack, lines, file)
            + pack.rules.rewards.filter { $0.inspections == nil }.map { reward in
                PackProblem(
                    file: file, line: lines[["rewards", reward.code]] ?? lines[["extends"]] ?? 1,
                    message:
                        "Reward \"\(reward.code)\" does not say how many inspections must lie in its period, so that what "
                        + "nobody checked is not taken as complying. Write inspections: 2 (as your source has it), 0 where it "
                        + "takes none, or unknown.")
            }
    }

    private static func percentages(_ pack: Pack, _ lines: PackLines, _ file: String) -> [PackProblem] {
        let shares = pack.rules.circumstances.filter { if case .percent = $0.effect { true } else { false } }
        guard shares.count > 1, pack.combination.percentages.isEmpty else { return [] }
        let names = shares.map { "\"\($0.code)\"" }.joined(separator: ", ")
        return [
            PackProblem(
                file: file, line: lines[["combination"]] ?? lines[["extends"]] ?? 1,
                message: "\"combination\" does not say how the percentages of \(names) go together. Write percentages: "
                    + "multiply (each of what the others leave), add (each of the whole) or unknown.")
        ]
    }

    /// The thresholds of the file that have no example on one of their sides.
    private static func untried(_ pack: Pack, _ lines: PackLines, _ examples: String?) -> [ProofRemark] {
        let tried = examples.map { sides($0, pack) } ?? []
        return pack.thresholds.filter { lines.states($0.stated) }.flatMap { threshold in
            threshold.sides.enumerated().compactMap { side, words in
                guard !tried.contains(Threshold.Side(threshold.place, side)) else { return nil }
                return ProofRemark(
                    .untried, threshold.place,
                    "No example has \(words). Add one beside the pack, in the file of its examples.")
            }
        }
    }

    private static func sides(_ examples: String, _ pack: Pack) -> Set<Threshold.Side> {
        let problems = ProblemList(file: "")
        guard let node = try? compose(examples, problems) else { return [] }
        var all: Set<Threshold.Side> = []
        for example in ExampleReader(problems: problems).read(node) {
            switch example.question {
            case .decision(let facts, _): all.formUnion(Policy.sides(of: facts, under: pack))
            case .application(let application, _):
                all.formUnion(Policy.sides(of: admit(application, under: pack), under: pack))
            case .sale(let sale, _):
                all.formUnion(Policy.sides(of: check(sale, under: pack), under: pack))
            }
        }
        return all
    }
}
