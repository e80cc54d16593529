/// What a decision comes to, without its words: for back-tests and other runs over many histories.
package struct Outcome: Sendable, Equatable {
    package var personDecides = false
    /// What is open where a person decides; nil at an open gate.
    package var open: Gap.Subject?
    /// The heaviest measure; of several options, that of the first.
    package var measure: MeasureKind?
    /// The highest step of a ladder that was reached; 0 when none was.
    package var step = 0
    /// How many options there are to choose from.
    package var options = 0
    /// Days of closure and suspension, and fines in minor units; of several options, those of the first.
    package var days = 0
    package var fine = 0

    package init(
        personDecides: Bool = false, open: Gap.Subject? = nil, measure: MeasureKind? = nil, step: Int = 0,
        options: Int = 0, days: Int = 0, fine: Int = 0
    ) {
        self.personDecides = personDecides
        self.open = open
        self.measure = measure
        self.step = step
        self.options = options
        self.days = days
        self.fine = fine
    }
}

/// What `pack` makes of `facts`, without a trace: the same rules as `decide`, by the same evaluator.
package func outcome(_ facts: Facts, under pack: Pack) -> Outcome {
    facts.withEvaluator(pack.compiled) { evaluator in
        facts.withEvents(evaluator.pack) { events in evaluator.outcome(events) }
    }
}

extension Evaluator {
    func outcome(_ events: Counting.Events) -> Outcome {
        var (first, others): (Evaluation?, [Evaluation]) = (nil, [])
        evaluate(events) { evaluation in
            if first == nil { first = evaluation } else { others.append(evaluation) }
        }
        guard let first else { return Outcome() }
        if others.isEmpty, let quick = fixedOutcome(first) { return quick }
        let all = [first] + others
        let result = Combining(combination: pack.rules.combination, day: facts.day)
            .combine(all.map { proposal($0, events) })
        var outcome = Outcome(
            personDecides: result.reason != nil, open: result.gap,
            step: all.filter { $0.gate != .denied }.map(\.reached).max() ?? 0, options: result.options.count)
        if let option = result.options.first {
            outcome.take(Weight(option.measures, pack.rules.combination.order), facts.day)
        }
        if result.combined.rule == .concurrent, let option = result.options.first {
            outcome.days = option.measures.map { Weight([$0], []).days(from: facts.day) }.max() ?? 0
        }
        return outcome
    }

    /// The outcome of one evaluation that lands on what is the same for everyone; nil elsewhere.
    private func fixedOutcome(_ evaluation: Evaluation) -> Outcome? {
        guard let step = fixedStep(evaluation), let weight = pack.ladders[evaluation.ladder].weights[step - 1] else {
            return nil
        }
        var outcome = Outcome(step: step, options: weight.options)
        outcome.take(weight, facts.day)
        return outcome
    }

    /// The step of an evaluation on which nothing but that step has a bearing; nil elsewhere.
    func fixedStep(_ evaluation: Evaluation) -> Int? {
        guard evaluation.ladder >= 0, evaluation.open == nil, evaluation.skip < 0, evaluation.gate == .passed,
            pack.rules.offers.isEmpty, pack.rules.circumstances.isEmpty, facts.findings[evaluation.finding].days == nil,
            evaluation.least > 0, evaluation.least <= pack.ladders[evaluation.ladder].weights.count
        else { return nil }
        return evaluation.least
    }
}

extension Evaluation {
    /// The step, where one was settled.
    var reached: Int { ladder >= 0 && open == nil && skip < 0 ? least : 0 }
}

extension Outcome {
    fileprivate mutating func take(_ weight: Weight, _ day: LocalDate) {
        measure = weight.measure
        days = weight.days(from: day)
        fine = weight.fine
    }
}
