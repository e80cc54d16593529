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
        text.field("chooser", chooser?.rawValue)
        text.field("combined", combined) { $0.write(&$1) }
        text.field("day", day)
        text.field("format", format)
        text.list("lines", lines) { $0.write(&$1) }
        text.field("measure", measure) { $0.write(&$1) }
        text.list("notChecked", notChecked)
        text.list("notEarned", ifAny: notEarned) { $0.write(&$1) }
        text.list("options", options) { $0.write(&$1) }
        text.field("pack", pack) { $0.write(&$1) }
        text.field("personDecides", personDecides)
        text.list("procedures", procedures) { $0.write(&$1) }
        text.field("reasonPersonDecides", reasonPersonDecides)
        text.list("rewards", rewards) { $0.write(&$1) }
        text.field("titles", titles)
        text.field("version", version) { $0.write(&$1) }
    }
}

extension PackReference {
    fileprivate func write(_ text: inout JSONText) {
        text.field("id", id)
        text.field("sha256", sha256)
        text.field("version", version)
    }
}

extension VersionTrace {
    fileprivate func write(_ text: inout JSONText) {
        text.field("confidence", confidence.rawValue)
        text.field("other", other) { $0.write(&$1) }
        if let readings { text.list("readings", readings) { $0.write(&$1) } }
        text.field("reason", reason.rawValue)
        text.field("source", source)
    }
}

extension Procedure {
    fileprivate func write(_ text: inout JSONText) {
        text.field("confidence", confidence.rawValue)
        text.field("document", document?.rawValue)
        text.field("intention", intention?.rawValue)
        text.field("kind", kind.rawValue)
        text.field("proportionality", proportionality?.rawValue)
        text.field("signedBy", signedBy)
        text.field("source", source)
        text.list("terms", terms) { term, text in
            text.field("code", term.code)
            text.field("length", term.length) { $0.write(&$1) }
        }
        text.field("urgentGround", urgentGround)
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
