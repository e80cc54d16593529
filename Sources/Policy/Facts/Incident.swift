/// Reports about one event near the outlet.
package struct Incident: Codable, Sendable, Equatable {
    package var id: String
    package var day: LocalDate
    /// Who reported it, under names that tell reporters apart and no more.
    package var reporters: [String]
    /// Distance from the outlet; nil when it is not known.
    package var metres: Double?
    package var attribution: Attribution

    /// Whether it belongs to the outlet (glossary); only a confirmed one counts.
    package enum Attribution: String, Codable, Sendable, CaseIterable {
        case proposed
        case confirmed
        case rejected
        case contested
    }

    package init(id: String, day: LocalDate, reporters: [String], metres: Double? = nil, attribution: Attribution) {
        self.id = id
        self.day = day
        self.reporters = reporters
        self.metres = metres
        self.attribution = attribution
    }
}
