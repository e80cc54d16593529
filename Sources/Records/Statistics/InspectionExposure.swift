/// How often outlets were inspected, and for how long they could have been.
package struct InspectionExposure: Sendable, Equatable {
    /// Inspections with outcome access, on days on which the outlet was in force.
    package var inspections: Int
    /// All inspections on such days, also those where nobody was there or access was refused.
    package var attempts: Int
    /// All inspections on other days: before an outlet was tolerated or registered, or after it was closed.
    package var notInForce: Int
    /// Days in the period on which outlets were in force, summed over outlets.
    package var outletDays: Int

    package init(inspections: Int, attempts: Int, notInForce: Int = 0, outletDays: Int) {
        self.inspections = inspections
        self.attempts = attempts
        self.notInForce = notInForce
        self.outletDays = outletDays
    }
}
