/// What the pack says about one failed criterion, with everything that it rests on.
package struct Line: Codable, Sendable, Equatable {
    package let criterion: String
    /// In English, or in the first language that the pack has.
    package let criterionName: String
    package let names: Localized
    package let measured: MeasuredValue?
    /// Step of the ladder; nil when it could not be counted.
    package var step: Int?
    /// How many steps the ladder has; 0 when the pack has no ladder for the criterion.
    package var steps: Int
    package var measure: Measure?
    package var personDecides: Bool
    /// Why a person decides, in one English sentence.
    package var reason: String?
    package var unknown: Gap?
    package var counted: [CountedFact]
    package var refused: [RefusedFact]
    package var window: WindowTrace?
    package var gates: [GateTrace]
    package var alternatives: [Alternative]
    package var sources: [SourceNote]
    package var outlook: [Outlook]
}
