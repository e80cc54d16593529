/// The value that was measured for a failed criterion, beside its limit.
package struct MeasuredValue: Codable, Sendable, Equatable {
    package let value: Double
    package let unit: String
    package let name: Localized
    package let bound: Quantity.Bound
    /// nil when the source does not state a limit.
    package let limit: Double?
}

extension MeasuredValue {
    /// The value of the failed finding of `criterion`; of several the greatest, so that their order can't matter.
    init?(_ criterion: Criterion, in findings: [ObservedFinding]) {
        guard !criterion.quantities.isEmpty else { return nil }
        var best: (value: Double, quantity: Quantity)?
        for finding in findings where finding.criterion == criterion.code && finding.result == "fail" {
            guard let value = finding.value, value.isFinite,
                let quantity = criterion.quantities.first(where: { $0.unit == finding.unit })
            else { continue }
            if let best, (best.value, best.quantity.unit) >= (value, quantity.unit) { continue }
            best = (value, quantity)
        }
        guard let best else { return nil }
        self.init(
            value: best.value, unit: best.quantity.unit, name: best.quantity.name, bound: best.quantity.bound,
            limit: best.quantity.limit.value)
    }
}
