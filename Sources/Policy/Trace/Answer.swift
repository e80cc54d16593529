/// What deciding gives for one violation on one ladder, as the outlook tells it.
struct Answer: Equatable {
    var step: Int?
    var options: [MeasureOption] = []
    /// Why a person decides.
    var gap: Gap?
    /// How amounts are worked out whose figures are missing.
    var amounts: [AmountRule] = []
    /// What a person must answer so that this follows.
    var needs: [Outlook.Need] = []

    /// - Parameters:
    ///   - facts: decided with every open gate answered so that the violation goes through.
    ///   - ladder: the ladder that is climbed; another of the same subject where the class has risen or fallen.
    ///   - format: that of the decision that tells it.
    /// - Returns: nil where that violation climbs none, or several.
    init?(_ facts: Facts, about finding: Int, on ladder: Ladder, under pack: CompiledPack, format: Int) {
        var facts = facts
        var needs: [Outlook.Need] = []
        for _ in 0..<16 {
            let evaluator = Evaluator(pack: pack, facts: facts, format: format)
            evaluator.tellsAmounts = true
            let found = facts.withEvents(pack) { Self.ask(evaluator, finding, ladder, $0) }
            guard let found else { return nil }
            switch found {
            case .told(let answer):
                self = answer
                self.needs = needs
                return
            case .mustAnswer(let answers):
                needs += answers.filter { need in need.isGate && !needs.contains(need.need) }.map(\.need)
                facts.confirm(answers.map(\.need), about: facts.findings[finding].criterion)
            }
        }
        return nil
    }

    private init() {}

    /// What one round of deciding gives.
    private enum Round {
        case told(Answer)
        case mustAnswer([(need: Outlook.Need, isGate: Bool)])
    }

    private static func ask(
        _ evaluator: Evaluator, _ finding: Int, _ ladder: Ladder, _ events: Counting.Events
    ) -> Round? {
        var all: [Evaluation] = []
        evaluator.evaluate(events) { if $0.finding == finding { all.append($0) } }
        guard let evaluation = evaluator.one(of: all, like: ladder) else { return nil }
        guard evaluation.ladder >= 0 else {
            return .told(Answer(evaluator.proposal(evaluation, events), step: nil, evaluator))
        }
        let open = evaluator.unanswered(evaluation, events)
        if !open.isEmpty { return .mustAnswer(open.map { ($0, true) }) }
        let proposal = evaluator.proposal(evaluation, events)
        if let code = proposal.openGate {
            // What the licensee's choice waits for: who chooses is not told ahead, what there is to choose is.
            return .mustAnswer([(Outlook.Need(gate: code, requirement: Localized([:]), holds: true), false)])
        }
        var answer = Answer(
            proposal, step: evaluation.isSettled && evaluation.skip < 0 ? evaluation.least : nil, evaluator)
        if let about = answer.gap?.about, about == .lookBack, !evaluation.isSettled {
            let compiled = evaluator.pack.ladders[evaluation.ladder]
            let counted = evaluator.assume(evaluation.most, compiled, evaluation, events)
            answer.step = counted.skip < 0 ? counted.least : nil
            answer.options = evaluator.landing(on: counted.least, counted, events).options
        }
        return .told(answer)
    }

    private init(_ proposal: Proposal, step: Int?, _ evaluator: Evaluator) {
        self.step = step
        options = proposal.options
        gap = proposal.gap
        amounts = proposal.options.isEmpty ? [] : evaluator.amounts
    }
}

extension Evaluator {
    /// The one evaluation on this ladder; where there is none, the only one for the same subject; nil where that is not one.
    fileprivate func one(of all: [Evaluation], like ladder: Ladder) -> Evaluation? {
        func climbed(_ evaluation: Evaluation) -> Ladder? {
            evaluation.ladder < 0 ? nil : pack.ladders[evaluation.ladder].ladder
        }
        if all.count == 1, all[0].ladder < 0 { return all[0] }
        let same = all.filter { climbed($0)?.isCounterpart(of: ladder) == true }
        if same.count < 2, let one = same.first ?? nil { return one }
        if let named = same.first(where: { climbed($0)?.id == ladder.id }) { return named }
        let alike = all.filter { climbed($0)?.subject == ladder.subject }
        return alike.count == 1 ? alike[0] : nil
    }

    /// The gates that a person must still answer, or that hold the violation back while nobody does; each with the answer
    /// that lets it through.
    fileprivate func unanswered(_ evaluation: Evaluation, _ events: Counting.Events) -> [Outlook.Need] {
        let gates = pack.ladders[evaluation.ladder].ladder.gates + pack.rules.criteria[evaluation.criterion].evidence
        var unanswered: [Outlook.Need] = []
        for gate in gates where gate.fromStep == 1 || evaluation.most >= gate.fromStep || evaluation.skip >= 0 {
            let answer = state(of: gate, evaluation, events)
            switch answer.passage(gate.effect) {
            case .passed: continue
            case .denied where gate.fromStep > 1: continue
            // What the facts, or a person, have answered is not asked again.
            case .denied where answer.by != .rule: return []
            case .open, .denied: unanswered.append(Outlook.Need(gate))
            }
        }
        return unanswered
    }
}

extension Outlook.Need {
    fileprivate init(_ gate: Gate) {
        self.init(gate: gate.code, requirement: gate.requirement, holds: gate.effect == .mustHold)
    }
}

extension Facts {
    /// Puts these answers in the place of what was said before.
    fileprivate mutating func confirm(_ needs: [Outlook.Need], about criterion: String) {
        for need in needs {
            confirmations.removeAll { $0.gate == need.gate && $0.criterion == criterion }
            confirmations.append(Confirmation(gate: need.gate, criterion: criterion, holds: need.holds))
        }
    }
}

extension Ladder {
    /// Whether another version, or the same, has it for the same criteria, classes, subject and types of outlet.
    package func isCounterpart(of other: Ladder) -> Bool {
        subject == other.subject && Set(criteria) == Set(other.criteria) && Set(classes) == Set(other.classes)
            && Set(outletTypes) == Set(other.outletTypes)
    }
}
