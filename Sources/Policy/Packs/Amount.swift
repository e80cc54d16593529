/// A sum of money in whole minor units (cents), so that no amount is ever rounded.
package struct Amount: Codable, Sendable, Hashable {
    package let minorUnits: Int
    /// ISO 4217 code.
    package let currency: String

    package init(minorUnits: Int, currency: String) {
        self.minorUnits = minorUnits
        self.currency = currency
    }
}
