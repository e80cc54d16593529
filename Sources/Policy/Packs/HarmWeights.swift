/// How heavily a measure weighs in the harm index, in days.
package struct HarmWeights: Sendable, Equatable {
    package let withdrawal: Sourced<Int>
    package let openEndedClosure: Sourced<Int>
    /// How much money weighs as one day; nil: the pack gives fines no weight, which is not a weight of 0.
    package let finePerDay: Sourced<Amount>?
    /// What a confirmed incident weighs that the public reported; nil: the pack gives it no weight.
    package let incident: Sourced<Int>?

    package init(
        withdrawal: Sourced<Int>, openEndedClosure: Sourced<Int>, finePerDay: Sourced<Amount>? = nil,
        incident: Sourced<Int>? = nil
    ) {
        self.withdrawal = withdrawal
        self.openEndedClosure = openEndedClosure
        self.finePerDay = finePerDay
        self.incident = incident
    }
}
