/// What happens when several violations are found in one event, and when a violation continues.
package struct Combination: Sendable, Equatable {
    package let rule: Rule
    package let citation: Citation
    /// Kinds of measure from mild to heavy; the pack declares it where the rule compares measures.
    package let order: [MeasureKind]
    /// How closures and suspensions of one event run; both where the source leaves it open.
    package let suspensions: [Suspensions]
    package let continuing: [Continuing]
    /// Which of these the pack settles by a reading of its own.
    package let readings: [SourceNote]
    /// How several circumstances that each make a percentage of a measure go together; both where the source leaves it
    /// open, empty where the pack doesn't say.
    package let percentages: [Percentages]

    package enum Rule: String, Codable, Sendable, CaseIterable {
        /// The heaviest measure is taken, the others go up in it.
        case heaviestAbsorbs = "heaviest_absorbs"
        /// Every measure is taken.
        case cumulate
        /// The source does not say: a person decides.
        case unknown
    }

    package enum Suspensions: String, Codable, Sendable, CaseIterable {
        case concurrent
        case consecutive
    }

    /// What each further day of a violation that goes on makes of it.
    package enum Continuing: String, Codable, Sendable, CaseIterable {
        /// It stays one violation.
        case oneViolation = "one_violation"
        /// The amount is due for each day.
        case amountEachDay = "amount_each_day"
        /// Each day is a further violation that climbs the ladder.
        case violationEachDay = "violation_each_day"
    }

    package enum Percentages: String, Codable, Sendable, CaseIterable {
        /// Each is taken of what the others leave: 50 % and 50 % are 25 %.
        case multiply
        /// Each is taken of the whole, and what they take off or put on is added up: 75 % and 75 % are 50 %.
        case add
    }

    package init(
        rule: Rule, citation: Citation, order: [MeasureKind] = [],
        suspensions: [Suspensions] = Suspensions.allCases, continuing: [Continuing] = Continuing.allCases,
        percentages: [Percentages] = [], readings: [SourceNote] = []
    ) {
        self.rule = rule
        self.citation = citation
        self.order = order
        self.suspensions = suspensions
        self.continuing = continuing
        self.readings = readings
        self.percentages = percentages
    }
}
