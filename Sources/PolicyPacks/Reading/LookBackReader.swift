import Policy
import Yams

/// Reads how long an earlier violation counts.
struct LookBackReader {
    private let ladder: Section
    private let sources: SourceReader

    init(_ ladder: Section, _ sources: SourceReader) {
        self.ladder = ladder
        self.sources = sources
    }

    /// What was read; `value` is nil when the source does not say.
    struct Result {
        let value: LookBack?
        let citation: Citation
        let note: Localized?
        let notes: [SourceNote]

        /// - Parameter readings: what the pack settles by readings of its own.
        init(value: LookBack?, citation: Citation, note: Localized?, readings: [SourceNote] = []) {
            self.value = value
            self.citation = citation
            self.note = note
            let stated =
                value.map { LookBackReader.notes($0, citation) }
                ?? [SourceNote(what: "look_back", value: "unknown", citation: citation)]
            notes = stated.filter { one in !readings.contains { $0.what == one.what } } + readings
        }

        /// That of the pack that is extended, with its readings.
        init(_ rule: CountingRule) {
            let kept = rule.notes.filter { $0.reading == true && LookBackReader.points.contains($0.what) }
            self.init(value: rule.lookBack, citation: rule.lookBackCitation, note: rule.note, readings: kept)
        }
    }

    func read() -> Result? {
        let hint = "Declare how long an earlier violation counts, or length: unknown with the source that was read."
        guard let node = ladder.required("look_back", hint),
            let section = Section(
                node, what: "\"look_back\" of \(ladder.what)",
                keys: ["length", "anchor", "anniversary", "expiry", "source", "note"], ladder.problems),
            let length = section.required("length", "Write a length such as 3 years, or unknown.")
        else { return nil }
        let citation = sources.citation(of: section, for: "the window")
        let note = section.optionalLocalized("note")
        if length.isUnknown {
            refuseDetails(section, "unknown")
            return citation.map { Result(value: nil, citation: $0, note: note) }
        }
        let known = known(section, length)
        guard let citation, let known else { return nil }
        return Result(value: known.value, citation: citation, note: note, readings: known.readings)
    }

    private static let points = ["anchor", "anniversary", "expiry"]

    private func known(_ section: Section, _ node: Node) -> (value: LookBack, readings: [SourceNote])? {
        if node.text == "unlimited" { return (unlimited(section), []) }
        let length = section.length(node, "length")
        let anchor = section.settled(
            "anchor", LookBack.Anchor.self,
            "Say from which day it runs; list several where the source leaves it open.", sources)
        let anniversary = section.settled(
            "anniversary", LookBack.Anniversary.self, "Say whether the last boundary day counts or does_not_count.",
            sources)
        let expiry = section.settled(
            "expiry", LookBack.Expiry.self, "Say what an expired violation does: each_alone or whole_ladder.", sources)
        guard let length, !anniversary.choices.isEmpty, !anchor.choices.isEmpty, !expiry.choices.isEmpty,
            let anchors = together(anchor.choices, expiry.choices, section)
        else { return nil }
        let value = LookBack(
            length: length, anchors: anchors, anniversaries: anniversary.choices, expiries: expiry.choices)
        return (value, [anchor.reading, anniversary.reading, expiry.reading].compactMap(\.self))
    }

    /// The anchors that go with the expiries; nil when the pack names a period beside an expiry that it can't have.
    ///
    /// Beside other anchors a period is read with each_alone; a source that leaves the anchor open but says whole_ladder
    /// can't mean a period.
    private func together(
        _ anchors: [LookBack.Anchor], _ expiries: [LookBack.Expiry], _ section: Section
    ) -> [LookBack.Anchor]? {
        let isFitting = anchors == [.anyPeriod] ? expiries == [.eachAlone] : expiries.contains(.eachAlone)
        guard anchors.contains(.anyPeriod), !isFitting, let node = section.node("anchor") else { return anchors }
        if node.isUnknown { return anchors.filter { $0 != .anyPeriod } }
        section.problems.add(
            node.line,
            "\(section.what.capitalizedFirst) has anchor any_period, which goes with expiry each_alone alone: a period has no "
                + "violation before it that could expire. Write expiry: each_alone, or another anchor.")
        return nil
    }

    /// Every earlier violation counts, so that there is nothing to declare about boundaries.
    private func unlimited(_ section: Section) -> LookBack {
        refuseDetails(section, "unlimited")
        return LookBack(
            length: LookBack.unlimited, anchors: [.thisViolation], anniversaries: [.counts], expiries: [.eachAlone])
    }

    private func refuseDetails(_ section: Section, _ length: String) {
        for key in ["anchor", "anniversary", "expiry"] {
            guard let node = section.node(key) else { continue }
            section.problems.add(
                node.line,
                "\(section.what.capitalizedFirst) has length \(length), so it can't state \"\(key)\". Leave it out.")
        }
    }

    private static func notes(_ value: LookBack, _ citation: Citation) -> [SourceNote] {
        let length = value.isUnlimited ? "unlimited" : "\(value.length.value) \(value.length.unit.rawValue)"
        return [
            SourceNote(what: "look_back", value: length, citation: citation),
            SourceNote(
                what: "anchor", value: value.anchors.map(\.rawValue).joined(separator: " or "), citation: citation),
            SourceNote(
                what: "expiry", value: value.expiries.map(\.rawValue).joined(separator: " or "), citation: citation),
        ]
    }
}
