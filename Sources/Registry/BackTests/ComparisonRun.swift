import Policy

/// One half of a comparison on its way through the history: reads rows, makes outlets of them, and decides their cases.
package struct ComparisonRun: Sendable {
    private var pasts = OutletPasts()
    private var test: BackTest
    private let asking: (current: AskingPack, new: AskingPack)

    /// A case that comes out different.
    package struct Changed {
        let inspection: OutletPast.Inspection
        /// What each pack was told.
        let current: Facts
        let new: Facts
        let test: BackTest
    }

    package init(_ new: Pack, against current: Pack) {
        test = BackTest(new, against: current)
        asking = (AskingPack(current), AskingPack(new))
    }

    package var comparison: Comparison { test.comparison }

    /// Reads whole rows; `changed` gets each case that changes, by outlet and day.
    package mutating func take(_ rows: [UInt8], _ changed: (Changed) -> Void) throws {
        let asking = asking
        var test = test
        try pasts.read(rows) { past in Self.decide(past, &test, asking, changed) }
        self.test = test
    }

    /// Decides the cases of the last outlet.
    package mutating func finish(_ changed: (Changed) -> Void) throws {
        let asking = asking
        var test = test
        try pasts.finish { past in Self.decide(past, &test, asking, changed) }
        self.test = test
    }

    private static func decide(
        _ past: OutletPast, _ test: inout BackTest, _ asking: (current: AskingPack, new: AskingPack),
        _ changed: (Changed) -> Void
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
            changed(Changed(inspection: inspection, current: current, new: new, test: test))
        }
    }
}
