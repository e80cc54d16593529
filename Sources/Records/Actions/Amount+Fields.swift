import Policy

extension Amount {
    /// Reads `amount` (in whole units with at most two decimals: 2500 or 2500.50) and `currency` (ISO 4217); nil when
    /// both are absent, and one without the other is noted.
    package static func read(_ fields: inout Fields) -> Amount? {
        let amount = fields.optionalNumber("amount", in: 0.01...1e9)
        let currency = fields.optionalText("currency", max: 20)
        guard fields.has("amount") == fields.has("currency") else {
            let absent = fields.has("amount") ? "currency" : "amount"
            fields.note(
                absent, "missing", "An amount needs both \"amount\" and \"currency\"; \"\(absent)\" is missing.")
            return nil
        }
        guard let amount, let currency else { return nil }
        let minorUnits = (amount * 100).rounded()
        if abs(amount * 100 - minorUnits) > 1e-4 {
            fields.note("amount", "too_precise", "\"amount\" is \(amount); at most two decimals are kept.")
        }
        guard currency.utf8.count == 3,
            currency.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
        else {
            fields.note(
                "currency", "not_a_currency", "\"\(currency)\" is not a currency code of three capitals, like EUR.")
            return nil
        }
        return Amount(minorUnits: Int(minorUnits), currency: currency)
    }
}
