extension Ladder {
    /// The thresholds of this ladder: its windows, its steps, and the numbers of its gates, conditions and amounts.
    var thresholds: [Threshold] {
        let place = ["ladders", id]
        var all: [Threshold] = []
        for rule in counts {
            guard let lookBack = rule.lookBack, !lookBack.isUnlimited else { continue }
            all.append(.window(place + rule.place + ["look_back"]))
        }
        for step in 1...max(1, steps.count) {
            all.append(Threshold(place + ["steps", String(step)], ["a violation at step \(step)"]))
        }
        for (gate, place) in numberedGates { all += gate.thresholds(place) }
        for (outcome, place) in placedOutcomes { all += outcome.thresholds(place) }
        return all
    }

    /// Its gates and the conditions of its choices, each with its place.
    var numberedGates: [(gate: Gate, place: [String])] {
        gates.map { ($0, ["ladders", id, "gates", $0.code]) }
            + placedOutcomes.flatMap { outcome, place in
                (outcome.sanction?.conditions ?? []).map { ($0, place + ["if", $0.code]) }
            }
    }

    /// What its steps and its skips call for, each with its place.
    var placedOutcomes: [(outcome: Step.Outcome, place: [String])] {
        steps.enumerated().map { ($0.element.outcome, ["ladders", id, "steps", String($0.offset + 1)]) }
            + skips.compactMap { skip in
                guard case .outcome(let outcome) = skip.target else { return nil }
                return (outcome, ["ladders", id, "skips", skip.conduct])
            }
    }
}

extension CountingRule {
    /// Its place in its ladder.
    var place: [String] { id.isEmpty ? [] : ["counts", id] }
}

extension Threshold {
    static func window(_ place: [String]) -> Threshold {
        Threshold(place, ["an earlier violation inside the look-back", "an earlier violation outside the look-back"])
    }

    /// A period that must be free of established violations.
    static func period(_ length: Length, _ place: [String]) -> Threshold {
        let words = EnglishSpeech().length(length)
        return Threshold(
            place,
            [
                "an established violation at the outlet in the \(words) before",
                "one more than \(words) before and none since",
            ])
    }
}

extension Gate {
    fileprivate func thresholds(_ place: [String]) -> [Threshold] {
        switch test {
        case .person, .evidence, .notice(term: nil): return []
        case .notice(let term?):
            let words = EnglishSpeech().length(term)
            return [Threshold(place + ["notice", "term"], ["a notice at least \(words) before", "a later notice"])]
        case .firstWithin(let length): return [.period(length, place + ["first_within"])]
        case .pattern(let pattern): return pattern.thresholds(place + ["pattern"])
        }
    }
}

extension Pattern {
    /// None where a part of it is unknown, since then a person judges it.
    fileprivate func thresholds(_ place: [String]) -> [Threshold] {
        guard !isOpen, let incidents, let within else { return [] }
        let words = EnglishSpeech().length(within)
        var all = [
            Threshold(
                place + ["incidents"],
                ["a pattern of at least \(incidents) incidents", "fewer than \(incidents) incidents"])
        ]
        if let reporters {
            all.append(
                Threshold(
                    place + ["reporters"],
                    [
                        "\(incidents) incidents by at least \(reporters) reporters",
                        "\(incidents) incidents by fewer than \(reporters) reporters",
                    ]))
        }
        all.append(
            Threshold(
                place + ["within"], ["an incident in the \(words) before", "an incident more than \(words) before"]))
        if let metres {
            all.append(
                Threshold(
                    place + ["metres"],
                    ["an incident at most \(plain(metres)) m away", "an incident more than \(plain(metres)) m away"]))
        }
        return all
    }
}

extension Step.Outcome {
    fileprivate func thresholds(_ place: [String]) -> [Threshold] {
        var all: [Threshold] = []
        forEachComputation(nil) { computation, path in
            if computation.atLeast != nil {
                let words = ["a result that \"at_least\" raises", "a result that \"at_least\" leaves as it is"]
                all.append(Threshold(place + path + ["at_least"], words, stated: place))
            }
            if computation.atMost != nil {
                let words = ["a result that \"at_most\" leaves as it is", "a result that \"at_most\" lowers"]
                all.append(Threshold(place + path + ["at_most"], words, stated: place))
            }
        }
        return all
    }

    /// Calls `body` for what is worked out from a figure of the facts, with its path below the outcome.
    /// - Parameter attributes: of the outlet and the holder; only what is for these is taken. nil: everything.
    func forEachComputation(_ attributes: [String: String]?, _ body: (Computation, [String]) -> Void) {
        for (number, prescription) in (sanction?.prescriptions ?? []).enumerated() {
            prescription.length?.forEachComputation(attributes, ["measure \(number + 1)", "length"], body)
            prescription.amount?.forEachComputation(attributes, ["measure \(number + 1)", "amount"], body)
        }
    }
}

extension Prescribed {
    fileprivate func forEachComputation(
        _ attributes: [String: String]?, _ path: [String], _ body: (Computation, [String]) -> Void
    ) {
        switch self {
        case .computed(let computation):
            if computation.base != Computation.prescribedDays { body(computation, path) }
        case .range(let least, let most):
            least?.forEachComputation(attributes, path + ["least"], body)
            most?.forEachComputation(attributes, path + ["most"], body)
        case .by(let attribute, let cases):
            for key in cases.keys.sorted() where attributes == nil || attributes?[attribute] == key {
                cases[key]?.forEachComputation(attributes, path + [key], body)
            }
        case .exact, .unknown: break
        }
    }
}

extension Computation {
    /// What comes out for a figure before it is kept within bounds.
    func unbounded(_ figure: Int) -> Int? {
        Computation(base: base, thousandths: thousandths, plus: plus, currency: currency).result(of: figure)
    }
}
