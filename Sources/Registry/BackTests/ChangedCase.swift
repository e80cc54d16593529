import Policy
import Records

/// A case that comes out different under two packs, in words.
struct ChangedCase {
    private let changed: ComparisonRun.Changed

    init(_ changed: ComparisonRun.Changed) { self.changed = changed }

    /// It as a line of JSON.
    var line: [UInt8] { json.bytes() + Array("\n".utf8) }

    private var json: JSONValue {
        let (inspection, test) = (changed.inspection, changed.test)
        let (current, new) = (Side(changed.current, test.current, test), Side(changed.new, test.new, test))
        return [
            "inspection": .string(inspection.reference), "outlet": .string(changed.current.outlet),
            "day": .string(inspection.day.description),
            "criteria": .array(inspection.findings.map { .string($0.criterion) }), "current": .string(current.text),
            "currentKind": .string(current.kind.rawValue), "currentReason": current.reason, "new": .string(new.text),
            "newKind": .string(new.kind.rawValue), "newReason": new.reason,
        ]
    }

    /// What one pack says.
    private struct Side {
        var text = "nothing"
        var kind = OutcomeKind.nothing
        /// Why a person decides.
        var reason = JSONValue.null

        init(_ facts: Facts, _ pack: Pack, _ test: BackTest) {
            guard facts.hasFailed else { return }
            let decision = decide(facts, under: pack)
            kind = OutcomeKind(recommended(facts, under: pack), test.current.combination.order)
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
