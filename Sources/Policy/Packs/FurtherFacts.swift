/// What of an outlet's past only some packs look at. Each costs a further read, so it is told to those alone.
package struct FurtherFacts: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Violations at other outlets of the operator.
    package static let otherOutlets = FurtherFacts(rawValue: 1)
    /// The inspections before, for rewards.
    package static let inspections = FurtherFacts(rawValue: 2)
    /// Whom earlier violations were held against.
    package static let individuals = FurtherFacts(rawValue: 4)
}

extension Pack {
    /// What any of its rules may look at, in any reading.
    package var furtherFacts: FurtherFacts {
        var facts: FurtherFacts = []
        if seesOtherOutlets { facts.insert(.otherOutlets) }
        if asksForInspections { facts.insert(.inspections) }
        if seesIndividuals { facts.insert(.individuals) }
        return facts
    }
}
