import Policy
import Records

/// What people have stated about an inspection: the latest of each fact.
struct StatedFacts: Sendable {
    struct Fact: Sendable {
        /// The pack for which it holds; nil: for all.
        var pack: String?
        var kind: StatedFactKind
        var name: String
        var criterion: String?
        var value: String
        var number: Int?
    }

    /// In place of the reference of a party: the violation is held against nobody beside the licensee.
    static let nobody = "none"

    private var facts: [Fact] = []

    mutating func add(_ fact: Fact) { facts.append(fact) }

    /// Adds to the facts what was stated for that pack. What the registry knows itself goes before it.
    func tell(_ told: inout Facts, for pack: String) {
        for fact in facts where fact.pack == nil || fact.pack == pack {
            switch fact.kind {
            case .figure: told.figures = (told.figures ?? [:]).merging([fact.name: fact.number ?? 0]) { $1 }
            case .attribute:
                told.attributes = (told.attributes ?? [:]).merging([fact.name: fact.value]) { known, _ in known }
            case .offer:
                guard let answer = OfferAnswer.Answer(rawValue: fact.value) else { continue }
                told.offers = (told.offers ?? []) + [OfferAnswer(offer: fact.name, answer: answer)]
            case .days:
                for place in told.findings.indices where told.findings[place].criterion == fact.criterion {
                    guard told.findings[place].result == "fail" else { continue }
                    told.findings[place].days = fact.number
                }
            case .individual: told.individual = fact.value == Self.nobody ? nil : fact.value
            }
        }
        if let offers = told.offers, offers.count > 1 { told.offers = offers.sorted { $0.offer < $1.offer } }
    }
}
