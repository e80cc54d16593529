extension Pack {
    /// How heavily an established violation of this criterion weighs: the days prescribed at the first step of its ladder.
    ///
    /// Of several options the pack says which one counts; of a range the lower end does. Where several ladders of the licensee take the
    /// criterion, by type of outlet, they have to agree.
    package func harm(of code: String) -> HarmWeight {
        guard let harm = rules.harm else { return .unknown(.noWeights) }
        let severity = criterion(code)?.severity
        let taking = ladders.filter { ladder in
            ladder.subject == .licensee
                && (ladder.criteria.contains(code) || severity.map(ladder.classes.contains) == true)
        }
        let weights = taking.map { harm.weight(of: $0.steps.first?.outcome) }
        guard let weight = weights.first else { return .unknown(.noLadder) }
        return weights.allSatisfy { $0 == weight } ? weight : .unknown(.dependsOnFacts)
    }

    /// How heavily a confirmed incident weighs that the public reported.
    package var harmOfIncident: HarmWeight {
        rules.harm?.incident?.value.map { .days($0) } ?? .unknown(.noWeights)
    }
}

extension HarmWeights {
    fileprivate func weight(of outcome: Step.Outcome?) -> HarmWeight {
        guard case .sanction(let sanction) = outcome, let first = sanction.options.first else {
            return .unknown(.firstStepUnknown)
        }
        guard sanction.options.count > 1 else { return weight(of: first) }
        switch ofSeveral {
        case nil: return .unknown(.severalOptions)
        case .first: return weight(of: first)
        case .least, .most: return weight(ofSeveral: sanction.options.map(weight))
        }
    }

    /// The fewest or the most days; none where one of them has no weight, since it may be the one.
    private func weight(ofSeveral weights: [HarmWeight]) -> HarmWeight {
        var all: [Int] = []
        for weight in weights {
            guard case .days(let days) = weight else { return weight }
            all.append(days)
        }
        guard let days = ofSeveral == .least ? all.min() : all.max() else { return .unknown(.firstStepUnknown) }
        return .days(days)
    }

    /// What the measures of one option weigh together.
    private func weight(of option: [Prescription]) -> HarmWeight {
        var sum = 0
        for prescription in option {
            guard let measure = prescription.fixed else { return .unknown(.dependsOnFacts) }
            guard let weight = days(of: measure) else { return .unknown(.measureWithoutWeight) }
            sum += weight
        }
        return .days(sum)
    }

    /// Days that one measure weighs; a month counts as 30 days and a year as 365. nil when the pack does not say.
    ///
    /// A word with the holder stops no sale and takes no money: it weighs 0 days, which is the method's own rule.
    private func days(of measure: Measure) -> Int? {
        switch measure.kind {
        case .withdrawal: days(closed: measure.length, measure.lengthRange, endless: withdrawal.value)
        case .closure, .suspension: days(closed: measure.length, measure.lengthRange, endless: openEndedClosure.value)
        case .fine, .penaltyOrder: days(paid: measure.amount ?? measure.amountRange?.least)
        case .enforcementOrder: enforcementOrder?.value
        case .conversation, .warning, .referral: 0
        }
    }

    /// A closure of at most so long has no lower end, and is not one without an end either.
    private func days(closed length: Length?, _ range: Extent<Length>?, endless: Int?) -> Int? {
        if let range { return range.least?.harmDays }
        return length.map(\.harmDays) ?? endless
    }

    private func days(paid amount: Amount?) -> Int? {
        guard let rate = finePerDay?.value, rate.minorUnits > 0, let amount, amount.currency == rate.currency else {
            return nil
        }
        return (amount.minorUnits + rate.minorUnits / 2) / rate.minorUnits
    }
}

extension Length {
    /// The length in days for the harm index, where a month is 30 days and a year 365.
    fileprivate var harmDays: Int {
        switch unit {
        case .days: value
        case .weeks: 7 * value
        case .months: 30 * value
        case .years: 365 * value
        }
    }
}
