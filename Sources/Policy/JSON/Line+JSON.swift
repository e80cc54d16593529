extension Line {
    func write(_ text: inout JSONText) {
        text.list("alternatives", alternatives) { $0.write(&$1) }
        text.field("chooser", chooser?.rawValue)
        text.list("circumstances", circumstances) { $0.write(&$1) }
        text.list("counted", counted) { $0.write(&$1) }
        text.field("countedStep", countedStep)
        text.field("criterion", criterion)
        text.field("criterionName", criterionName)
        text.list("gates", gates) { $0.write(&$1) }
        text.field("known", known)
        text.field("ladder", ladder)
        text.field("measure", measure) { $0.write(&$1) }
        text.field("measured", measured) { $0.write(&$1) }
        text.field("names", names)
        text.list("offers", offers) { $0.write(&$1) }
        text.field("openGate", openGate)
        text.list("options", options) { $0.write(&$1) }
        text.list("otherWindows", ifAny: otherWindows) { $0.write(&$1) }
        text.list("outlook", outlook) { $0.write(&$1) }
        text.field("personDecides", personDecides)
        text.field("reason", reason)
        text.list("refused", refused) { $0.write(&$1) }
        text.field("severity", severity) { $0.write(&$1) }
        text.list("skipped", skipped) { $0.write(&$1) }
        text.list("sources", sources) { $0.write(&$1) }
        text.field("step", step)
        text.field("steps", steps)
        text.field("subject", subject?.rawValue)
        text.field("unknown", unknown) { $0.write(&$1) }
        text.field("window", window) { $0.write(&$1) }
    }
}

extension Alternative {
    fileprivate func write(_ text: inout JSONText) {
        text.field("earlier", earlier)
        text.field("measure", measure) { $0.write(&$1) }
        text.field("options", options)
        if let rewarded { text.field("rewarded", rewarded) }
        text.field("step", step)
    }
}

extension NamedRule {
    func write(_ text: inout JSONText) {
        text.field("code", code)
        text.field("confidence", confidence.rawValue)
        text.field("effect", effect.rawValue)
        text.field("inspected", inspected) { inspected, text in
            text.field("found", inspected.found)
            text.field("needed", inspected.needed)
            text.field("period", inspected.period) { $0.write(&$1) }
        }
        text.field("length", length) { $0.write(&$1) }
        text.field("name", name)
        text.field("number", number)
        text.field("on", on)
        text.field("person", person)
        text.field("source", source)
    }
}

extension OfferTrace {
    fileprivate func write(_ text: inout JSONText) {
        text.field("answer", answer?.rawValue)
        text.field("confidence", confidence.rawValue)
        text.field("declined", declined.rawValue)
        text.field("kind", kind.rawValue)
        text.field("name", name)
        text.field("offer", offer)
        text.list("otherwise", otherwise) { $0.write(&$1) }
        text.field("place", place.rawValue)
        text.field("source", source)
    }
}

extension SeverityTrace {
    fileprivate func write(_ text: inout JSONText) {
        text.field("code", code)
        text.field("confidence", confidence.rawValue)
        text.field("name", name)
        text.field("raisedFrom", raisedFrom)
        text.list("rises", ifAny: rises) { $0.write(&$1) }
        text.field("source", source)
    }
}

extension RiseTrace {
    fileprivate func write(_ text: inout JSONText) {
        text.list("counted", counted) { $0.write(&$1) }
        text.field("from", from)
        text.field("fromName", fromName)
        text.list("refused", refused) { $0.write(&$1) }
        text.field("to", to)
        text.field("toName", toName)
        text.list("windows", windows) { $0.write(&$1) }
    }
}

extension CountedFact {
    fileprivate func write(_ text: inout JSONText) {
        text.field("counts", counts)
        text.field("criterion", criterion)
        text.field("day", day)
        text.field("expires", expires)
        text.field("id", id)
        text.field("mayExpire", mayExpire)
        text.field("outlet", outlet)
        text.field("reference", reference)
    }
}

extension RefusedFact {
    fileprivate func write(_ text: inout JSONText) {
        if let besides { text.list("besides", besides.map(\.rawValue)) }
        text.field("criterion", criterion)
        text.field("day", day)
        text.field("days", days)
        text.field("id", id)
        text.field("ifEstablished", ifEstablished?.rawValue)
        text.field("mostDays", mostDays)
        if let others { text.list("others", others.map(\.rawValue)) }
        text.field("reason", reason.rawValue)
        text.field("reference", reference)
    }
}

extension GateTrace {
    fileprivate func write(_ text: inout JSONText) {
        text.field("by", by?.rawValue)
        text.field("confidence", confidence.rawValue)
        text.field("effect", effect?.rawValue)
        text.field("fromStep", fromStep)
        text.field("gate", gate)
        text.field("incidents", incidents)
        if let isCondition { text.field("isCondition", isCondition) }
        text.field("name", name)
        text.field("on", on)
        if otherwise == true { text.field("otherwise", true) }
        text.field("person", person)
        text.field("reporters", reporters)
        text.field("requirement", requirement)
        text.field("source", source)
        text.field("state", state.rawValue)
    }
}

extension Outlook {
    fileprivate func write(_ text: inout JSONText) {
        if let afterDecision { text.field("afterDecision", afterDecision) }
        text.list("amounts", ifAny: amounts) { $0.write(&$1) }
        text.field("code", code.rawValue)
        text.field("conduct", conduct) { $0.write(&$1) }
        text.field("day", day)
        text.field("from", from)
        text.field("gap", gap) { $0.write(&$1) }
        if let ifLicensed { text.field("ifLicensed", ifLicensed) }
        text.field("length", length) { $0.write(&$1) }
        text.field("measure", measure) { $0.write(&$1) }
        text.list("needs", ifAny: needs) { $0.write(&$1) }
        text.field("options", options)
        if let personDecides { text.field("personDecides", personDecides) }
        text.field("result", result?.rawValue)
        text.field("step", step)
        if let unlessFound { text.field("unlessFound", unlessFound) }
        text.field("version", version)
    }
}

extension Outlook.Need {
    fileprivate func write(_ text: inout JSONText) {
        text.field("gate", gate)
        text.field("holds", holds)
        text.field("requirement", requirement)
    }
}

extension AmountRule {
    fileprivate func write(_ text: inout JSONText) {
        text.field("atLeast", atLeast)
        text.field("atMost", atMost)
        text.field("base", base)
        text.field("currency", currency)
        text.field("isRate", isRate)
        text.field("plus", plus)
        text.field("thousandths", thousandths)
    }
}

extension SourceNote {
    func write(_ text: inout JSONText) {
        text.field("confidence", confidence.rawValue)
        if let reading { text.field("reading", reading) }
        text.field("source", source)
        text.field("value", value)
        text.field("what", what)
        text.field("words", words)
    }
}

extension Gap {
    fileprivate func write(_ text: inout JSONText) {
        text.field("about", about.rawValue)
        text.field("confidence", confidence?.rawValue)
        text.field("note", note)
        text.field("source", source)
        text.field("why", why)
    }
}

extension WindowTrace {
    fileprivate func write(_ text: inout JSONText) {
        text.list("anchors", anchors.map(\.rawValue))
        text.field("count", count)
        text.field("from", from)
        if let isChain { text.field("isChain", isChain) }
        text.field("length", length) { $0.write(&$1) }
        text.field("until", until)
    }
}

extension MeasuredValue {
    fileprivate func write(_ text: inout JSONText) {
        text.field("bound", bound.rawValue)
        text.field("limit", limit)
        text.field("name", name)
        text.field("unit", unit)
        text.field("value", value)
    }
}
