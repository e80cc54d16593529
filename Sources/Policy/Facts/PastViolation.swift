/// An earlier violation as the registry knows it.
package struct PastViolation: Codable, Sendable, Equatable {
    package var id: String
    package var criterion: String
    package var day: LocalDate
    package var standing: Standing
    /// What set it aside; nil when it was not, or when that is not known.
    package var setAsideBy: SetAsideBy?
    package var outlet: String
    /// Day of the decision that established it.
    package var decidedOn: LocalDate?
    /// Reference of the inspection that found it; violations with one reference and day are one event.
    package var reference: String
    /// Who operated the outlet then; nil when it is not known.
    package var `operator`: String?
    /// The person whom it was held against, beside the licensee; nil when that is not known. What names nobody is another
    /// person than any.
    package var individual: String?
    /// The heaviest measure it led to; nil when it is not known.
    package var measure: MeasureKind?
    /// The severity class it was decided in; nil: that of its criterion.
    package var severity: String?
    /// Whether it was found before or after the violation that is decided, by the hour; only for one of the same day.
    /// nil when that is not known.
    package var sameDay: SameDay?

    package init(
        id: String, criterion: String, day: LocalDate, standing: Standing, outlet: String,
        decidedOn: LocalDate? = nil, reference: String, operator: String? = nil, individual: String? = nil,
        measure: MeasureKind? = nil, severity: String? = nil, sameDay: SameDay? = nil,
        setAsideBy: SetAsideBy? = nil
    ) {
        self.id = id
        self.criterion = criterion
        self.day = day
        self.standing = standing
        self.outlet = outlet
        self.decidedOn = decidedOn
        self.reference = reference
        self.operator = `operator`
        self.individual = individual
        self.measure = measure
        self.severity = severity
        self.sameDay = sameDay
        self.setAsideBy = setAsideBy
    }
}
