extension Evaluator {
    /// Lets the violation through its gates, stops it, or caps the step; an open gate leaves it to a person.
    func pass(_ ladder: CompiledLadder, _ evaluation: inout Evaluation, _ events: Counting.Events) {
        let gates = ladder.ladder.gates
        let evidence = pack.rules.criteria[evaluation.criterion].evidence
        for index in 0..<gates.count + evidence.count {
            pass(index < gates.count ? gates[index] : evidence[index - gates.count], index, &evaluation, events)
            if evaluation.gate == .denied { return }
        }
    }

    /// Lets the violation through one gate.
    func pass(_ gate: Gate, _ index: Int, _ evaluation: inout Evaluation, _ events: Counting.Events) {
        guard gate.fromStep == 1 || evaluation.most >= gate.fromStep || evaluation.skip >= 0 else { return }
        switch state(of: gate, evaluation, events).passage(gate.effect) {
        case .passed: return
        case .open:
            if evaluation.gate == .passed { evaluation.gate = .open(index) }
        case .denied where gate.fromStep > 1: evaluation.cap(below: gate.fromStep)
        case .denied:
            evaluation.gate = .denied
            if gate.otherwise != nil { evaluation.otherwise = index }
        }
    }

    /// How a gate comes out: a person's answer goes before what the facts show.
    func state(of gate: Gate, _ evaluation: Evaluation, _ events: Counting.Events) -> GateTrace.Answer {
        let criterion = facts.findings[evaluation.finding].criterion
        let answers = facts.confirmations.filter { $0.gate == gate.code && $0.criterion == criterion }
        if let first = answers.first {
            let agree = answers.allSatisfy { $0.holds == first.holds }
            var answer = GateTrace.Answer(agree ? (first.holds ? .confirmed : .denied) : .open, .person)
            if agree { (answer.person, answer.on) = answers.firstByName }
            return answer
        }
        if let shown = shown(gate, evaluation, events) { return shown }
        switch gate.unanswered {
        case .personDecides: return GateTrace.Answer(.open, .nobody)
        case .holds: return GateTrace.Answer(.confirmed, .rule)
        case .doesNotHold: return GateTrace.Answer(.denied, .rule)
        }
    }

    /// What the facts show without a person; nil when they don't say.
    private func shown(_ gate: Gate, _ evaluation: Evaluation, _ events: Counting.Events) -> GateTrace.Answer? {
        switch gate.test {
        case .person: return nil
        case .pattern(let pattern): return facts.incidents.flatMap { self.pattern(pattern, in: $0) }
        case .notice(let term):
            guard let term, let notices = facts.notices else { return nil }
            let criterion = facts.findings[evaluation.finding].criterion
            let given = notices.contains { $0.criterion == criterion && $0.day.adding(term) <= facts.day }
            return GateTrace.Answer(given ? .confirmed : .denied, .facts)
        case .firstWithin(let length):
            let isFirst = isCompliant(for: length, events)
            return GateTrace.Answer(isFirst ? .confirmed : .denied, .facts)
        case .evidence:
            guard let evidence = facts.findings[evaluation.finding].evidence, evidence.contains(gate.code) else {
                return nil
            }
            return GateTrace.Answer(.confirmed, .facts)
        }
    }

    /// Distinct confirmed incidents and distinct reporters, near enough and recent enough.
    private func pattern(_ pattern: Pattern, in incidents: [Incident]) -> GateTrace.Answer? {
        guard !pattern.isOpen, let needed = pattern.incidents, let length = pattern.within else { return nil }
        var (seen, reporters): (Set<String>, Set<String>) = ([], [])
        for incident in incidents where counts(incident, pattern, from: facts.day.subtracting(length)) {
            seen.insert(incident.id)
            reporters.formUnion(incident.reporters)
        }
        let holds = seen.count >= needed && reporters.count >= pattern.reporters ?? 0
        var answer = GateTrace.Answer(holds ? .confirmed : .denied, .facts)
        (answer.incidents, answer.reporters) = (seen.count, reporters.count)
        return answer
    }

    private func counts(_ incident: Incident, _ pattern: Pattern, from edge: LocalDate) -> Bool {
        guard incident.attribution == .confirmed, incident.day > edge, incident.day <= facts.day else { return false }
        guard let limit = pattern.metres else { return true }
        return incident.metres.map { $0 <= limit } ?? false
    }
}

extension Evaluation {
    /// The steps from `step` on are not reached; conduct that would skip there does not.
    fileprivate mutating func cap(below step: Int) {
        least = min(least, step - 1)
        most = min(most, step - 1)
        skip = -1
        if least == most { settleCount() }
    }
}

extension [Confirmation] {
    /// Who said so, and when: of several the first by name, so that their order doesn't matter.
    var firstByName: (person: String?, on: LocalDate?) {
        let named = filter { $0.by != nil }
        guard let first = named.min(by: { ($0.by ?? "", $0.on ?? .distantPast) < ($1.by ?? "", $1.on ?? .distantPast) })
        else { return (nil, nil) }
        return (first.by, first.on)
    }
}

extension GateTrace {
    /// The state of a gate, who gave it, and what was counted for it.
    struct Answer {
        var state: State
        var by: By
        var incidents: Int?
        var reporters: Int?
        var person: String?
        var on: LocalDate?

        init(_ state: State, _ by: By) {
            self.state = state
            self.by = by
        }

        func passage(_ effect: Gate.Effect) -> Passage {
            switch state {
            case .open: .open
            case .confirmed: effect == .mustHold ? .passed : .denied
            case .denied: effect == .mustHold ? .denied : .passed
            }
        }
    }

    enum Passage { case passed, denied, open }
}
