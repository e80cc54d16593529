/// What the holder made of an offer.
package struct OfferAnswer: Codable, Sendable, Equatable {
    package var offer: String
    package var answer: Answer

    package enum Answer: String, Codable, Sendable, CaseIterable {
        case accepted
        case declined
    }

    package init(offer: String, answer: Answer) {
        self.offer = offer
        self.answer = answer
    }
}
