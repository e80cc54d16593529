import Policy

/// The two series of the harm index: what inspectors found, and what the public reported. They are never added.
package struct HarmCounts: Sendable, Equatable {
    package var part: HarmPart
    /// Violations that are established today, by the day on which they were found.
    package var violations: [HarmCount]
    /// Reports of the public whose claim to belong to an outlet is confirmed, by the day of the nuisance.
    package var reports: [HarmCount]
    /// Reports that somebody claims to belong to an outlet and nobody has confirmed: they count nowhere.
    package var unconfirmed: Int

    package init(part: HarmPart, violations: [HarmCount], reports: [HarmCount], unconfirmed: Int) {
        self.part = part
        self.violations = violations
        self.reports = reports
        self.unconfirmed = unconfirmed
    }
}
