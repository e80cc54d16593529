extension Decision {
    /// The decision as JSON in UTF-8, keys in alphabetical order: the same decision always gives the same bytes.
    ///
    /// `JSONEncoder` with `.sortedKeys` and `.withoutEscapingSlashes` gives the same text, more slowly.
    package func json() -> [UInt8] {
        var text = JSONText()
        text.object(write)
        return text.bytes
    }

    private func write(_ text: inout JSONText) {
        text.list("bases", bases) { $0.write(&$1) }
        text.field("combined", combined) { $0.write(&$1) }
        text.field("day", day)
        text.field("format", format)
        text.list("lines", lines) { $0.write(&$1) }
        text.field("measure", measure) { $0.write(&$1) }
        text.list("notChecked", notChecked)
        text.field("pack", pack) { $0.write(&$1) }
        text.field("personDecides", personDecides)
        text.field("reasonPersonDecides", reasonPersonDecides)
        text.field("titles", titles)
    }
}

extension PackReference {
    fileprivate func write(_ text: inout JSONText) {
        text.field("id", id)
        text.field("sha256", sha256)
        text.field("version", version)
    }
}

extension Combined {
    fileprivate func write(_ text: inout JSONText) {
        text.field("confidence", confidence?.rawValue)
        text.field("criterion", criterion)
        text.field("rule", rule.rawValue)
        text.field("source", source)
    }
}
