/// The end of the window.
extension Tracing {
    /// The day from which this violation no longer counts for any step or class, whatever comes before; where a chain of
    /// violations keeps it alive, only if nothing does.
    func again(_ evaluation: Evaluation) -> [Outlook] {
        let code = facts.findings[evaluation.finding].criterion
        let all = eras.compactMap { era in era.pack.map { (era, again($0.rules, counting: code)) } }
        guard eras.count > 1 else { return all.first?.1 ?? [] }
        // Where the versions differ in more than a day, no one sentence is true of all.
        let told = all.map(\.1)
        guard let first = told.first,
            told.allSatisfy({ $0.count == 1 && $0[0].code == .firstAgain && $0[0].day != nil })
        else { return told.dropFirst().allSatisfy { $0 == told.first } ? told.first ?? [] : [] }
        let days = all.compactMap { era, told in
            told[0].day.flatMap { $0 > max(era.from, facts.day) ? min($0, era.until) : nil }
        }
        // On the day on which the last rules end that is what is told.
        guard let last = days.max(), eras.last?.pack != nil || last != eras.last?.from else { return [] }
        var outlook = first[0]
        outlook.day = last
        if told.contains(where: { $0[0].unlessFound == true }) { outlook.unlessFound = true }
        return [outlook]
    }

    private func again(_ rules: Rules, counting code: String) -> [Outlook] {
        let lookBacks = rules.rules(counting: code).map(\.lookBack)
        guard !lookBacks.contains(where: { $0 == nil }) else { return [Outlook(.windowUnknown)] }
        let known = lookBacks.compactMap(\.self)
        guard !known.isEmpty, !known.contains(where: \.isUnlimited) else { return [] }
        var outlook: Outlook
        if let decided = known.first(where: { $0.anchors.contains(.earlierDecision) }) {
            guard known.allSatisfy({ $0.length == decided.length }), rules.compliances.isEmpty else { return [] }
            outlook = Outlook(.firstAgain, length: decided.length)
        } else {
            let compliances = rules.compliances.map {
                Window(length: $0, anchor: .thisViolation, anniversary: .counts, expiry: .eachAlone)
            }
            let days = (known.flatMap(\.windows) + compliances).map { $0.expiry(from: facts.day) }
            outlook = Outlook(.firstAgain, day: days.max())
        }
        if known.contains(where: { $0.expiries.contains(.wholeLadder) && $0.anchors != [.anyPeriod] }) {
            guard !facts.history.contains(where: { $0.day > facts.day }) else { return [] }
            outlook.unlessFound = true
        }
        return [outlook]
    }
}

extension Rules {
    /// The rules by which a violation of this criterion may count for a later one of any criterion.
    func rules(counting code: String) -> [CountingRule] {
        let own = criteria.first { $0.code == code }
        func mayRepeat(_ rule: CountingRule, _ others: [Criterion]) -> Bool {
            rule.repeats.contains { one in
                others.contains { other in
                    switch one {
                    case .sameCriterion: other.code == code
                    case .sameProvision: other.provision == own?.provision
                    case .sameGroup: other.code == code || (other.group != nil && other.group == own?.group)
                    case .sameClass, .sameLadder, .anyCriterion: true
                    }
                }
            }
        }
        let climbed = ladders.flatMap { ladder in
            let others = criteria.filter {
                ladder.criteria.contains($0.code) || $0.severity != nil && !ladder.classes.isEmpty
            }
            return ladder.counts.filter { rule in
                let isOn = others.contains { $0.code == code }
                return mayRepeat(rule, rule.repeats == [.sameLadder] && !isOn ? [] : others)
            }
        }
        let rising = criteria.filter { $0.severity != nil }
        return climbed + classes.compactMap(\.raise?.counting).filter { mayRepeat($0, rising) }
    }
}
