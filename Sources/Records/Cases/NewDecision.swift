/// The internal choice about a recommendation.
package struct NewDecision: Sendable, Equatable {
    /// The recommendation's id; nil is the newest one of the case.
    package var recommendation: Int?
    package var choice: DecisionChoice
    /// Kind of action, or `none`; nil is what was recommended.
    package var measure: DecidedMeasure?
    /// Needed to depart, at least 10 characters.
    package var reasons: String?

    package init(
        recommendation: Int? = nil, choice: DecisionChoice, measure: DecidedMeasure? = nil, reasons: String? = nil
    ) {
        self.recommendation = recommendation
        self.choice = choice
        self.measure = measure
        self.reasons = reasons
    }
}
