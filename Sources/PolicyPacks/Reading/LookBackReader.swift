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
            refuseDetails(section)
            return citation.map {
                let notes = [SourceNote(what: "look_back", value: "unknown", citation: $0)]
                return Result(value: nil, citation: $0, note: note, notes: notes)
            }
        }
        let value = known(section, length)
        guard let citation, let value else { return nil }
        return Result(value: value, citation: citation, note: note, notes: notes(value, citation))
    }

    private func known(_ section: Section, _ node: Node) -> LookBack? {
        let length = section.length(node, "length")
        let anchors = section.choices(
            "anchor", LookBack.Anchor.self,
            "Say from which day it runs; list several where the source leaves it open.")
        let anniversary = section.choice(
            "anniversary", LookBack.Anniversary.self, "Say whether the last boundary day counts or does_not_count.")
        let expiries = section.choices(
            "expiry", LookBack.Expiry.self, "Say what an expired violation does: each_alone or whole_ladder.")
        guard let length, let anniversary, !anchors.isEmpty, !expiries.isEmpty else { return nil }
        return LookBack(length: length, anchors: anchors, anniversary: anniversary, expiries: expiries)
    }

    private func refuseDetails(_ section: Section) {
        for key in ["anchor", "anniversary", "expiry"] {
            guard let node = section.node(key) else { continue }
            section.problems.add(
                node.line,
                "\(section.what.capitalizedFirst) has length unknown, so it can't state \"\(key)\". Leave it out.")
        }
    }

    private func notes(_ value: LookBack, _ citation: Citation) -> [SourceNote] {
        let length = "\(value.length.value) \(value.length.unit.rawValue)"
        return [
            SourceNote(what: "look_back", value: length, citation: citation),
            SourceNote(
                what: "anchor", value: value.anchors.map(\.rawValue).joined(separator: " or "), citation: citation),
            SourceNote(
                what: "expiry", value: value.expiries.map(\.rawValue).joined(separator: " or "), citation: citation),
        ]
    }
}
