/// An offer beside a measure or instead of it, and what was made of it.
package struct OfferTrace: Codable, Sendable, Equatable {
    package let offer: String
    package let name: Localized
    package let kind: Offer.Kind
    package let place: Offer.Place
    /// nil: not answered yet.
    package let answer: OfferAnswer.Answer?
    package let declined: Offer.Declined
    /// What follows if it is declined; empty when that is nothing or the source does not say.
    package let otherwise: [MeasureOption]
    package let source: String
    package let confidence: Confidence

    init(_ offer: Offer, _ answer: OfferAnswer.Answer?, otherwise: [MeasureOption]) {
        self.offer = offer.code
        name = offer.name
        kind = offer.kind
        place = offer.place
        self.answer = answer
        declined = offer.declined
        self.otherwise = otherwise
        source = offer.citation.text
        confidence = offer.citation.confidence
    }
}
