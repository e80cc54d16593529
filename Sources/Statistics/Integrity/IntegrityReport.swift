import Records

/// The signals about officials, as the API answers them to the integrity role alone:
/// `{"from", "to", "caution", "signals": [{"kind", "question", "method", "assumption", "remark"}], "rows": […]}`. Every row has
/// its n, its effect, p, q and the power of the test at that n, and says all of it in words too.
package struct IntegrityReport: Sendable, Equatable {
    package let json: JSONValue

    /// - Parameters:
    ///   - kinds: which signals are asked for.
    ///   - names: of the persons by number.
    package init(_ counts: IntegrityCounts, kinds: [SignalKind] = SignalKind.allCases, names: [String: String]) {
        json = [
            "from": .string(counts.from.description), "to": .string(counts.to.description),
            "caution": .string(SignalWords.caution),
            "signals": .array(kinds.map { Self.part($0, counts) }),
            "rows": .array(kinds.flatMap { kind in Self.signals(kind, counts).map { Self.row($0, kind, names) } }),
        ]
    }

    package static func signals(_ kind: SignalKind, _ counts: IntegrityCounts) -> [Signal] {
        switch kind {
        case .findsNothing: PeerComparison.signals(counts.visits, all: counts.allVisits)
        case .belowTheLimit: PeerComparison.signals(counts.measured, all: counts.allMeasured)
        case .tipOff: TipOff.signals(counts.noticed)
        case .samePair: SamePair.signals(counts.pairs)
        }
    }

    private static func part(_ kind: SignalKind, _ counts: IntegrityCounts) -> JSONValue {
        let remark: JSONValue =
            switch kind {
            case .belowTheLimit: .string(all(counts.allMeasured))
            case .tipOff where counts.noticed.isEmpty:
                "No visit of that period was drawn here, so it is not known how long before it who would go."
            default: .null
            }
        return [
            "kind": .string(kind.rawValue), "question": .string(kind.question), "method": .string(kind.method),
            "assumption": .string(kind.assumption), "remark": remark,
        ]
    }

    private static func row(_ signal: Signal, _ kind: SignalKind, _ names: [String: String]) -> JSONValue {
        let persons = signal.subject.split(separator: " ").map { names[String($0)] ?? "Person \($0)" }
        return [
            "signal": .string(kind.rawValue), "person": .string(persons.joined(separator: " to ")),
            "n": .integer(signal.count),
            "observed": .integer(signal.observed), "expected": IndicatorReport.rounded(signal.expected),
            "effect": IndicatorReport.rounded(signal.effect), "p": IndicatorReport.rounded(signal.p),
            "q": IndicatorReport.rounded(signal.q), "raised": .bool(signal.isRaised),
            "powerOf80": IndicatorReport.rounded(signal.power.first?.power),
            "powerOf50": IndicatorReport.rounded(signal.power.last?.power),
            "words": .string(SignalWords.told(signal, kind)), "powerWords": .string(SignalWords.power(signal, kind)),
        ]
    }

    /// All measured values together: what a comparison among colleagues can't see when all do the same.
    private static func all(_ counts: [IntegrityCount]) -> String {
        let count = counts.reduce(0) { $0 + $1.count }
        let above = counts.reduce(0) { $0 + $1.events }
        guard count > 0 else { return "No value near a limit was measured." }
        let weights = ScoredGroup(size: count, score: 0).weights(odds: 1, in: 0...count)
        let p = weights.prefix(above + 1).reduce(0, +) / weights.reduce(0, +)
        return
            "Of all \(count) values near a limit \(above) lie above it. If both sides were alike, so few or fewer would "
            + "happen \(SignalWords.chance(p)). Outlets that keep just below a limit on purpose look the same as officials who "
            + "all round down: this is about nobody."
    }
}
