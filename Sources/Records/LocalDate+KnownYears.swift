import Policy

extension LocalDate {
    /// Whether it can be meant as a day on which something is so; others are slips of the pen.
    package var isInKnownYears: Bool { (1900...2999).contains(year) }

    /// The end of a sentence about a day that can't be meant.
    package static let knownYears = "it lies between 1900-01-01 and 2999-12-31"
}
