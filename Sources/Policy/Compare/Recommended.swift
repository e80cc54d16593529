/// What a pack recommends, in measures and without a trace: as much of a decision as a comparison needs.
package struct Recommended: Sendable, Equatable {
    package var personDecides = false
    /// Several are alternatives; empty where nothing follows, or where a person decides.
    package var options: [MeasureOption] = []
    /// Who chooses, where there is a choice.
    package var chooser: Sanction.Chooser?
    /// Whether the closures and suspensions of one option run at the same time.
    package var runsTogether = false

    package init(
        personDecides: Bool = false, options: [MeasureOption] = [], chooser: Sanction.Chooser? = nil,
        runsTogether: Bool = false
    ) {
        self.personDecides = personDecides
        self.options = options
        self.chooser = chooser
        self.runsTogether = runsTogether
    }

    /// What a step recommends whose options are the same for everyone, as `Weight` has it; nil elsewhere.
    init?(_ outcome: Step.Outcome) {
        guard case .sanction(let sanction) = outcome else { return nil }
        self.init(
            options: sanction.options.map { MeasureOption($0.compactMap(\.fixed)) },
            chooser: sanction.options.count > 1 ? sanction.chooser : nil)
    }
}

/// What `pack` recommends on `facts`: the measures of `decide`, by the same evaluator, without a word of text.
package func recommended(_ facts: Facts, under pack: Pack) -> Recommended {
    facts.recommended(under: pack.compiled)
}

extension Facts {
    func recommended(under pack: CompiledPack) -> Recommended {
        withEvaluator(pack) { evaluator in withEvents(pack) { events in evaluator.recommended(events) } }
    }
}

extension Evaluator {
    fileprivate func recommended(_ events: Counting.Events) -> Recommended {
        var (first, others): (Evaluation?, [Evaluation]) = (nil, [])
        evaluate(events) { evaluation in
            if first == nil { first = evaluation } else { others.append(evaluation) }
        }
        guard let first else { return Recommended() }
        if others.isEmpty, let step = fixedStep(first), let settled = pack.ladders[first.ladder].settled[step - 1] {
            return settled
        }
        let result = Combining(combination: pack.rules.combination, day: facts.day)
            .combine(([first] + others).map { proposal($0, events) })
        return Recommended(
            personDecides: result.reason != nil, options: result.options,
            chooser: result.options.count > 1 ? result.chooser : nil,
            runsTogether: result.combined.rule == .concurrent)
    }
}
