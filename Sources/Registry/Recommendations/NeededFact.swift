import Policy
import Records

/// A fact that a recommendation waits for, or an offer of which nobody has recorded what was made of it.
struct NeededFact: Equatable {
    var name: String
    /// The words that it takes; empty where they are not few.
    var values: [String] = []

    /// Each once, in the order of the trace.
    static func all(of decision: Decision) -> [NeededFact] {
        var needed: [NeededFact] = []
        for line in decision.lines {
            if let name = line.unknown?.lackingFact { needed.append(NeededFact(name: name)) }
            if line.unknown?.about == .noIndividual { needed.append(NeededFact(name: FactMeaning.individualName)) }
            for offer in line.offers where offer.place == .instead && offer.answer == nil && !line.personDecides {
                needed.append(NeededFact(name: offer.offer, values: OfferAnswer.Answer.allCases.map(\.rawValue)))
            }
        }
        var names: Set<String> = []
        return needed.filter { names.insert($0.name).inserted }
    }

    var json: JSONValue { ["name": .string(name), "values": .array(values.map { .string($0) })] }
}
