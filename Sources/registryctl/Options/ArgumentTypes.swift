import ArgumentParser
import Policy
import Records

// The closed choices of the registry's own words, so that the parser knows and completes them.
extension HarmPart: ExpressibleByArgument {}
extension OutletKind: ExpressibleByArgument {}
extension OutletAmendment.Part: ExpressibleByArgument {}
extension PartyKind: ExpressibleByArgument {}
extension PartyRole: ExpressibleByArgument {}
extension InspectionKind: ExpressibleByArgument {}
extension InspectionOutcome: ExpressibleByArgument {}
extension FindingResult: ExpressibleByArgument {}
extension NuisanceCategory: ExpressibleByArgument {}
extension ContactOutcome: ExpressibleByArgument {}
extension EvidenceOutcome: ExpressibleByArgument {}
extension LicenceStanding: ExpressibleByArgument {}
extension DecidedMeasure: ExpressibleByArgument {}
extension MeasureKind: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension SignalKind: ExpressibleByArgument {}
extension IntegritySetting: ExpressibleByArgument {}

extension LocalDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
