/// An earlier violation as the registry knows it.
package struct PastViolation: Codable, Sendable, Equatable {
    package var id: String
    package var criterion: String
    package var day: LocalDate
    package var standing: Standing
    package var outlet: String
    /// Day of the decision that established it.
    package var decidedOn: LocalDate?
    /// Reference of the inspection that found it; violations with one reference and day are one event.
    package var reference: String

    package init(
        id: String, criterion: String, day: LocalDate, standing: Standing, outlet: String,
        decidedOn: LocalDate? = nil, reference: String
    ) {
        self.id = id
        self.criterion = criterion
        self.day = day
        self.standing = standing
        self.outlet = outlet
        self.decidedOn = decidedOn
        self.reference = reference
    }
}
