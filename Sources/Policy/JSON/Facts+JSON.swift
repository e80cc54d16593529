extension Facts {
    /// The facts as JSON in UTF-8, keys in alphabetical order: the same facts always give the same bytes.
    ///
    /// A measured value that is not a finite number is left out, because JSON has no word for it.
    package func json() -> [UInt8] {
        var text = JSONText()
        text.object { text in
            text.field("attributes", attributes) { $1.value($0) }
            text.list("coming", ifAny: coming) { $0.write(&$1) }
            text.list("confirmations", confirmations) { $0.write(&$1) }
            text.field("day", day)
            text.field("decidedOn", decidedOn)
            text.field("figures", figures) { $1.value($0) }
            text.list("findings", findings) { $0.write(&$1) }
            text.list("history", history) { $0.write(&$1) }
            text.list("incidents", ifAny: incidents) { $0.write(&$1) }
            text.field("individual", individual)
            text.field("inspection", inspection)
            text.field("inspections", inspections?.map(\.description))
            text.list("notices", ifAny: notices) { $0.write(&$1) }
            text.list("offers", ifAny: offers) { $0.write(&$1) }
            text.field("operator", `operator`)
            text.field("outlet", outlet)
            text.field("running", running?.map(\.rawValue))
            text.list("versions", ifAny: versions) { $0.write(&$1) }
        }
        return text.bytes
    }
}

extension Confirmation {
    fileprivate func write(_ text: inout JSONText) {
        text.field("by", by)
        text.field("criterion", criterion)
        text.field("gate", gate)
        text.field("holds", holds)
        text.field("on", on)
    }
}

extension ObservedFinding {
    fileprivate func write(_ text: inout JSONText) {
        text.field("conduct", conduct)
        text.field("criterion", criterion)
        text.field("days", days)
        text.field("evidence", evidence)
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
        text.field("individual", individual)
        text.field("measure", measure?.rawValue)
        text.field("operator", `operator`)
        text.field("outlet", outlet)
        text.field("reference", reference)
        text.field("sameDay", sameDay?.rawValue)
        text.field("setAsideBy", setAsideBy?.rawValue)
        text.field("severity", severity)
        text.field("standing", standing.rawValue)
    }
}

extension Incident {
    fileprivate func write(_ text: inout JSONText) {
        text.field("attribution", attribution.rawValue)
        text.field("day", day)
        text.field("id", id)
        text.field("metres", metres.flatMap { $0.isFinite ? $0 : nil })
        text.list("reporters", reporters)
    }
}

extension Notice {
    fileprivate func write(_ text: inout JSONText) {
        text.field("criterion", criterion)
        text.field("day", day)
    }
}

extension OfferAnswer {
    fileprivate func write(_ text: inout JSONText) {
        text.field("answer", answer.rawValue)
        text.field("offer", offer)
    }
}

extension ComingVersion {
    fileprivate func write(_ text: inout JSONText) {
        text.field("from", from)
        text.field("sha256", sha256)
        text.field("version", version)
    }
}

extension CandidateVersion {
    fileprivate func write(_ text: inout JSONText) {
        text.field("from", from)
        text.field("sha256", sha256)
        text.field("version", version)
    }
}
