/// Everything a decision rests on: one event's findings and the earlier violations.
///
/// The order of findings, history and confirmations carries no meaning. nil means that the facts don't say.
package struct Facts: Codable, Sendable, Equatable {
    /// Day of the violation in the jurisdiction's calendar.
    package var day: LocalDate
    package var outlet: String
    package var findings: [ObservedFinding]
    package var history: [PastViolation]
    /// Reference of the inspection that is being decided; its own violations in `history` do not count twice.
    package var inspection: String?
    /// What people established about gates and circumstances.
    package var confirmations: [Confirmation]
    /// Who operated the outlet on that day.
    package var `operator`: String?
    /// The person whom a ladder for individuals is about.
    package var individual: String?
    /// What amounts and ladders depend on, such as `type` or `tier`.
    package var attributes: [String: String]?
    /// Numbers that amounts are worked out from, in whole minor units or days, such as `licence_fee`.
    package var figures: [String: Int]?
    /// Measures that were running on that day.
    package var running: [MeasureKind]?
    /// Incidents near the outlet; for gates that ask for a pattern.
    package var incidents: [Incident]?
    /// Notices that were given to the holder.
    package var notices: [Notice]?
    package var offers: [OfferAnswer]?
    /// Days of the inspections of the outlet before this one in which at least one criterion was checked, one for each; for
    /// rewards.
    package var inspections: [LocalDate]?
    /// Day of the decision, where other rules are in force on it than on the day of the violation.
    package var decidedOn: LocalDate?
    /// The versions of the rules that come into question then; they go to `decide` beside the facts.
    package var versions: [CandidateVersion]?
    /// What is known to change in the rules later on, in the order of the days; the packs go to `decide` beside the facts.
    package var coming: [ComingVersion]?

    package init(
        day: LocalDate, outlet: String, findings: [ObservedFinding], history: [PastViolation],
        inspection: String? = nil, confirmations: [Confirmation] = [], operator: String? = nil,
        individual: String? = nil, attributes: [String: String]? = nil, figures: [String: Int]? = nil,
        running: [MeasureKind]? = nil, incidents: [Incident]? = nil, notices: [Notice]? = nil,
        offers: [OfferAnswer]? = nil, inspections: [LocalDate]? = nil, decidedOn: LocalDate? = nil,
        versions: [CandidateVersion]? = nil, coming: [ComingVersion]? = nil
    ) {
        self.day = day
        self.outlet = outlet
        self.findings = findings
        self.history = history
        self.inspection = inspection
        self.confirmations = confirmations
        self.operator = `operator`
        self.individual = individual
        self.attributes = attributes
        self.figures = figures
        self.running = running
        self.incidents = incidents
        self.notices = notices
        self.offers = offers
        self.inspections = inspections
        self.decidedOn = decidedOn
        self.versions = versions
        self.coming = coming
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        day = try container.decode(LocalDate.self, forKey: .day)
        outlet = try container.decode(String.self, forKey: .outlet)
        findings = try container.decode([ObservedFinding].self, forKey: .findings)
        history = try container.decode([PastViolation].self, forKey: .history)
        inspection = try container.decodeIfPresent(String.self, forKey: .inspection)
        confirmations = try container.decodeIfPresent([Confirmation].self, forKey: .confirmations) ?? []
        `operator` = try container.decodeIfPresent(String.self, forKey: .operator)
        individual = try container.decodeIfPresent(String.self, forKey: .individual)
        attributes = try container.decodeIfPresent([String: String].self, forKey: .attributes)
        figures = try container.decodeIfPresent([String: Int].self, forKey: .figures)
        running = try container.decodeIfPresent([MeasureKind].self, forKey: .running)
        incidents = try container.decodeIfPresent([Incident].self, forKey: .incidents)
        notices = try container.decodeIfPresent([Notice].self, forKey: .notices)
        offers = try container.decodeIfPresent([OfferAnswer].self, forKey: .offers)
        inspections = try container.decodeIfPresent([LocalDate].self, forKey: .inspections)
        decidedOn = try container.decodeIfPresent(LocalDate.self, forKey: .decidedOn)
        versions = try container.decodeIfPresent([CandidateVersion].self, forKey: .versions)
        coming = try container.decodeIfPresent([ComingVersion].self, forKey: .coming)
    }
}
