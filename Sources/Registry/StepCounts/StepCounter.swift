import Policy
import Records

/// Counts the step of every earlier penalty under one pack, and compares what was imposed with the pack's table where the
/// table is known to have held.
struct StepCounter {
    let pack: Pack
    /// A day from which the table is taken to have held, where the pack states none.
    let assumedFrom: LocalDate?
    private(set) var steps: [CountedStep: ImposedCounts] = [:]
    private(set) var notCompared: [NotCompared: Int] = [:]
    private(set) var compared: [ComparedPenalty] = []
    /// How long an earlier violation counts, in words; as the pack's ladders say.
    private(set) var window: String?

    init(_ pack: Pack, assumedFrom: LocalDate?) {
        self.pack = pack
        self.assumedFrom = assumedFrom
    }

    /// Whether the days on which the table held are those that the pack states.
    var isVerified: Bool { pack.validFrom != nil }

    /// - Parameter history: every violation of the same licence, this one and later ones too: the rules leave those out.
    mutating func count(_ penalty: EarlierEvent, of licence: String, among history: [EarlierEvent]) {
        let decision = decide(facts(penalty, licence, history), under: pack)
        guard let line = decision.lines.first else { return }
        if window == nil { window = line.window.map { "\($0.length.value) \($0.length.unit.rawValue)" } }
        steps[CountedStep(line), default: ImposedCounts()].add(penalty)
        switch comparison(penalty, line) {
        case .success(let one): compared.append(one)
        case .failure(let reason): notCompared[reason, default: 0] += 1
        }
    }

    /// That a notice led to a penalty means that the authority took its gates as passed.
    private func facts(_ penalty: EarlierEvent, _ licence: String, _ history: [EarlierEvent]) -> Facts {
        let gates = pack.ladder(for: penalty.criterion)?.gates ?? []
        return Facts(
            day: penalty.day, outlet: licence,
            findings: [ObservedFinding(criterion: penalty.criterion, result: "fail")],
            history: history.map { $0.past(of: penalty, outlet: licence) }, inspection: penalty.caseNumber,
            confirmations: gates.map { Confirmation(gate: $0.code, criterion: penalty.criterion, holds: true) })
    }

    private func comparison(_ penalty: EarlierEvent, _ line: Line) -> Result<ComparedPenalty, NotCompared> {
        guard let from = pack.validFrom ?? assumedFrom else { return .failure(.noValidity) }
        guard penalty.day >= from, pack.validThrough.map({ penalty.day <= $0 }) != false else {
            return .failure(.outsideValidity)
        }
        guard let ladder = pack.ladders.first(where: { $0.id == line.ladder }), ladder.hasTable else {
            return .failure(.noTable)
        }
        guard let step = line.step else { return .failure(.openStep) }
        let options = line.options.isEmpty ? line.measure.map { [MeasureOption([$0])] } ?? [] : line.options
        guard step <= ladder.steps.count, !options.isEmpty else { return .failure(.noTable) }
        guard ladder.steps[step - 1].notes.allSatisfy({ [.seen, .seenInPart].contains($0.confidence) }) else {
            return .failure(.secondHand)
        }
        guard penalty.measure != nil else { return .failure(.unreadable) }
        return .success(ComparedPenalty(penalty, step: step, options))
    }
}

extension Ladder {
    /// Whether any step of it states a measure.
    fileprivate var hasTable: Bool {
        steps.contains { step in
            if case .sanction = step.outcome { true } else { false }
        }
    }
}
