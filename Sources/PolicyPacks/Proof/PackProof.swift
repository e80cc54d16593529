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
            choices: (proof.choices + overridden(pack) + noted(pack, lines) + withoutProcedure(pack)
                + weighing(pack)).map(problem))
    }

    /// Each kind of measure that the rules lead to and of which the pack doesn't say what it demands, where it first comes.
    private static func withoutProcedure(_ pack: Pack) -> [ProofRemark] {
        var told = Set(pack.rules.procedures.map(\.kind))
        return pack.placedKinds.filter { told.insert($0.kind).inserted }.map { kind, place in
            ProofRemark(
                .choice, place,
                "The pack states no procedure for \"\(kind.rawValue)\": whether the intention is announced first, whether it must "
                    + "be argued that it is proportionate, and which document it needs. State it under procedure, or unknown with the "
                    + "source.")
        }
    }

    /// Which of several options weighs, where that is the pack's own reading or its source leaves it open.
    private static func weighing(_ pack: Pack) -> [ProofRemark] {
        guard let harm = pack.rules.harm, let note = harm.ofSeveralNote else { return [] }
        let text =
            harm.ofSeveral == nil
            ? "Harm: the source leaves open which of several options weighs (\(note.source)). There is no weight."
            : "Harm: of several options the \(note.value) weighs, by the pack's own reading (\(note.source))."
        guard harm.ofSeveral == nil || note.reading == true else { return [] }
        return [ProofRemark(.choice, ["harm", "of_several"], text)]
    }

    /// What the pack notes itself beside its rules: whoever signs it has to see to it.
    private static func noted(_ pack: Pack, _ lines: PackLines) -> [ProofRemark] {
        guard lines.states(["notes"]) else { return [] }
        return pack.rules.remarks.compactMap { note in
            note.value.map {
                ProofRemark(
                    .choice, ["notes"],
                    "Noted beside the rules, which decide nothing by it (\(note.citation.text)): \($0[.english])")
            }
        }
    }

    /// What a local pack states otherwise than the pack that it extends: nothing is wrong with it, and nobody should miss it.
    private static func overridden(_ pack: Pack) -> [ProofRemark] {
        pack.rules.overridden.map { ProofRemark(.choice, $0.place, $0.text) }
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
    ///
    /// While an example has a slip of its own nobody knows which sides it is to show, so that is told once.
    private static func untried(_ pack: Pack, _ lines: PackLines, _ examples: String?) -> [ProofRemark] {
        let sound = examples.map { soundExamples(of: pack, yaml: $0) } ?? []
        let tried = sides(sound ?? [], pack)
        let untried =
            pack.thresholds.filter { lines.states($0.stated) }.flatMap { threshold in
                threshold.sides.enumerated().compactMap { side, words in
                    guard !tried.contains(Threshold.Side(threshold.place, side)) else { return nil }
                    return ProofRemark(
                        .untried, threshold.place,
                        "No example has \(words). Add one beside the pack, in the file of its examples\(sample(threshold, pack.licences))."
                    )
                }
            } as [ProofRemark]
        guard sound == nil, !untried.isEmpty else { return untried }
        return [
            ProofRemark(
                .untried, ["pack"],
                "Whether there is an example on each side of every limit, step and window was not looked at, because an example "
                    + "has a slip. Mend the file of the examples first.")
        ]
    }

    /// How an example asks about a licence or a sale, which is not how it asks about a violation.
    private static func sample(_ threshold: Threshold, _ licences: Licences) -> String {
        guard threshold.place.count > 1, threshold.place[0] == "licences" else { return "" }
        let code = threshold.place.last ?? ""
        switch threshold.place[1] {
        case "maximum":
            return
                ", such as application: {day: 2026-06-01, valid_licences: \(max(0, (licences.maximum.value ?? 1) - 1))}"
        case "distances":
            return ", such as application: {day: 2026-06-01, distances: [{place: \(code), way: walking, metres: 250}]}"
        case "bars":
            return ", such as application: {day: 2026-06-01, history: [...]}"
        case "sales":
            let limit = licences.sales.first { $0.code == code }
            let product = limit?.products.first ?? "flower"
            return ", such as sale: {product: \(product), quantities: {\(limit?.unit ?? "g"): 5}, age: 18}"
        default: return ""
        }
    }

    private static func sides(_ examples: [Example], _ pack: Pack) -> Set<Threshold.Side> {
        var all: Set<Threshold.Side> = []
        for example in examples {
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
