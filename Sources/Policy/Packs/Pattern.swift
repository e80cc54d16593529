/// How many incidents make a structural pattern; what is nil is not demanded.
package struct Pattern: Sendable, Equatable {
    package let incidents: Int?
    package let reporters: Int?
    /// Before the day of the violation, that day included; the day on which the period begins is not.
    package let within: Length?
    /// Farthest distance from the outlet; the distance itself still counts.
    package let metres: Double?
    /// Whether the source leaves one of the numbers open, so that a person judges.
    package let isOpen: Bool

    package init(incidents: Int?, reporters: Int?, within: Length?, metres: Double?, isOpen: Bool = false) {
        self.incidents = incidents
        self.reporters = reporters
        self.within = within
        self.metres = metres
        self.isOpen = isOpen
    }
}
