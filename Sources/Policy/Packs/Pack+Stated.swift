/// What a pack takes under a name that only a person can state.
package enum StatedMeaning: Sendable, Hashable {
    /// A number that amounts and lengths are worked out from.
    case figure(Set<FigureForm>)
    /// What amounts or ladders depend on, with the words that the pack knows.
    case attribute([String])
    /// Something offered, which was accepted or declined.
    case offer
}

extension Pack {
    /// The facts that it takes from a person, each with what it means: figures and attributes by name, then the offers.
    ///
    /// One name can stand for several.
    package var stated: [(name: String, meaning: StatedMeaning)] {
        figures.sorted { $0.key < $1.key }.map { ($0.key, .figure($0.value)) }
            + attributes.sorted { $0.key < $1.key }.map { ($0.key, .attribute($0.value)) }
            + rules.offers.map { ($0.code, .offer) }
    }

    /// What amounts, lengths and ladders depend on, such as `tier` or `type`, with the words that it knows.
    package var attributes: [String: [String]] { rules.attributes }

    /// The types of outlet by which it chooses.
    package var outletTypes: [String] { compiled.outletTypes }

    /// Whether it has rules about individuals, so that it matters whom earlier violations were held against.
    var seesIndividuals: Bool { compiled.seesIndividuals }
}

extension Rules {
    /// The words in the order of the alphabet.
    var attributes: [String: [String]] {
        var words: [String: Set<String>] = [:]
        for prescription in ladders.flatMap(\.outcomes).flatMap({ $0.sanction?.prescriptions ?? [] }) {
            prescription.length?.tables { words[$0, default: []].formUnion($1) }
            prescription.amount?.tables { words[$0, default: []].formUnion($1) }
        }
        let types = ladders.flatMap(\.outletTypes)
        if !types.isEmpty { words["type", default: []].formUnion(types) }
        return words.mapValues { $0.sorted() }
    }

    var seesIndividuals: Bool {
        ladders.contains { $0.subject == .individual || $0.counts.contains { $0.follows.contains(.individual) } }
            || classes.contains { $0.raise?.counting.follows.contains(.individual) == true }
    }
}
