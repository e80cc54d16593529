/// What is known about an application for a licence.
package struct LicenceApplication: Codable, Sendable, Equatable {
    package var day: LocalDate
    /// Violations of the applicant, at any outlet.
    package var history: [PastViolation]
    /// How many licences are valid on that day; nil when it is not known.
    package var validLicences: Int?
    /// How far the places are that the rules protect, in metres, by kind of place and way.
    package var distances: [Distance]

    package struct Distance: Codable, Sendable, Equatable {
        package var place: String
        package var way: DistanceRule.Way
        package var metres: Double

        package init(place: String, way: DistanceRule.Way, metres: Double) {
            self.place = place
            self.way = way
            self.metres = metres
        }
    }

    package init(
        day: LocalDate, history: [PastViolation] = [], validLicences: Int? = nil, distances: [Distance] = []
    ) {
        self.day = day
        self.history = history
        self.validLicences = validLicences
        self.distances = distances
    }
}
