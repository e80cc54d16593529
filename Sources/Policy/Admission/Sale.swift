/// A sale that is about to be made, with what the buyer has had before in the running periods.
package struct Sale: Codable, Sendable, Equatable {
    /// Kind of product.
    package var product: String
    /// Quantity per unit, such as `g` and `g_thc`.
    package var quantities: [String: Double]
    /// Age of the buyer in full years; nil when it is not known.
    package var age: Int?
    /// What the buyer has had already: in this day, week and month, by unit.
    package var before: [Before]

    package struct Before: Codable, Sendable, Equatable {
        package var period: SalesLimit.Period
        package var unit: String
        package var quantity: Double

        package init(period: SalesLimit.Period, unit: String, quantity: Double) {
            self.period = period
            self.unit = unit
            self.quantity = quantity
        }
    }

    package init(product: String, quantities: [String: Double], age: Int? = nil, before: [Before] = []) {
        self.product = product
        self.quantities = quantities
        self.age = age
        self.before = before
    }
}

/// What the pack's limits say about a sale: one result per limit that is about it, in the pack's order.
package func check(_ sale: Sale, under pack: Pack) -> [RuleResult] {
    pack.licences.sales.compactMap { limit in
        guard limit.products.isEmpty || limit.products.contains(sale.product),
            let quantity = sale.quantities[limit.unit], limit.isFor(sale.age) != false
        else { return nil }
        let before = sale.before.filter { $0.period == limit.period && $0.unit == limit.unit }.map(\.quantity)
        let total = before.reduce(quantity, +)
        let state: RuleResult.State =
            if let most = limit.limit.value, total.isFinite, limit.isFor(sale.age) == true {
                total > most ? .refused : .allowed
            } else {
                .personDecides
            }
        return RuleResult(
            rule: limit.code, name: limit.name, state: state, found: total, limit: limit.limit.value,
            source: limit.limit.citation.text, confidence: limit.limit.citation.confidence)
    }
}

extension SalesLimit {
    /// Whether it holds for a buyer of this age; nil when that can't be known.
    fileprivate func isFor(_ age: Int?) -> Bool? {
        if ages.least == nil, ages.most == nil { return true }
        guard let age else { return nil }
        return age >= ages.least ?? 0 && age <= ages.most ?? .max
    }
}
