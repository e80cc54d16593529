import Policy

/// One half of a comparison on its way through the history: reads rows, makes outlets of them, and decides their cases.
package struct ComparisonRun: Sendable {
    private var pasts = OutletPasts()
    private var test: BackTest
    private let asking: (current: AskingPack, new: AskingPack)

    /// Gets a case that comes out different, with what the current and the new pack were told.
    package typealias Changed = (_ inspection: OutletPast.Inspection, _ current: Facts, _ new: Facts) -> Void

    package init(_ new: Pack, against current: Pack) {
        test = BackTest(new, against: current)
        asking = (AskingPack(current), AskingPack(new))
    }

    package var comparison: Comparison { test.comparison }

    /// Reads whole rows; `changed` gets each case that changes, by outlet and day.
    package mutating func take(_ rows: [UInt8], _ changed: Changed) throws {
        let asking = asking
        var test = test
        try pasts.read(rows) { past in Self.decide(past, &test, asking, changed) }
        self.test = test
    }

    /// Decides the cases of the last outlet.
    package mutating func finish(_ changed: Changed) throws {
        let asking = asking
        var test = test
        try pasts.finish { past in Self.decide(past, &test, asking, changed) }
        self.test = test
    }

    private static func decide(
        _ past: OutletPast, _ test: inout BackTest, _ asking: (current: AskingPack, new: AskingPack),
        _ changed: Changed
    ) {
        for inspection in past.inspections {
            let shares = test.shares(of: inspection.findings)
            let known = past.known(from: inspection)
            let current = known.facts(
                shares.current, on: inspection.day, inspection: inspection.reference, answers: inspection.answers,
                for: asking.current)
            let new = known.facts(
                shares.new, on: inspection.day, inspection: inspection.reference, answers: inspection.answers,
                for: asking.new)
            guard test.decide(current, new) else { continue }
            changed(inspection, current, new)
        }
    }
}
