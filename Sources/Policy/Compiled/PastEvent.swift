/// An earlier violation as the evaluator reads it: numbers and flags instead of names.
package struct PastEvent: Sendable {
    package var day: LocalDate
    package var decidedOn: LocalDate?
    /// Number of its criterion in the compiled pack, or -1.
    package var criterion: Int
    /// Number of its severity class, or -1.
    package var severity: Int
    package var standing: Standing
    package var atOutlet: Bool
    package var byOperator: Match
    package var byIndividual: Match
    /// What it led to; nil when that is not known.
    package var measure: MeasureKind?
    /// Violations of one inspection on one day share a number, and lie beside each other.
    package var event: Int
    /// Whether it belongs to the inspection that is being decided.
    package var isOfThisInspection: Bool
    /// Position in the history that it was made from.
    package var position: Int

    /// Whether two names are the same, where one may be missing.
    package enum Match: UInt8, Sendable {
        case yes
        case no
        case notKnown

        init(_ one: String?, _ other: String?) {
            guard let one, let other else {
                self = .notKnown
                return
            }
            self = one == other ? .yes : .no
        }
    }

    init(_ fact: PastViolation, at position: Int, in facts: Facts, _ pack: CompiledPack) {
        day = fact.day
        decidedOn = fact.decidedOn
        criterion = pack.criterion(fact.criterion)
        severity = fact.severity.map(pack.severity) ?? (criterion >= 0 ? pack.severities[criterion] : -1)
        standing = fact.standing
        atOutlet = fact.outlet == facts.outlet
        byOperator = Match(fact.operator, facts.operator)
        byIndividual = Match(fact.individual, facts.individual)
        measure = fact.measure
        event = position
        isOfThisInspection = facts.inspection != nil && fact.reference == facts.inspection
        self.position = position
    }
}

extension Facts {
    /// Gives the history as events in one fixed order, so that the order of the facts can't matter.
    ///
    /// The buffer lives on the stack where it fits: nothing is allocated per fact.
    func withEvents<Result>(
        _ pack: CompiledPack, _ body: (UnsafeMutableBufferPointer<PastEvent>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: PastEvent.self, capacity: history.count) { events in
            for position in history.indices {
                var place = position
                let event = PastEvent(history[position], at: position, in: self, pack)
                events.initializeElement(at: position, to: event)
                while place > 0, comes(event, before: events[place - 1]) {
                    events[place] = events[place - 1]
                    place -= 1
                }
                events[place] = event
            }
            number(events)
            return body(events)
        }
    }

    private func comes(_ one: PastEvent, before other: PastEvent) -> Bool {
        if one.day != other.day { return one.day < other.day }
        return history[one.position].precedes(history[other.position])
    }

    private func number(_ events: UnsafeMutableBufferPointer<PastEvent>) {
        for place in events.indices {
            let last = place == 0 ? place : place - 1
            let isSame =
                events[last].day == events[place].day
                && history[events[last].position].reference == history[events[place].position].reference
            events[place].event = isSame && place > 0 ? events[last].event : place
        }
    }
}

extension PastViolation {
    /// One fixed order of violations of one day.
    fileprivate func precedes(_ other: PastViolation) -> Bool {
        if reference != other.reference { return reference < other.reference }
        if criterion != other.criterion { return criterion < other.criterion }
        if id != other.id { return id < other.id }
        if standing != other.standing { return standing.rawValue < other.standing.rawValue }
        if outlet != other.outlet { return outlet < other.outlet }
        return (decidedOn ?? .distantPast) < (other.decidedOn ?? .distantPast)
    }
}
