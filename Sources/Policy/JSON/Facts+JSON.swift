extension Facts {
    /// The facts as JSON in UTF-8, keys in alphabetical order: the same facts always give the same bytes.
    ///
    /// A measured value that is not a finite number is left out, because JSON has no word for it.
    package func json() -> [UInt8] {
        var text = JSONText()
        text.object { text in
            text.list("confirmations", confirmations) { $0.write(&$1) }
            text.field("day", day)
            text.list("findings", findings) { $0.write(&$1) }
            text.list("history", history) { $0.write(&$1) }
            text.field("inspection", inspection)
            text.field("outlet", outlet)
        }
        return text.bytes
    }
}

extension Confirmation {
    fileprivate func write(_ text: inout JSONText) {
        text.field("criterion", criterion)
        text.field("gate", gate)
        text.field("holds", holds)
    }
}

extension ObservedFinding {
    fileprivate func write(_ text: inout JSONText) {
        text.field("criterion", criterion)
        text.field("result", result)
        text.field("unit", unit)
        text.field("value", value.flatMap { $0.isFinite ? $0 : nil })
    }
}

extension PastViolation {
    fileprivate func write(_ text: inout JSONText) {
        text.field("criterion", criterion)
        text.field("day", day)
        text.field("decidedOn", decidedOn)
        text.field("id", id)
        text.field("outlet", outlet)
        text.field("reference", reference)
        text.field("standing", standing.rawValue)
    }
}
