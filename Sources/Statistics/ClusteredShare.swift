import Records

/// A share among checks that come in groups: the checks of one outlet resemble each other.
///
/// Wilson's interval on an effective number of checks. The design effect is the variance of the ratio estimator with
/// outlets as the sampled units, `k/(k-1) * sum((failed - share * checked)^2) / n^2`, over the variance of as many
/// independent checks. Three decisions:
/// 1. It is floored at 1, as survey software does by default ("truncated"): with few outlets an effect below 1 is mostly
///    chance, and an interval that is narrower than that of independent checks would promise too much.
/// 2. With few outlets the variance itself is uncertain, so the effective number is reduced by
///    `(t(n-1) / t(k-1))^2` (Korn and Graubard, Survey Methodology 24 (1998) 193-201, as in the modified Wilson limits of
///    SAS's SURVEYFREQ).
/// 3. When all failed or none did, the variance says nothing: then each outlet counts as one check, which is right even
///    if its checks were copies of each other. So it is with a single outlet.
///
/// Where every outlet was checked once the checks are independent, and it is Wilson's plain interval.
package struct ClusteredShare: Sendable, Equatable {
    package let failed: Int
    package let checked: Int
    /// 1 where every outlet was checked once; nil when it can't be estimated (decision 3).
    package let designEffect: Double?
    package let effectiveChecks: Double
    package let isClustered: Bool

    /// - Parameter outlets: not empty.
    package init(_ outlets: [CriterionCount.Checks]) {
        failed = outlets.reduce(0) { $0 + $1.failed }
        checked = outlets.reduce(0) { $0 + $1.checked }
        isClustered = outlets.contains { $0.checked > 1 }
        guard isClustered else {
            designEffect = 1
            effectiveChecks = Double(checked)
            return
        }
        guard outlets.count > 1, failed > 0, failed < checked else {
            designEffect = nil
            effectiveChecks = Double(outlets.count)
            return
        }
        let effect = max(1, Self.designEffect(outlets, failed, checked))
        let narrowing =
            StudentT.upperPoint(degreesOfFreedom: checked - 1)
            / StudentT.upperPoint(degreesOfFreedom: outlets.count - 1)
        designEffect = effect
        effectiveChecks = Double(checked) / effect * narrowing * narrowing
    }

    /// Failed over checked.
    package var share: Double { Double(failed) / Double(checked) }

    package var interval: Interval { .wilson(events: share * effectiveChecks, trials: effectiveChecks) }

    private static func designEffect(_ outlets: [CriterionCount.Checks], _ failed: Int, _ checked: Int) -> Double {
        let (count, total) = (Double(outlets.count), Double(checked))
        let share = Double(failed) / total
        let squares = outlets.reduce(0.0) { sum, outlet in
            let difference = Double(outlet.failed) - share * Double(outlet.checked)
            return sum + difference * difference
        }
        let variance = count / (count - 1) * squares / (total * total)
        return variance / (share * (1 - share) / total)
    }
}
