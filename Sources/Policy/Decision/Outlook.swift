/// One thing that would change the outcome.
package struct Outlook: Codable, Sendable, Equatable {
    package let code: Code
    package let step: Int?
    package let measure: Measure?
    /// What there is beside one measure alone; nil where there is not.
    package let options: [MeasureOption]?
    /// The day before which (`further_violation`) or from which (`first_again`) this holds; nil when not known.
    package let day: LocalDate?
    /// The window's length (`further_violation`, `first_again`) where it runs from a decision that has not been taken yet.
    package let length: Length?
    /// The conduct (`if_conduct`); nil for everything else.
    package let conduct: NamedRule?
    /// Whether a person decides on a further violation, since the source does not say how long this one counts: `step` and
    /// `measure` follow where it does.
    package var personDecides: Bool?

    package enum Code: String, Codable, Sendable, CaseIterable {
        /// A further violation leads to `step` with `measure`, or to a person's decision when there is none.
        case furtherViolation = "further_violation"
        /// A violation from `day` counts as the first again if nothing else is found before.
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
