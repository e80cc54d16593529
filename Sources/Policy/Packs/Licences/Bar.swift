/// A history of the applicant that stands against a licence.
package struct Bar: Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// Whose violations count: of these classes, or of these criteria; both empty: any.
    package let classes: [String]
    package let criteria: [String]
    package let atLeast: Sourced<Int>
    /// Before the day of the application; the day on which the period begins is still in it.
    package let within: Length?
    package let effect: Effect

    package enum Effect: String, Codable, Sendable, CaseIterable {
        case refused
        /// Refused as a rule; the authority may depart with reasons.
        case normallyRefused = "normally_refused"
    }

    package init(
        code: String, name: Localized, classes: [String] = [], criteria: [String] = [], atLeast: Sourced<Int>,
        within: Length?, effect: Effect
    ) {
        self.code = code
        self.name = name
        self.classes = classes
        self.criteria = criteria
        self.atLeast = atLeast
        self.within = within
        self.effect = effect
    }
}
