/// Evaluates facts under a pack: the one implementation of the rules, without a word of text.
///
/// A class, so that it is retained once and not at every step.
final class Evaluator {
    let pack: CompiledPack
    var facts: Facts { _read { yield place.pointee } }
    /// Where the facts lie: a copy of its own, or those of whoever lends them.
    private let place: UnsafePointer<Facts>
    private let isLent: Bool
    /// The format of the decision: an older one is decided as it was then, so that a replay comes out the same.
    let format: Int
    /// Whether an amount whose figure is missing is left out and its rule kept in `amounts`, instead of left to a person:
    /// for what is told of a violation that is yet to come.
    var tellsAmounts = false
    var amounts: [AmountRule] = []
    /// How rewards are read of which it is open whether they are earned; nil: both ways.
    var takesAsEarned: Bool?

    init(pack: CompiledPack, facts: Facts, format: Int = Decision.format) {
        self.pack = pack
        self.format = format
        let own = UnsafeMutablePointer<Facts>.allocate(capacity: 1)
        own.initialize(to: facts)
        (place, isLent) = (UnsafePointer(own), false)
    }

    fileprivate init(pack: CompiledPack, lending facts: UnsafePointer<Facts>) {
        self.pack = pack
        format = Decision.format
        (place, isLent) = (facts, true)
    }

    deinit {
        guard !isLent else { return }
        let own = UnsafeMutablePointer(mutating: place)
        own.deinitialize(count: 1)
        own.deallocate()
    }

    /// Calls `body` for each failed criterion and each ladder that it climbs: those of the pack in its order, then
    /// unknown ones by code.
    /// - Parameter adjusting: false stops at what was counted, for the proof of a pack.
    func evaluate(_ events: Counting.Events, adjusting: Bool = true, _ body: (Evaluation) -> Void) {
        withUnsafeTemporaryAllocation(of: Verdict.self, capacity: events.count) { verdicts in
            verdicts.initialize(repeating: .counts)
            if let only = onlyFailedFinding {
                evaluate(only, events, verdicts, adjusting, body)
            } else {
                for finding in failedFindings() { evaluate(finding, events, verdicts, adjusting, body) }
            }
        }
    }

    /// The failed finding, where there is one alone: the usual case, in which nothing is put in order.
    private var onlyFailedFinding: Int? {
        var only: Int?
        for index in facts.findings.indices where facts.findings[index].result == "fail" {
            guard only == nil else { return nil }
            only = index
        }
        return only
    }

    /// Positions of the failed findings, one per criterion, in the pack's order.
    private func failedFindings() -> [Int] {
        var failed: [(finding: Int, criterion: Int)] = []
        for index in facts.findings.indices where facts.findings[index].result == "fail" {
            let code = facts.findings[index].criterion
            if failed.contains(where: { facts.findings[$0.finding].criterion == code }) { continue }
            failed.append((index, pack.criterion(code)))
        }
        guard failed.count > 1 else { return failed.map(\.finding) }
        return failed.sorted {
            if $0.criterion >= 0, $1.criterion >= 0 { return $0.criterion < $1.criterion }
            if $0.criterion != $1.criterion { return $0.criterion > $1.criterion }
            return facts.findings[$0.finding].criterion < facts.findings[$1.finding].criterion
        }.map(\.finding)
    }

    private func evaluate(
        _ finding: Int, _ events: Counting.Events, _ verdicts: Counting.Verdicts, _ adjusting: Bool,
        _ body: (Evaluation) -> Void
    ) {
        var evaluation = Evaluation(finding: finding, criterion: pack.criterion(facts.findings[finding].criterion))
        guard evaluation.criterion >= 0 else { return body(evaluation) }
        (evaluation.severity, evaluation.open) = raised(evaluation.criterion, events, verdicts)
        let severity = evaluation.severity
        var any = false
        for number in pack.laddersOfCriterion[evaluation.criterion] {
            any = climb(number, evaluation, events, verdicts, adjusting, body) || any
        }
        if severity >= 0 {
            for number in pack.laddersOfClass[severity] {
                any = climb(number, evaluation, events, verdicts, adjusting, body) || any
            }
        }
        if !any { body(evaluation) }
    }

    /// Whether the ladder is one for these facts; if so `body` hears where it leads.
    private func climb(
        _ number: Int, _ start: Evaluation, _ events: Counting.Events, _ verdicts: Counting.Verdicts,
        _ adjusting: Bool, _ body: (Evaluation) -> Void
    ) -> Bool {
        let ladder = pack.ladders[number]
        if ladder.ladder.subject == .individual, facts.individual == nil { return false }
        var evaluation = start
        evaluation.ladder = number
        if !ladder.ladder.outletTypes.isEmpty {
            if let type = facts.attributes?["type"] {
                guard ladder.ladder.outletTypes.contains(type) else { return false }
            } else {
                evaluation.open = evaluation.open ?? .outletType
            }
        }
        count(ladder, &evaluation, events, verdicts)
        if adjusting { adjust(ladder, &evaluation, events) }
        body(evaluation)
        return true
    }

    /// The steps that the earlier violations reach, under every reading of what the sources leave open.
    private func count(
        _ ladder: CompiledLadder, _ evaluation: inout Evaluation, _ events: Counting.Events,
        _ verdicts: Counting.Verdicts
    ) {
        let further = furtherDays(evaluation.finding)
        var open: Evaluation.Open?
        for number in ladder.counts.indices {
            let counting = counting(ladder.counts[number], ladder, evaluation, events)
            let range = counting.range(events, verdicts)
            let least = counting.rule.step(after: range.least + further.least)
            let most = counting.rule.step(after: range.most + further.most)
            evaluation.least = max(evaluation.least, least)
            guard most > evaluation.most else { continue }
            evaluation.most = most
            // The rule that may reach the highest step is the one that leaves it open.
            guard least != most else { continue }
            open = range.least == range.most ? .continuing : range.open(number, counting.openReward)
        }
        evaluation.least = ladder.taken(evaluation.least)
        evaluation.most = ladder.taken(evaluation.most)
        evaluation.counted = evaluation.least
        if evaluation.least != evaluation.most { evaluation.open = evaluation.open ?? open }
    }

    func counting(
        _ rule: CompiledCounting, _ ladder: CompiledLadder?, _ evaluation: Evaluation, _ events: Counting.Events
    ) -> Counting {
        let memory = pack.rewardsCount ? memory(events) : Memory()
        return Counting(
            pack: pack, rule: rule, ladder: ladder, criterion: evaluation.criterion, severity: evaluation.severity,
            day: facts.day, memory: memory.sure, perhaps: memory.perhaps, openReward: memory.open)
    }

    /// How many further violations the days make on which this one went on; from fewest to most where that is open.
    func furtherDays(_ finding: Int) -> (least: Int, most: Int) {
        guard let days = facts.findings[finding].days, days > 1 else { return (0, 0) }
        let continuing = pack.rules.combination.continuing
        guard continuing.contains(.violationEachDay) else { return (0, 0) }
        return (continuing.count > 1 ? 0 : days - 1, days - 1)
    }
}

extension Facts {
    /// Lends the facts to an evaluator for as long as `body` runs, which may not keep it: copying them would retain a dozen
    /// members, which takes a fifth of a bare decision.
    func withEvaluator<Result>(_ pack: CompiledPack, _ body: (Evaluator) -> Result) -> Result {
        withUnsafePointer(to: self) { body(Evaluator(pack: pack, lending: $0)) }
    }
}

extension CompiledCounting {
    /// The step that this many earlier violations reach.
    func step(after earlier: Int) -> Int { rule.step(after: earlier) }
}

extension Counting {
    /// The fewest and the most earlier events that the readings allow.
    struct Range {
        var least = Int.max
        var most = 0
        /// Whether the readings disagree even where no fact is missing.
        var isOpenInSource = false
        /// Whether a reward of which it is open whether it is earned makes a difference.
        var isOpenByReward = false

        /// Why the fewest and the most are not the same.
        func open(_ rule: Int, _ reward: Int) -> Evaluation.Open {
            isOpenInSource ? .rule(rule) : isOpenByReward ? .reward(reward) : .history
        }
    }

    func range(_ events: Events, _ verdicts: Verdicts) -> Range {
        var range = rangeWithMemory(events, verdicts)
        guard perhaps != nil else { return range }
        let other = rewarded.rangeWithMemory(events, verdicts)
        range.isOpenByReward = (range.least, range.most) != (other.least, other.most)
        range.isOpenInSource = range.isOpenInSource || other.isOpenInSource
        (range.least, range.most) = (min(range.least, other.least), max(range.most, other.most))
        return range
    }

    /// The same with the memory that may have been earned.
    var rewarded: Counting {
        Counting(
            pack: pack, rule: rule, ladder: ladder, criterion: criterion, severity: severity, day: day, memory: perhaps,
            perhaps: nil, openReward: -1)
    }

    private func rangeWithMemory(_ events: Events, _ verdicts: Verdicts) -> Range {
        var range = Range()
        var first = -1
        for index in rule.readings.indices {
            let found = count(events, rule.readings[index], assuming: false, verdicts)
            if first < 0 { first = found.events }
            if found.events != first { range.isOpenInSource = true }
            range.include(found.events)
            if found.lacksFacts {
                range.include(count(events, rule.readings[index], assuming: true, verdicts).events)
            }
        }
        if !rule.windowIsKnown {
            range.isOpenInSource = range.isOpenInSource || range.most > 0
            range.least = 0
        }
        return range
    }
}

extension Counting.Range {
    fileprivate mutating func include(_ events: Int) {
        least = min(least, events)
        most = max(most, events)
    }
}
