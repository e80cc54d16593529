/// The line of one failed criterion: count, take the step, pass the gates, look ahead.
func climb(_ ladder: Ladder, for criterion: Criterion, facts: Facts, history: [PastViolation]) -> Line {
    let tally = Tally(history, Counting(ladder: ladder, criterion: criterion.code, facts: facts))
    var line = Line(
        criterion: criterion.code, criterionName: criterion.plainName, names: criterion.name,
        measured: MeasuredValue(criterion, in: facts.findings), step: nil, steps: ladder.steps.count, measure: nil,
        personDecides: false, reason: nil, unknown: nil,
        counted: tally.counted,
        refused: tally.refused, window: ladder.window(on: facts.day), gates: [], alternatives: [],
        sources: criterion.notes + ladder.notes, outlook: [])
    take(tally.counts.map { ladder.landing(after: $0) }, tally.counts, of: ladder, into: &line)
    pass(ladder.gates, facts, &line)
    line.outlook += outlook(line, ladder, facts.day)
    return line
}

/// Where a ladder lands after a number of earlier violations.
struct Landing: Equatable {
    let step: Int
    let measure: Measure?
    let gap: Gap?
}

extension Ladder {
    func landing(after earlier: Int) -> Landing {
        let step = earlier + 1
        guard step <= steps.count else { return landingBeyond(step) }
        switch steps[step - 1].outcome {
        case .measure(let measure): return Landing(step: step, measure: measure, gap: nil)
        case .unknown(let gap): return Landing(step: step, measure: nil, gap: gap)
        }
    }

    private func landingBeyond(_ step: Int) -> Landing {
        switch beyond {
        case .lastStepAgain where !steps.isEmpty: landing(after: steps.count - 1)
        case .lastStepAgain: Landing(step: step, measure: nil, gap: Gap(.step, citation: repeatCitation))
        case .unknown(let gap): Landing(step: step, measure: nil, gap: gap)
        }
    }

    func notes(ofSteps numbers: ClosedRange<Int>) -> [SourceNote] {
        numbers.filter { $0 <= steps.count }.flatMap { steps[$0 - 1].notes }
    }

    func window(on day: LocalDate) -> WindowTrace? {
        guard let lookBack, let anchor = lookBack.anchors.first else { return nil }
        return WindowTrace(
            length: lookBack.length, anchors: lookBack.anchors, from: lookBack.from(for: day, anchor: anchor),
            until: day)
    }
}

private func take(_ landings: [Landing], _ counts: [Int], of ladder: Ladder, into line: inout Line) {
    guard let first = landings.first, landings.allSatisfy({ $0 == first }) else {
        line.personDecides = true
        (line.unknown, line.reason) = (ladder.countingGap, ladder.countingGap.why)
        line.alternatives = zip(counts, landings).prefix(ladder.steps.count + 1).map {
            Alternative(earlier: $0, step: $1.step, measure: $1.measure)
        }
        line.sources += ladder.notes(ofSteps: 1...ladder.steps.count + 1)
        return
    }
    line.step = first.step
    line.measure = first.measure
    (line.unknown, line.reason) = (first.gap, first.gap?.why)
    line.personDecides = first.gap != nil
    // The next step too: the outlook names it.
    line.sources += ladder.notes(ofSteps: first.step...first.step + 1)
}

private func pass(_ gates: [Gate], _ facts: Facts, _ line: inout Line) {
    guard !gates.isEmpty else { return }
    line.gates = gates.map { GateTrace($0, facts.state(of: $0, line.criterion)) }
    if line.gates.contains(where: { $0.state == .denied }) {
        (line.step, line.measure, line.unknown, line.reason, line.personDecides) = (nil, nil, nil, nil, false)
        line.alternatives = []
    } else if let open = line.gates.firstIndex(where: { $0.state == .open }) {
        line.outlook = [Outlook(.ifConfirmed, step: line.step, measure: line.measure)]
        (line.measure, line.personDecides, line.reason) = (nil, true, gates[open].reason)
    }
}

extension Facts {
    /// Confirmations that contradict each other leave the gate open.
    fileprivate func state(of gate: Gate, _ criterion: String) -> GateTrace.State {
        let answers = confirmations.filter { $0.gate == gate.code && $0.criterion == criterion }
        guard let first = answers.first, answers.allSatisfy({ $0.holds == first.holds }) else { return .open }
        return first.holds ? .confirmed : .denied
    }
}

extension GateTrace {
    fileprivate init(_ gate: Gate, _ state: State) {
        self.init(
            gate: gate.code, name: gate.name, requirement: gate.requirement, state: state,
            source: gate.citation.text, confidence: gate.citation.confidence)
    }
}
