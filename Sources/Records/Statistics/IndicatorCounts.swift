import Policy

/// The counts behind an indicator in one authority: what `Registry` reads and `Statistics` judges.
package struct IndicatorCounts: Sendable, Equatable {
    /// Code of the authority.
    package var jurisdiction: String
    /// First and last day, both counted.
    package var from: LocalDate
    package var to: LocalDate
    package var figures: Figures

    package enum Figures: Sendable, Equatable {
        /// By kind, in the order of their names; kinds without outlets are left out.
        case outlets([OutletCount])
        case inspectionRate(InspectionExposure)
        /// By criterion, in the order of their codes.
        case violationRate([CriterionCount])
        case harm(HarmCounts)
    }

    package init(jurisdiction: String, from: LocalDate, to: LocalDate, figures: Figures) {
        self.jurisdiction = jurisdiction
        self.from = from
        self.to = to
        self.figures = figures
    }
}
