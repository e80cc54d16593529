/// One thing that would change the outcome.
package struct Outlook: Codable, Sendable, Equatable {
    package let code: Code
    /// The step that is reached; nil where none is settled, or named conduct is decided without one.
    package var step: Int?
    package var measure: Measure?
    /// What there is beside one measure alone; nil where there is not.
    package var options: [MeasureOption]?
    /// The day before which (`further_violation`, `later_violation`) or from which (`first_again`) this holds; nil when not
    /// known.
    package var day: LocalDate?
    /// The first day on which this holds (`later_violation`); of a `further_violation` where it is not the day after this one.
    package var from: LocalDate?
    /// The window's length (`further_violation`, `first_again`) where it runs from a decision that has not been taken yet.
    package var length: Length?
    /// The conduct (`if_conduct`); nil for everything else.
    package var conduct: NamedRule?
    /// Whether a person decides on a further violation, since the source does not say how long this one counts: `step` and
    /// `measure` follow where it does.
    package var personDecides: Bool?
    /// What it comes to; nil in formats before 4.
    package var result: Result?
    /// Why a person decides.
    package var gap: Gap?
    /// What a person must answer first, and how.
    package var needs: [Need]?
    /// How the amounts are worked out whose figures only the further violation will have.
    package var amounts: [AmountRule]?
    /// The version of the rules that will judge a further violation, where it is another one.
    package var version: String?
    /// True where a further violation must be found after the decision about this one, since this one counts from then on.
    package var afterDecision: Bool?
    /// True where what follows now takes the licence, so that a further violation takes another one.
    package var ifLicensed: Bool?
    /// True where this holds only if nothing else that counts is found before.
    package var unlessFound: Bool?

    package enum Code: String, Codable, Sendable, CaseIterable {
        /// A further violation leads to `step` with `measure`, or to a person's decision when there is none.
        case furtherViolation = "further_violation"
        /// What a further violation leads to from `from` on.
        case laterViolation = "later_violation"
        /// What it leads to while a closure or a suspension runs.
        case whileSuspended = "while_suspended"
        /// A violation from `day` counts as the first again.
        case firstAgain = "first_again"
        /// The source does not say how long this violation counts.
        case windowUnknown = "window_unknown"
        /// If the gate is confirmed, `measure` follows.
        case ifConfirmed = "if_confirmed"
        /// If the counted violations are set aside, `step` with `measure` follows.
        case ifSetAside = "if_set_aside"
        /// If `conduct`, which was not stated, was part of the violation, `measure` follows.
        case ifConduct = "if_conduct"
    }

    package enum Result: String, Codable, Sendable, CaseIterable {
        /// `measure`, or `options`.
        case measures
        case nothing
        /// A person decides, since `gap` is open.
        case personDecides = "person_decides"
        /// It depends on what is decided about this violation, and when.
        case depends
        /// It depends on how often the outlet is inspected until then, because a reward takes that.
        case dependsOnInspections = "depends_on_inspections"
        /// No rules govern then, as far as is known.
        case noRules = "no_rules"
        /// Another version governs then, under which nothing can be told of it.
        case otherRules = "other_rules"
    }

    /// A gate that a person must answer so that the result follows.
    package struct Need: Codable, Sendable, Equatable {
        package let gate: String
        package let requirement: Localized
        /// Whether it must be confirmed; false: denied.
        package let holds: Bool
    }

    init(
        _ code: Code, step: Int? = nil, options: [MeasureOption] = [], measure: Measure? = nil, day: LocalDate? = nil,
        length: Length? = nil, conduct: NamedRule? = nil
    ) {
        self.code = code
        self.step = step
        self.measure = measure
        self.options = options.single == nil && !options.isEmpty ? options : nil
        self.day = day
        self.length = length
        self.conduct = conduct
    }
}
