import Policy

/// What was known about one outlet on a day: its violations, who operated it, and the inspections that are decided again.
///
/// `facts(of:)` is the one place where a back-test makes facts of it; an intake makes the same of `OutletFacts`.
package struct OutletPast: Sendable {
    package let outlet: String
    /// As the policy module reads them, once `settle` has said who operated the outlet.
    package private(set) var violations: [PastViolation] = []
    private var operators: [Operator] = []
    private var findings: [Finding] = []

    init(outlet: String) { self.outlet = outlet }

    /// An inspection in which something failed, with what was found as far as it was known.
    package struct Inspection: Sendable {
        package var reference: String
        package var day: LocalDate
        package var findings: [ObservedFinding]
    }

    private struct Operator {
        var id: Int
        var party: String
        var from: LocalDate
        /// First day on which it is over.
        var until: LocalDate?
    }

    private struct Finding {
        var day: LocalDate
        var inspection: String
        var observed: ObservedFinding
    }

    mutating func add(_ violation: PastViolation) { violations.append(violation) }

    mutating func add(operator party: String, id: Int, from: LocalDate, until: LocalDate?) {
        operators.append(Operator(id: id, party: party, from: from, until: until))
    }

    mutating func add(_ finding: ObservedFinding, of inspection: String, on day: LocalDate) {
        findings.append(Finding(day: day, inspection: inspection, observed: finding))
    }

    /// To be called when everything is there: the order in which it came plays no part from then on.
    mutating func settle() {
        if operators.count > 1 { operators.sort { ($0.from, $0.id) < ($1.from, $1.id) } }
        if !operators.isEmpty {
            for place in violations.indices { violations[place].operator = self.operator(on: violations[place].day) }
        }
        guard findings.count > 1 else { return }
        findings.sort {
            ($0.day, $0.inspection, $0.observed.criterion) < ($1.day, $1.inspection, $1.observed.criterion)
        }
    }

    /// Who operated the outlet on a day; of several the one who came last.
    private func `operator`(on day: LocalDate) -> String? {
        operators.last { $0.from <= day && ($0.until.map { $0 > day } ?? true) }?.party
    }

    /// The inspections in which a finding stands as failed, oldest first.
    package var inspections: [Inspection] {
        var all: [Inspection] = []
        for finding in findings {
            if let last = all.indices.last, all[last].reference == finding.inspection {
                all[last].findings.append(finding.observed)
            } else {
                all.append(
                    Inspection(reference: finding.inspection, day: finding.day, findings: [finding.observed]))
            }
        }
        return all.filter { $0.findings.contains { $0.result == "fail" } }
    }

    /// What a pack is told about an inspection.
    package func facts(of inspection: Inspection) -> Facts {
        Facts(
            day: inspection.day, outlet: outlet, findings: inspection.findings, history: violations,
            inspection: inspection.reference, operator: self.operator(on: inspection.day))
    }
}
