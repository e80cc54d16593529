extension Measure {
    func write(_ text: inout JSONText) {
        text.field("amount", amount) { $0.write(&$1) }
        text.field("amountRange", amountRange) { $0.write(&$1) { $0.write(&$1) } }
        text.field("kind", kind.rawValue)
        text.field("length", length) { $0.write(&$1) }
        text.field("lengthRange", lengthRange) { $0.write(&$1) { $0.write(&$1) } }
        text.field("per", per?.rawValue)
        text.field("text", self.text)
        text.field("wording", wording)
    }
}

extension MeasureOption {
    func write(_ text: inout JSONText) {
        text.list("measures", measures) { $0.write(&$1) }
    }
}

extension Amount {
    func write(_ text: inout JSONText) {
        text.field("currency", currency)
        text.field("minorUnits", minorUnits)
    }
}

extension Length {
    func write(_ text: inout JSONText) {
        text.field("unit", unit.rawValue)
        text.field("value", value)
    }
}

extension Extent {
    fileprivate func write(_ text: inout JSONText, _ value: (Value, inout JSONText) -> Void) {
        text.field("least", least, value)
        text.field("most", most, value)
    }
}
