import Policy
import Records

/// A case that comes out different under two packs, in words.
struct ChangedCase {
    private let facts: Facts
    private let inspection: OutletPast.Inspection
    private let test: BackTest

    init(_ facts: Facts, _ inspection: OutletPast.Inspection, _ test: BackTest) {
        self.facts = facts
        self.inspection = inspection
        self.test = test
    }

    var json: JSONValue {
        let (current, new) = (Side(facts, test.current, test), Side(facts, test.new, test))
        let failed = inspection.findings.filter { $0.result == "fail" }.map { JSONValue.string($0.criterion) }
        return [
            "inspection": .string(inspection.reference), "outlet": .string(facts.outlet),
            "day": .string(facts.day.description), "criteria": .array(failed), "current": .string(current.text),
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
            guard let own = facts.known(to: pack) else { return }
            let decision = decide(own, under: pack)
            kind = OutcomeKind(recommended(own, under: pack), test.current.combination.order)
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
