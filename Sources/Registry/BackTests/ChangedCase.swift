import Policy
import Records

/// A case that comes out different under two packs, in words.
struct ChangedCase {
    let inspection: OutletPast.Inspection
    /// What each pack was told.
    let current: Facts
    let new: Facts
    let packs: PreparedComparison.Half

    /// It as a line of JSON.
    var line: [UInt8] { json.bytes() + Array("\n".utf8) }

    private var json: JSONValue {
        let order = packs.current.combination.order
        let (one, other) = (Side(current, packs.current, order), Side(new, packs.new, order))
        return [
            "inspection": .string(inspection.reference), "outlet": .string(current.outlet),
            "day": .string(inspection.day.description),
            "criteria": .array(inspection.findings.map { .string($0.criterion) }), "current": .string(one.text),
            "currentKind": .string(one.kind.rawValue), "currentReason": one.reason, "new": .string(other.text),
            "newKind": .string(other.kind.rawValue), "newReason": other.reason,
        ]
    }

    /// What one pack says.
    private struct Side {
        var text = "nothing"
        var kind = OutcomeKind.nothing
        /// Why a person decides.
        var reason = JSONValue.null

        init(_ facts: Facts, _ pack: Pack, _ order: [MeasureKind]) {
            guard facts.hasFailed else { return }
            let decision = decide(facts, under: pack)
            kind = OutcomeKind(recommended(facts, under: pack), order)
            text = Self.words(decision)
            reason = decision.reasonPersonDecides.map { .string($0) } ?? .null
        }

        /// The outcome, with what else can make two of them different.
        private static func words(_ decision: Decision) -> String {
            guard !decision.personDecides else { return decision.text }
            let together = decision.combined.rule == .concurrent ? ", at the same time" : ""
            let chosen = decision.chooser == .licensee ? ", as the licensee chooses" : ""
            return decision.text + together + chosen
        }
    }
}
