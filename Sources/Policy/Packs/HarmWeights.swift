/// How heavily a measure weighs in the harm index, in days.
package struct HarmWeights: Sendable, Equatable {
    package let withdrawal: Sourced<Int>
    package let openEndedClosure: Sourced<Int>
    /// How much money weighs as one day; nil: the pack gives fines no weight, which is not a weight of 0.
    package let finePerDay: Sourced<Amount>?
    /// What a confirmed incident weighs that the public reported; nil: the pack gives it no weight.
    package let incident: Sourced<Int>?
    /// What an order weighs that stops something, whatever it orders; nil: the pack gives it no weight.
    package let enforcementOrder: Sourced<Int>?
    /// Which of several options weighs; nil: the pack doesn't say, or its source doesn't, and there is no weight.
    package let ofSeveral: OfSeveral?
    /// Where that is stated, and whether it is the pack's own reading.
    package let ofSeveralNote: SourceNote?

    /// One of the options from which an authority or a licensee chooses.
    package enum OfSeveral: String, Codable, Sendable, CaseIterable {
        /// The one that stands first.
        case first
        /// The one of the fewest days.
        case least
        /// The one of the most days.
        case most
    }

    package init(
        withdrawal: Sourced<Int>, openEndedClosure: Sourced<Int>, finePerDay: Sourced<Amount>? = nil,
        incident: Sourced<Int>? = nil, enforcementOrder: Sourced<Int>? = nil, ofSeveral: OfSeveral? = nil,
        ofSeveralNote: SourceNote? = nil
    ) {
        self.withdrawal = withdrawal
        self.openEndedClosure = openEndedClosure
        self.finePerDay = finePerDay
        self.incident = incident
        self.enforcementOrder = enforcementOrder
        self.ofSeveral = ofSeveral
        self.ofSeveralNote = ofSeveralNote
    }
}
