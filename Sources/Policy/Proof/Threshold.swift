/// A number of a pack that parts facts in two, so that examples must lie on both sides of it.
package struct Threshold: Sendable, Hashable {
    /// Keys from the root of the pack to the number.
    package let place: [String]
    /// The two sides in words; a step has one, since the other side is the next step.
    package let sides: [String]

    init(_ place: [String], _ sides: [String]) {
        self.place = place
        self.sides = sides
    }

    /// One side of one threshold.
    package struct Side: Sendable, Hashable {
        package let place: [String]
        package let side: Int

        package init(_ place: [String], _ side: Int) {
            self.place = place
            self.side = side
        }
    }
}

extension Pack {
    /// Every threshold of the pack, in the order of its rules.
    package var thresholds: [Threshold] {
        var all: [Threshold] = []
        for criterion in criteria {
            for quantity in criterion.quantities {
                guard let limit = quantity.limit.value else { continue }
                let value = "\(plain(limit)) \(quantity.unit)"
                let place = ["criteria", criterion.code, "quantities", quantity.unit]
                all.append(
                    quantity.bound == .atLeast
                        ? Threshold(place, ["a value of at least \(value)", "a value below \(value)"])
                        : Threshold(place, ["a value of at most \(value)", "a value above \(value)"]))
            }
        }
        for ladder in ladders { all += thresholds(of: ladder) }
        for distance in licences.distances {
            guard let metres = distance.metres.value else { continue }
            let words = ["a distance of at most \(plain(metres)) m", "a distance above \(plain(metres)) m"]
            all.append(Threshold(["licences", "distances", distance.place], words))
        }
        for limit in licences.sales {
            guard let most = limit.limit.value else { continue }
            let value = "\(plain(most)) \(limit.unit)"
            let words = ["a sale of at most \(value)", "a sale above \(value)"]
            all.append(Threshold(["licences", "sales", limit.code], words))
        }
        for bar in licences.bars {
            guard let least = bar.atLeast.value else { continue }
            let words = ["a history of fewer than \(least) violations", "a history of at least \(least) violations"]
            all.append(Threshold(["licences", "bars", bar.code], words))
        }
        if let most = licences.maximum.value {
            let words = ["an application below \(most) valid licences", "an application at \(most) valid licences"]
            all.append(Threshold(["licences", "maximum"], words))
        }
        return all
    }

    private func thresholds(of ladder: Ladder) -> [Threshold] {
        let place = ["ladders", ladder.id]
        var all: [Threshold] = []
        for rule in ladder.counts {
            guard let lookBack = rule.lookBack, !lookBack.isUnlimited else { continue }
            let place = place + (rule.id.isEmpty ? [] : ["counts", rule.id]) + ["look_back"]
            let words = ["an earlier violation inside the look-back", "an earlier violation outside the look-back"]
            all.append(Threshold(place, words))
        }
        for step in 1...max(1, ladder.steps.count) {
            all.append(Threshold(place + ["steps", String(step)], ["a violation at step \(step)"]))
        }
        return all
    }
}

/// The sides of the thresholds of `pack` on which these facts lie.
package func sides(of facts: Facts, under pack: Pack) -> Set<Threshold.Side> {
    var sides: Set<Threshold.Side> = []
    for finding in facts.findings {
        guard let criterion = pack.criterion(finding.criterion), let value = finding.value,
            let quantity = criterion.quantities.first(where: { $0.unit == finding.unit }),
            let limit = quantity.limit.value
        else { continue }
        let isOver = quantity.bound == .atLeast ? value < limit : value > limit
        sides.insert(Threshold.Side(["criteria", criterion.code, "quantities", quantity.unit], isOver ? 1 : 0))
    }
    let evaluator = Evaluator(pack: pack.compiled, facts: facts)
    facts.withEvents(pack.compiled) { events in
        evaluator.evaluate(events) { evaluation in
            guard evaluation.ladder >= 0 else { return }
            sides.formUnion(evaluator.sides(evaluation, events))
        }
    }
    return sides
}

/// The sides of the thresholds on which these results lie: of an application, or of a sale.
package func sides(of results: [RuleResult], under pack: Pack) -> Set<Threshold.Side> {
    var sides: Set<Threshold.Side> = []
    let (bars, distances) = (Set(pack.licences.bars.map(\.code)), Set(pack.licences.distances.map(\.place)))
    for result in results {
        guard let found = result.found, let limit = result.limit else { continue }
        if result.rule == "maximum" {
            sides.insert(Threshold.Side(["licences", "maximum"], found < limit ? 0 : 1))
        } else if bars.contains(result.rule) {
            sides.insert(Threshold.Side(["licences", "bars", result.rule], found < limit ? 0 : 1))
        } else {
            let key = distances.contains(result.rule) ? "distances" : "sales"
            sides.insert(Threshold.Side(["licences", key, result.rule], found <= limit ? 0 : 1))
        }
    }
    return sides
}

extension Evaluator {
    /// The steps and the sides of the windows on which one evaluation lies.
    fileprivate func sides(_ evaluation: Evaluation, _ events: Counting.Events) -> Set<Threshold.Side> {
        let ladder = pack.ladders[evaluation.ladder]
        let place = ["ladders", ladder.ladder.id]
        var sides: Set<Threshold.Side> = []
        if evaluation.skip < 0, evaluation.gate != .denied {
            for step in min(evaluation.least, evaluation.most)...max(evaluation.least, evaluation.most) {
                sides.insert(Threshold.Side(place + ["steps", String(step)], 0))
            }
        }
        withUnsafeTemporaryAllocation(of: Verdict.self, capacity: max(1, events.count)) { verdicts in
            verdicts.initialize(repeating: .counts)
            for rule in ladder.counts {
                let counting = counting(rule, ladder, evaluation, events)
                let edge = place + (rule.rule.id.isEmpty ? [] : ["counts", rule.rule.id]) + ["look_back"]
                for reading in rule.readings {
                    _ = counting.count(events, reading, assuming: true, verdicts)
                    for index in events.indices {
                        if verdicts[index] == .counts { sides.insert(Threshold.Side(edge, 0)) }
                        if verdicts[index] == .refused(.outsideWindow) { sides.insert(Threshold.Side(edge, 1)) }
                    }
                }
            }
        }
        return sides
    }
}
