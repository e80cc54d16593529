/// The ordered measures for one or more criteria, and the rules for counting up to a step.
package struct Ladder: Sendable, Equatable {
    package let id: String
    package let criteria: [String]
    package let steps: [Step]
    package let beyond: Beyond
    /// nil when the source does not say how long an earlier violation counts; `lookBackCitation` says what was read.
    package let lookBack: LookBack?
    package let lookBackCitation: Citation
    /// More than one rule means that the source leaves it open.
    package let repeats: [RepeatRule]
    package let repeatCitation: Citation
    package let counted: CountedStandings
    package let gates: [Gate]
    /// Every way in which the open points of the source can be read; one when nothing is open.
    package let readings: [Reading]
    /// Why a person decides where the open points matter.
    package let countingGap: Gap
    /// Source notes about counting, shown with every line of this ladder.
    package let notes: [SourceNote]

    /// What follows after the last step.
    package enum Beyond: Sendable, Equatable {
        case lastStepAgain
        case unknown(Gap)
    }

    package init(
        id: String, criteria: [String], steps: [Step], beyond: Beyond, lookBack: LookBack?,
        lookBackCitation: Citation, repeats: [RepeatRule], repeatCitation: Citation,
        counted: CountedStandings, gates: [Gate] = [], notes: [SourceNote], lookBackNote: Localized? = nil
    ) {
        self.id = id
        self.criteria = criteria
        self.steps = steps
        self.beyond = beyond
        self.lookBack = lookBack
        self.lookBackCitation = lookBackCitation
        self.repeats = repeats
        self.repeatCitation = repeatCitation
        self.counted = counted
        self.gates = gates
        self.notes = notes
        countingGap = Gap(
            lookBack == nil ? .lookBack : .counting,
            citation: lookBack == nil || repeats.count == 1 ? lookBackCitation : repeatCitation, note: lookBackNote)
        readings = Reading.all(repeats: repeats, lookBack: lookBack)
    }
}
