extension Pack {
    /// What a person can answer about a failed finding of this criterion, by code, each once: the gates of its ladders, the
    /// evidence that it needs, the conditions of a choice, and the circumstances.
    package func questions(about code: String) -> [String] {
        guard let criterion = criterion(code) else { return [] }
        let ladders = ladders(judging: criterion)
        let outcomes = ladders.flatMap { ladder in ladder.steps.map(\.outcome) + ladder.skips.compactMap(\.outcome) }
        let gates = ladders.flatMap(\.gates) + criterion.evidence + outcomes.flatMap(\.conditions)
        var seen: Set<String> = []
        let circumstances = rules.circumstances.filter { $0.isAbout(code) }
        return (gates.map(\.code) + circumstances.map(\.code)).filter { seen.insert($0).inserted }
    }

    /// The named conduct for which a failed finding of this criterion doesn't wait for the next step, each once.
    package func conduct(about code: String) -> [Skip] {
        guard let criterion = criterion(code) else { return [] }
        var seen: Set<String> = []
        return ladders(judging: criterion).flatMap(\.skips).filter { seen.insert($0.conduct).inserted }
    }

    /// A repeat may raise the class, so the ladders of every class come into question.
    private func ladders(judging criterion: Criterion) -> [Ladder] {
        ladders.filter { ladder in
            ladder.criteria.contains(criterion.code) || (criterion.severity != nil && !ladder.classes.isEmpty)
        }
    }
}

extension Skip {
    /// What the pack states for the conduct; nil where it leads to a step.
    fileprivate var outcome: Step.Outcome? {
        if case .outcome(let outcome) = target { outcome } else { nil }
    }
}

extension Step.Outcome {
    /// What must hold before the licensee may choose.
    fileprivate var conditions: [Gate] {
        if case .sanction(let sanction) = self { sanction.conditions } else { [] }
    }
}
