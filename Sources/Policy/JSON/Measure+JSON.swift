extension Measure {
    func write(_ text: inout JSONText) {
        text.field("amount", amount) { amount, text in
            text.field("currency", amount.currency)
            text.field("minorUnits", amount.minorUnits)
        }
        text.field("kind", kind.rawValue)
        text.field("length", length) { $0.write(&$1) }
        text.field("text", self.text)
        text.field("wording", wording)
    }
}

extension Length {
    func write(_ text: inout JSONText) {
        text.field("unit", unit.rawValue)
        text.field("value", value)
    }
}
