/// What is needed to log an inspection. Who logs it is its inspector.
package struct NewInspection: Sendable, Equatable {
    /// Reference of the outlet.
    package var outlet: String
    package var kind: InspectionKind
    package var outcome: InspectionOutcome
    package var startedAt: Instant
    package var endedAt: Instant?
    /// What the clock of the inspector's own device said when it was logged.
    package var deviceTime: Instant?
    /// Login of the other inspector.
    package var secondInspector: String?
    package var note: String?
    /// At most one per criterion; empty unless there was access.
    package var findings: [NewFinding]

    package init(
        outlet: String, kind: InspectionKind, outcome: InspectionOutcome, startedAt: Instant, endedAt: Instant? = nil,
        deviceTime: Instant? = nil, secondInspector: String? = nil, note: String? = nil, findings: [NewFinding] = []
    ) {
        self.outlet = outlet
        self.kind = kind
        self.outcome = outcome
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.deviceTime = deviceTime
        self.secondInspector = secondInspector
        self.note = note
        self.findings = findings
    }

    /// How many findings one inspection may have.
    package static let maximumFindings = 100
}
