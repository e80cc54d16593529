/// What holds instead of a finding, and why it was wrong.
package struct InspectionCorrection: Sendable, Equatable {
    package var finding: NewFinding
    package var reason: String

    package init(finding: NewFinding, reason: String) {
        self.finding = finding
        self.reason = reason
    }
}
