/// Everything a decision rests on: one inspection's findings and the outlet's earlier violations.
///
/// The order of findings, history and confirmations carries no meaning.
package struct Facts: Codable, Sendable, Equatable {
    /// Day of the violation in the jurisdiction's calendar.
    package var day: LocalDate
    package var outlet: String
    package var findings: [ObservedFinding]
    package var history: [PastViolation]
    /// Reference of the inspection that is being decided; its own violations in `history` do not count twice.
    package var inspection: String?
    /// What people established about gates.
    package var confirmations: [Confirmation]

    package init(
        day: LocalDate, outlet: String, findings: [ObservedFinding], history: [PastViolation],
        inspection: String? = nil, confirmations: [Confirmation] = []
    ) {
        self.day = day
        self.outlet = outlet
        self.findings = findings
        self.history = history
        self.inspection = inspection
        self.confirmations = confirmations
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        day = try container.decode(LocalDate.self, forKey: .day)
        outlet = try container.decode(String.self, forKey: .outlet)
        findings = try container.decode([ObservedFinding].self, forKey: .findings)
        history = try container.decode([PastViolation].self, forKey: .history)
        inspection = try container.decodeIfPresent(String.self, forKey: .inspection)
        confirmations = try container.decodeIfPresent([Confirmation].self, forKey: .confirmations) ?? []
    }
}
