extension Pack {
    /// How heavily a violation of this criterion weighs: the days prescribed at the first step of its ladder.
    ///
    /// Of several options the first counts, and of a range the lower end. nil when the pack states no weights, the
    /// first step is not known, or it depends on facts.
    package func harmDays(of code: String) -> Int? {
        guard let harm = rules.harm, let ladder = ladder(for: code), let step = ladder.steps.first,
            case .sanction(let sanction) = step.outcome, let option = sanction.options.first
        else { return nil }
        var days = 0
        for prescription in option {
            guard let measure = prescription.fixed, let weight = harm.days(of: measure) else { return nil }
            days += weight
        }
        return days
    }
}

extension HarmWeights {
    /// Days that one measure weighs; a month counts as 30 days and a year as 365. nil when the pack does not say.
    func days(of measure: Measure) -> Int? {
        switch measure.kind {
        case .withdrawal: return withdrawal.value
        case .closure, .suspension:
            guard let length = measure.length ?? measure.lengthRange?.least else { return openEndedClosure.value }
            return length.harmDays
        case .fine, .penaltyOrder:
            guard let rate = finePerDay?.value, rate.minorUnits > 0 else { return 0 }
            guard let amount = measure.amount ?? measure.amountRange?.least, amount.currency == rate.currency else {
                return nil
            }
            return (amount.minorUnits + rate.minorUnits / 2) / rate.minorUnits
        case .conversation, .warning, .enforcementOrder, .referral: return 0
        }
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
