/// The sides of the thresholds of `pack` on which these facts lie.
package func sides(of facts: Facts, under pack: Pack) -> Set<Threshold.Side> {
    let evaluator = Evaluator(pack: pack.compiled, facts: facts)
    var sides = measured(facts, pack)
    facts.withEvents(pack.compiled) { events in
        evaluator.evaluate(events) { evaluation in
            if evaluation.criterion >= 0 { sides.formUnion(evaluator.sidesOfClasses(evaluation, events)) }
            if evaluation.ladder >= 0 { sides.formUnion(evaluator.sides(evaluation, events)) }
        }
        for reward in pack.rules.rewards {
            let place = ["rewards", reward.code, "compliant_for"]
            sides.formUnion(evaluator.sides(of: reward.compliantFor, place, events))
            sides.formUnion(evaluator.sidesOfInspections(reward, events))
        }
    }
    return sides
}

/// The sides of the limits on which what was measured lies.
private func measured(_ facts: Facts, _ pack: Pack) -> Set<Threshold.Side> {
    var sides: Set<Threshold.Side> = []
    for finding in facts.findings {
        guard let criterion = pack.criterion(finding.criterion), let value = finding.value,
            let quantity = criterion.quantities.first(where: { $0.unit == finding.unit }),
            let limit = quantity.limit.value
        else { continue }
        let isOver = quantity.bound == .atLeast ? value < limit : value > limit
        sides.insert(Threshold.Side(["criteria", criterion.code, "quantities", quantity.unit], isOver ? 1 : 0))
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
