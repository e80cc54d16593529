/// An earlier violation as the evaluator reads it: numbers and flags instead of names.
package struct PastEvent: Sendable {
    package var day: LocalDate
    package var decidedOn: LocalDate?
    /// Number of its criterion in the compiled pack, or -1.
    package var criterion: Int
    /// Number of its severity class, or -1.
    package var severity: Int
    package var standing: Standing
    package var setAsideBy: SetAsideBy?
    /// Whether it came before or after, if it lies on the day that is decided; nil: not known.
    package var sameDay: SameDay?
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

    /// - Parameter fact: read in place, since a copy would retain each of its texts.
    fileprivate init(
        _ fact: UnsafePointer<PastViolation>, at position: Int, _ subject: borrowing Subject, _ pack: CompiledPack
    ) {
        day = fact.pointee.day
        decidedOn = fact.pointee.decidedOn
        criterion = pack.criterion(fact.pointee.criterion)
        severity = fact.pointee.severity.map(pack.severity) ?? (criterion >= 0 ? pack.severities[criterion] : -1)
        standing = fact.pointee.standing
        setAsideBy = fact.pointee.setAsideBy
        sameDay = fact.pointee.sameDay
        atOutlet = fact.pointee.outlet == subject.outlet
        byOperator = Match(fact.pointee.operator, subject.operator)
        byIndividual = Match(fact.pointee.individual, subject.individual)
        measure = fact.pointee.measure
        event = position
        isOfThisInspection = subject.inspection != nil && fact.pointee.reference == subject.inspection
        self.position = position
    }
}

/// Whom and what the earlier violations are compared with; lent to each event, never copied.
private struct Subject: ~Copyable {
    let outlet: String
    let `operator`: String?
    let individual: String?
    let inspection: String?
}

extension Facts {
    /// Gives the history as events in one fixed order, so that the order of the facts can't matter.
    ///
    /// The buffers live on the stack where they fit: nothing is allocated per fact.
    func withEvents<Result>(
        _ pack: CompiledPack, _ body: (UnsafeMutableBufferPointer<PastEvent>) -> Result
    ) -> Result {
        let subject = Subject(outlet: outlet, operator: `operator`, individual: individual, inspection: inspection)
        return history.withUnsafeBufferPointer { history in
            withUnsafeTemporaryAllocation(of: PastEvent.self, capacity: history.count) { events in
                guard let facts = history.baseAddress else { return body(events) }
                history.withOrder { order in
                    for place in order.indices {
                        let position = order[place].position
                        let event = PastEvent(facts + position, at: position, subject, pack)
                        events.initializeElement(at: place, to: event)
                    }
                }
                number(events, facts)
                return body(events)
            }
        }
    }

    private func number(_ events: UnsafeMutableBufferPointer<PastEvent>, _ facts: UnsafePointer<PastViolation>) {
        for place in events.indices {
            let last = place == 0 ? place : place - 1
            let isSame =
                place > 0 && events[last].day == events[place].day
                && facts[events[last].position].reference == facts[events[place].position].reference
            events[place].event = isSame ? events[last].event : place
        }
    }
}

/// A day and a position as one number, which is cheaper to put in order than a whole event.
private struct Place {
    private let number: Int

    init(_ day: LocalDate, _ position: Int) { number = day.daysSince1970 << 32 | position }

    var day: Int { number >> 32 }
    var position: Int { number & 0xFFFF_FFFF }
}

extension UnsafeBufferPointer<PastViolation> {
    /// Gives the places of all in order of day, and of what else tells those of one day apart.
    fileprivate func withOrder(_ body: (UnsafeMutableBufferPointer<Place>) -> Void) {
        withUnsafeTemporaryAllocation(of: Place.self, capacity: count) { order in
            for position in indices {
                var index = position
                let place = Place(self[position].day, position)
                order.initializeElement(at: index, to: place)
                while index > 0, comes(place, before: order[index - 1]) {
                    order[index] = order[index - 1]
                    index -= 1
                }
                order[index] = place
            }
            body(order)
        }
    }

    private func comes(_ one: Place, before other: Place) -> Bool {
        one.day == other.day ? self[one.position].precedes(self[other.position]) : one.day < other.day
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
