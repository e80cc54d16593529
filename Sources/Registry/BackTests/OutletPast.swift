import Policy

/// What was known about one outlet on a day, and the inspections that are decided again.
///
/// It makes `OutletFacts` of it, as an intake does; the facts themselves are made there.
package struct OutletPast: Sendable {
    private var outlet = ""
    private var type: OutletType?
    /// As the policy module reads them, but for what depends on the inspection that is decided.
    private var violations: [PastViolation] = []
    /// When the inspections began that found them, in the same order.
    private var moments: [Int] = []
    /// Those that a former system told: their hour and the operator of their day are not known.
    private var earlier: [PastViolation] = []
    /// Those at other outlets of a party that has operated this one, each with the operator of its day, and the moments.
    private var elsewhere: [PastViolation] = []
    private var momentsElsewhere: [Int] = []
    /// When somebody looked; empty where no pack asks for it.
    private var inspected: [LocalDate] = []
    private var operators: [Operator] = []
    private var measures: [RunningMeasure] = []
    private var answers: [Answer] = []
    private var stated: [(inspection: Int, fact: StatedFacts.Fact)] = []
    /// By the reference of the inspection.
    private var individuals: [String: String] = [:]
    /// The inspections in which a finding stands as failed, oldest first.
    package private(set) var inspections: [Inspection] = []

    init() {}

    /// An inspection with what failed in it as far as it was known, by criterion.
    package struct Inspection: Sendable {
        /// Its number in the jurisdiction.
        var number: Int
        package var reference: String
        package var day: LocalDate
        /// When it began.
        var moment: Int
        package var findings: [ObservedFinding]
        var answers = GateAnswers.none
    }

    private struct Operator {
        var id: Int
        var party: String
        var from: LocalDate
        /// First day on which it is over.
        var until: LocalDate?
    }

    private struct RunningMeasure {
        var kind: MeasureKind
        var from: LocalDate
        /// First day on which it is over.
        var until: LocalDate?
        /// When it was issued; before that it is not there.
        var issued: Int
    }

    private struct Answer {
        var inspection: Int
        var pack: String
        var confirmation: Confirmation
    }

    /// - Parameter moment: when the inspection began that found it.
    mutating func add(_ violation: PastViolation, at moment: Int) {
        violations.append(violation)
        moments.append(moment)
    }

    mutating func add(earlier violation: PastViolation) { earlier.append(violation) }

    /// A violation at another outlet; it names that and who operated it.
    mutating func add(elsewhere violation: PastViolation, at moment: Int) {
        elsewhere.append(violation)
        momentsElsewhere.append(moment)
    }

    mutating func add(inspected day: LocalDate) { inspected.append(day) }

    mutating func add(operator party: String, id: Int, from: LocalDate, until: LocalDate?) {
        operators.append(Operator(id: id, party: party, from: from, until: until))
    }

    mutating func add(running kind: MeasureKind, from: LocalDate, until: LocalDate?, issued: Int) {
        measures.append(RunningMeasure(kind: kind, from: from, until: until, issued: issued))
    }

    mutating func add(_ answer: Confirmation, about inspection: Int, under pack: String) {
        answers.append(Answer(inspection: inspection, pack: pack, confirmation: answer))
    }

    mutating func add(_ fact: StatedFacts.Fact, about inspection: Int) { stated.append((inspection, fact)) }

    mutating func add(individual: String, of inspection: String) { individuals[inspection] = individual }

    /// Adds the findings of an inspection to those that are there.
    mutating func add(_ inspection: Inspection, at outlet: String, of type: OutletType?) {
        self.outlet = outlet
        self.type = type
        if let place = inspections.firstIndex(where: { $0.number == inspection.number }) {
            inspections[place].findings += inspection.findings
        } else {
            inspections.append(inspection)
        }
    }

    /// To be called when everything is there: the order in which it came plays no part from then on.
    mutating func settle() {
        if operators.count > 1 { operators.sort { ($0.from, $0.id) < ($1.from, $1.id) } }
        for place in violations.indices {
            violations[place].outlet = outlet
            if !operators.isEmpty { violations[place].operator = self.operator(on: violations[place].day) }
        }
        for place in earlier.indices { earlier[place].outlet = outlet }
        for place in inspections.indices where inspections[place].findings.count > 1 {
            inspections[place].findings.sort { $0.criterion < $1.criterion }
        }
        inspected.sort()
        if inspections.count > 1 { inspections.sort { ($0.day, $0.number) < ($1.day, $1.number) } }
        answers.sort {
            ($0.confirmation.criterion, $0.confirmation.gate) < ($1.confirmation.criterion, $1.confirmation.gate)
        }
        for answer in answers {
            guard let place = inspections.firstIndex(where: { $0.number == answer.inspection }) else { continue }
            inspections[place].answers.add(answer.confirmation, under: answer.pack)
        }
        for one in stated {
            guard let place = inspections.firstIndex(where: { $0.number == one.inspection }) else { continue }
            inspections[place].answers.stated.add(one.fact)
        }
    }

    /// Makes room for another outlet.
    mutating func clear() {
        type = nil
        violations.removeAll(keepingCapacity: true)
        moments.removeAll(keepingCapacity: true)
        earlier.removeAll(keepingCapacity: true)
        elsewhere.removeAll(keepingCapacity: true)
        momentsElsewhere.removeAll(keepingCapacity: true)
        inspected.removeAll(keepingCapacity: true)
        operators.removeAll(keepingCapacity: true)
        measures.removeAll(keepingCapacity: true)
        answers.removeAll(keepingCapacity: true)
        stated.removeAll(keepingCapacity: true)
        individuals.removeAll(keepingCapacity: true)
        inspections.removeAll(keepingCapacity: true)
    }

    /// Who operated the outlet on a day; of several the one who came last.
    private func `operator`(on day: LocalDate) -> String? {
        operators.last { $0.from <= day && ($0.until.map { $0 > day } ?? true) }?.party
    }

    /// What ran against the outlet when an inspection began, each kind once, in the order of the alphabet.
    private func running(at inspection: Inspection) -> [MeasureKind] {
        guard !measures.isEmpty else { return [] }
        let kinds = measures.filter { measure in
            measure.from <= inspection.day && measure.until.map { $0 > inspection.day } ?? true
                && measure.issued <= inspection.moment
        }.map(\.kind)
        return Set(kinds).sorted { $0.rawValue < $1.rawValue }
    }

    /// What is known about the outlet, seen from an inspection.
    package func known(from inspection: Inspection) -> OutletFacts {
        let party = self.operator(on: inspection.day)
        var facts = OutletFacts(
            outlet: outlet, history: seen(violations, moments, from: inspection) + earlier, operator: party, type: type,
            running: running(at: inspection))
        facts.inspections = inspected.filter { $0 < inspection.day }
        facts.individuals = individuals
        guard !elsewhere.isEmpty, let party else { return facts }
        facts.elsewhere = seen(elsewhere, momentsElsewhere, from: inspection).filter { $0.operator == party }
        return facts
    }

    /// Violations, with whether those of the same day were found before or after.
    private func seen(_ violations: [PastViolation], _ moments: [Int], from inspection: Inspection) -> [PastViolation] {
        var seen = violations
        for place in seen.indices where seen[place].day == inspection.day {
            guard moments[place] != inspection.moment else { continue }
            seen[place].sameDay = moments[place] < inspection.moment ? .before : .after
        }
        return seen
    }
}
