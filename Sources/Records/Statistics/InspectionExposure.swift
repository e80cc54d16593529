/// How often outlets were inspected, and for how long they could have been.
package struct InspectionExposure: Sendable, Equatable {
    /// Inspections with outcome access.
    package var inspections: Int
    /// All inspections, also those where nobody was there or access was refused.
    package var attempts: Int
    /// Days in the period on which outlets were in force, summed over outlets.
    package var outletDays: Int

    package init(inspections: Int, attempts: Int, outletDays: Int) {
        self.inspections = inspections
        self.attempts = attempts
        self.outletDays = outletDays
    }
}
