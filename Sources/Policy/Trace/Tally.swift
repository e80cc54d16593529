/// What all readings of the open points together say about the earlier violations, by one counting rule.
struct Tally {
    let rule: CountingRule
    var counted: [CountedFact] = []
    var refused: [RefusedFact] = []
    /// Positions in the order of the events of what is counted, and of what some reading counts.
    private var positions: Set<Int> = []
    private var maybe: Set<Int> = []
    /// How many earlier violations may count, ascending; more than one number means that the source leaves it open.
    var counts: [Int] = []

    init(_ tracing: Tracing, _ compiled: CompiledCounting, _ ladder: CompiledLadder?, _ evaluation: Evaluation) {
        rule = compiled.rule
        let counting = tracing.evaluator.counting(compiled, ladder, evaluation, tracing.events)
        var views: [View] = []
        for counting in counting.perhaps == nil ? [counting] : [counting, counting.rewarded] {
            for reading in compiled.readings {
                let (view, lacksFacts) = Self.view(counting, reading, assuming: false, tracing.events)
                views.append(view)
                if lacksFacts { views.append(Self.view(counting, reading, assuming: true, tracing.events).view) }
            }
        }
        counts = Set(views.map(\.count)).sorted()
        if rule.lookBack == nil { counts = Array(0...(counts.last ?? 0)) }
        for index in tracing.events.indices {
            add(index, tracing, views, counting)
        }
    }

    /// The verdicts of one reading.
    struct View {
        let counting: Counting
        let reading: Reading
        let window: Window?
        let verdicts: [Verdict]
        let count: Int
    }

    static func view(
        _ counting: Counting, _ reading: Reading, assuming: Bool, _ events: Counting.Events
    ) -> (view: View, lacksFacts: Bool) {
        var verdicts = Array(repeating: Verdict.counts, count: events.count)
        let count = verdicts.withUnsafeMutableBufferPointer {
            counting.count(events, reading, assuming: assuming, $0)
        }
        let window = reading.window.map { counting.memory.map($0.shortened) ?? $0 }
        return (
            View(counting: counting, reading: reading, window: window, verdicts: verdicts, count: count.events),
            count.lacksFacts
        )
    }

    private mutating func add(_ index: Int, _ tracing: Tracing, _ views: [View], _ counting: Counting) {
        let event = tracing.events[index]
        let fact = tracing.facts.history[event.position]
        let counting = (views.count { $0.verdicts[index] == .counts }, counting)
        if counting.0 == views.count, rule.lookBack != nil {
            counted.append(CountedFact(fact, rule, counting.1.memory, tracing.facts.outlet))
            positions.insert(index)
        } else if counting.0 > 0 {
            maybe.insert(index)
            refused.append(RefusedFact(fact, reasonOfDoubt(index, views)))
        } else if case .refused(let reason) = views[0].verdicts[index] {
            let parted = tracing.evaluator.format < 3 ? nil : self.parted(index, tracing, views)
            let days = reason == .outsideWindow ? daysOutside(index, tracing, views) : nil
            let told =
                tracing.evaluator.format < 4
                ? reason.before4 : Self.lasting(reason, of: event, fact, tracing.facts, views)
            refused.append(parted ?? RefusedFact(fact, told, days: days))
        }
    }

    /// The reason that would stay: a later violation would not count once it is established either, and what was set aside
    /// since is no violation that was found in this inspection, unless it fails here still.
    private static func lasting(
        _ reason: RefusedFact.Reason, of event: PastEvent, _ fact: PastViolation, _ facts: Facts, _ views: [View]
    ) -> RefusedFact.Reason {
        switch reason {
        case .onlyAlleged:
            let isLater = event.day > facts.day || event.day == facts.day && event.sameDay == .after
            return isLater && views.allSatisfy { $0.window?.anchor != .anyPeriod } ? .laterThanThis : reason
        case .thisInspection where event.standing == .setAside:
            let isFailed = facts.findings.contains { $0.criterion == fact.criterion && $0.result == "fail" }
            return isFailed ? reason : event.setAsideBy?.reason ?? reason
        default: return reason
        }
    }

    /// A missing fact, where that is what the readings part over.
    private func reasonOfDoubt(_ index: Int, _ views: [View]) -> RefusedFact.Reason {
        for view in views {
            if case .refused(let reason) = view.verdicts[index],
                [.operatorNotKnown, .personNotKnown, .measureNotKnown, .hourNotKnown].contains(reason)
            {
                return reason
            }
        }
        // What every reading counts for an outlet that has earned nothing lies outside the window of the shorter memory.
        let isByReward =
            views.contains { $0.counting.perhaps != nil }
            && views.allSatisfy { $0.counting.perhaps == nil || $0.verdicts[index] == .counts }
        return isByReward ? .rewardNotKnown : .sourceDoesNotSay
    }

    /// The fewest and the most days by which the readings put an event outside the window that is told; format 2 knows the
    /// first one's. Of readings of the anniversary the longer window counts, which is the one that is told. A ladder that expires whole ends between two events: its days are of no window that reaches this violation,
    /// so they are told only where every reading is of that kind.
    func daysOutside(_ index: Int, _ tracing: Tracing, _ views: [View]) -> ClosedRange<Int>? {
        let alone = views.filter { $0.window?.expiry != .wholeLadder }
        let told = tracing.evaluator.format < 3 ? Array(views.prefix(1)) : alone.isEmpty ? views : alone
        let days = LookBack.Anchor.allCases.compactMap { anchor in
            told.filter { $0.window?.anchor == anchor }.compactMap { daysOutside(index, tracing, $0) }.min()
        }
        guard let fewest = days.min(), let most = days.max() else { return nil }
        return fewest...most
    }

    private func daysOutside(_ index: Int, _ tracing: Tracing, _ view: View) -> Int? {
        guard let window = view.window else { return nil }
        let events = tracing.events
        guard window.expiry == .wholeLadder, window.anchor != .anyPeriod else {
            return abs(window.daysOutside(events[index], for: tracing.facts.day))
        }
        let link = (index + 1..<events.count).first { view.verdicts[$0] == .counts }
        return window.daysOutside(events[index], for: link.map { events[$0].day } ?? tracing.facts.day)
    }

    /// The step that the rule reaches with `count` earlier violations, or with the nearest number that is possible here,
    /// and with those of further days.
    func step(at count: Int, _ further: Int) -> Int {
        rule.step(after: (counts.last { $0 <= count } ?? counts.first ?? 0) + further)
    }

    /// What any of the rules counts.
    /// - Parameter naming: whether each fact says which of several counts it is in.
    static func counted(_ tallies: [Tally], naming: Bool) -> [CountedFact] {
        guard naming, tallies.count > 1 else { return counted(tallies) }
        return counted(tallies).map { fact in
            var fact = fact
            fact.counts = tallies.filter { tally in tally.counted.contains { $0.id == fact.id } }.map(\.rule.id)
            return fact
        }
    }

    private static func counted(_ tallies: [Tally]) -> [CountedFact] {
        guard let first = tallies.first else { return [] }
        var (all, seen) = (first.counted, first.positions)
        for tally in tallies.dropFirst() {
            for (position, fact) in zip(tally.positions.sorted(), tally.counted) where seen.insert(position).inserted {
                all.append(fact)
            }
        }
        return all
    }

    /// What none of the rules counts for certain, with the first rule's reason.
    /// - Parameter naming: whether the reasons of the other rules are told too.
    static func refused(_ tallies: [Tally], naming: Bool) -> [RefusedFact] {
        guard let first = tallies.first, tallies.count > 1 else { return tallies.first?.refused ?? [] }
        let counted = Set(Self.counted(tallies).map(\.id))
        let refused = first.refused.filter { !counted.contains($0.id) }
        guard naming else { return refused }
        return refused.map { fact in
            var fact = fact
            let others = tallies.dropFirst().flatMap(\.refused).filter { $0.id == fact.id && $0.reason != fact.reason }
            var besides: [RefusedFact.Reason] = []
            for other in others where !besides.contains(other.reason) { besides.append(other.reason) }
            fact.besides = besides.isEmpty ? nil : besides
            if fact.days == nil { fact.days = others.lazy.compactMap(\.days).first }
            return fact
        }
    }
}

extension CountedFact {
    /// - Parameter home: the outlet that is decided on.
    init(_ fact: PastViolation, _ rule: CountingRule, _ memory: Length?, _ home: String) {
        id = fact.id
        criterion = fact.criterion
        day = fact.day
        reference = fact.reference
        outlet = fact.outlet == home ? nil : fact.outlet
        let days = rule.lookBack?.expiries(of: fact, memory)
        expires = days?.max()
        counts = nil
        mayExpire = days?.min()
    }
}

extension RefusedFact {
    init(_ fact: PastViolation, _ reason: Reason, days: ClosedRange<Int>? = nil) {
        self.init(
            id: fact.id, criterion: fact.criterion, day: fact.day, reference: fact.reference, reason: reason,
            days: days?.lowerBound, mostDays: days.flatMap { $0.count > 1 ? $0.upperBound : nil })
    }
}

extension LookBack {
    /// First day on which each anchor no longer counts `fact`; nil when that depends on a missing decision date.
    fileprivate func expiries(of fact: PastViolation, _ memory: Length?) -> [LocalDate]? {
        var days: [LocalDate] = []
        for window in windows {
            guard let start = window.anchor == .earlierDecision ? fact.decidedOn : fact.day else { return nil }
            days.append((memory.map(window.shortened) ?? window).expiry(from: start))
        }
        return days
    }
}
