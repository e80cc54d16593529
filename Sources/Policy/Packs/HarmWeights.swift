/// How heavily a measure weighs in the harm index, in days.
package struct HarmWeights: Sendable, Equatable {
    package let withdrawal: Sourced<Int>
    package let openEndedClosure: Sourced<Int>
    /// How much money weighs as one day; nil: fines weigh nothing.
    package let finePerDay: Sourced<Amount>?

    package init(withdrawal: Sourced<Int>, openEndedClosure: Sourced<Int>, finePerDay: Sourced<Amount>? = nil) {
        self.withdrawal = withdrawal
        self.openEndedClosure = openEndedClosure
        self.finePerDay = finePerDay
    }
}
