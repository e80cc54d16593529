extension Evaluator {
    /// The sides of the numbers of a gate on which these facts lie; none when a person has answered it.
    func sides(
        of gate: Gate, _ place: [String], _ evaluation: Evaluation, _ events: Counting.Events
    ) -> Set<Threshold.Side> {
        let criterion = facts.findings[evaluation.finding].criterion
        guard !facts.confirmations.contains(where: { $0.gate == gate.code && $0.criterion == criterion }) else {
            return []
        }
        switch gate.test {
        case .person, .evidence, .notice(term: nil): return []
        case .notice(let term?): return sides(ofNotice: term, criterion, place + ["notice", "term"])
        case .firstWithin(let length): return sides(of: length, place + ["first_within"], events)
        case .pattern(let pattern): return sides(of: pattern, place + ["pattern"])
        }
    }

    private func sides(ofNotice term: Length, _ criterion: String, _ place: [String]) -> Set<Threshold.Side> {
        let notices = (facts.notices ?? []).filter { $0.criterion == criterion }
        guard !notices.isEmpty else { return [] }
        return [Threshold.Side(place, notices.contains { $0.day.adding(term) <= facts.day } ? 0 : 1)]
    }

    /// The side of a period without violations: one lies in it, or the last lies before it.
    func sides(of period: Length, _ place: [String], _ events: Counting.Events) -> Set<Threshold.Side> {
        let hasEarlier = events.contains {
            $0.atOutlet && $0.standing == .established && !$0.isOfThisInspection && $0.day < facts.day
        }
        guard hasEarlier else { return [] }
        return [Threshold.Side(place, isCompliant(for: period, events) ? 1 : 0)]
    }

    /// The side of the number of inspections, where nothing else keeps the reward from being earned.
    func sidesOfInspections(_ reward: Reward, _ events: Counting.Events) -> Set<Threshold.Side> {
        guard let needed = reward.inspections?.value, needed > 0, isCompliant(for: reward.compliantFor, events),
            let found = inspections(in: reward.compliantFor)
        else { return [] }
        return [Threshold.Side(["rewards", reward.code, "inspections"], found >= needed ? 0 : 1)]
    }

    /// Each number alone: the other numbers of the pattern hold.
    private func sides(of pattern: Pattern, _ place: [String]) -> Set<Threshold.Side> {
        guard !pattern.isOpen, let needed = pattern.incidents, let length = pattern.within else { return [] }
        let edge = facts.day.subtracting(length)
        let confirmed = (facts.incidents ?? []).filter { $0.attribution == .confirmed && $0.day <= facts.day }
        let near = confirmed.filter { one in
            pattern.metres.map { limit in one.metres.map { $0 <= limit } ?? false } ?? true
        }
        let counted = near.filter { $0.day > edge }
        var sides: Set<Threshold.Side> = []
        func add(_ key: String, _ side: Int) { sides.insert(Threshold.Side(place + [key], side)) }
        if facts.incidents != nil { add("incidents", Set(counted.map(\.id)).count >= needed ? 0 : 1) }
        if Set(counted.map(\.id)).count >= needed {
            add("reporters", Set(counted.flatMap(\.reporters)).count >= pattern.reporters ?? 0 ? 0 : 1)
        }
        if !counted.isEmpty { add("within", 0) }
        if near.contains(where: { $0.day <= edge }) { add("within", 1) }
        let recent = confirmed.filter { $0.day > edge }
        guard let limit = pattern.metres else { return sides }
        if !counted.isEmpty { add("metres", 0) }
        if recent.contains(where: { $0.metres.map { $0 > limit } ?? false }) { add("metres", 1) }
        return sides
    }
}
