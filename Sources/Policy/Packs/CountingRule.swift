/// How earlier violations are counted, and which step their number reaches.
///
/// Most ladders have one rule; a ladder with several counts in each and takes the highest step.
package struct CountingRule: Sendable, Equatable {
    /// Name of the rule; empty when the ladder has only one.
    package let id: String
    /// nil when the source does not say how long an earlier violation counts.
    package let lookBack: LookBack?
    package let lookBackCitation: Citation
    /// More than one means, as in the next three, that the source leaves it open.
    package let repeats: [RepeatRule]
    package let repeatCitation: Citation
    package let standings: [CountedStandings]
    package let follows: [Follows]
    package let warnings: [Warnings]
    /// Only earlier violations that led to one of these measures count; empty: all.
    package let ledTo: [MeasureKind]
    /// From how many violations, this one included, which step is reached; empty: one step up for each.
    package let reach: [Reach]
    /// Why a person decides where the open points matter.
    package let gap: Gap
    /// The pack's own remark about the look-back.
    package let note: Localized?
    /// What was counted by, each with its source.
    package let notes: [SourceNote]
    /// Every way in which the open points can be read; one when nothing is open.
    package let readings: [Reading]

    /// A number of violations, this one included, and the step that it reaches.
    package struct Reach: Sendable, Equatable {
        package let violations: Int
        package let step: Int

        package init(violations: Int, step: Int) {
            self.violations = violations
            self.step = step
        }
    }

    package init(
        id: String = "", lookBack: LookBack?, lookBackCitation: Citation, repeats: [RepeatRule],
        repeatCitation: Citation, standings: [CountedStandings], follows: [Follows], warnings: [Warnings],
        ledTo: [MeasureKind] = [], reach: [Reach] = [], notes: [SourceNote] = [], note: Localized? = nil
    ) {
        self.id = id
        self.lookBack = lookBack
        self.lookBackCitation = lookBackCitation
        self.repeats = repeats
        self.repeatCitation = repeatCitation
        self.standings = standings
        self.follows = follows
        self.warnings = warnings
        self.ledTo = ledTo
        self.reach = reach.sorted { $0.violations < $1.violations }
        self.notes = notes
        self.note = note
        let windowIsSettled = lookBack != nil && repeats.count > 1
        gap = Gap(
            lookBack == nil ? .lookBack : .counting, citation: windowIsSettled ? repeatCitation : lookBackCitation,
            note: note)
        readings = Reading.all(repeats, lookBack, standings, follows, warnings)
    }

    /// The step that this many earlier violations reach; 0 when they, with this one, are too few for a first step.
    package func step(after earlier: Int) -> Int {
        guard !reach.isEmpty else { return earlier + 1 }
        return reach.last { $0.violations <= earlier + 1 }?.step ?? 0
    }
}
