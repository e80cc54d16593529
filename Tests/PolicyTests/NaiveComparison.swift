import Policy

/// A second count of what two packs make of the same cases: from whole decisions, one case after another.
struct NaiveComparison {
    /// Sums by name: `days`, or a currency; each with `least`, `most` and how many have no upper end.
    struct Sums: Equatable {
        var current: [String: [Int]] = [:]
        var new: [String: [Int]] = [:]
        var added: [String: Int] = [:]
        var removed: [String: Int] = [:]

        init() {}

        /// The same of the sums under test, without what is zero.
        init(_ totals: Comparison.Totals) {
            current = Self.named(totals.current)
            new = Self.named(totals.new)
            added = Self.named(totals.added).mapValues { $0[0] }
            removed = Self.named(totals.removed).mapValues { $0[0] }
        }

        private static func named(_ sum: TollSum) -> [String: [Int]] {
            var named = ["days": [sum.days.least, sum.days.most, sum.days.openEnded]]
            for fine in sum.fines { named[fine.currency] = [fine.sum.least, fine.sum.most, fine.sum.openEnded] }
            return named.filter { $0.value != [0, 0, 0] }
        }
    }

    var cases = 0
    var changed = 0
    var sums: [Comparison.Part: Sums] = [:]

    init(_ new: Pack, _ current: Pack, _ all: [Facts]) {
        for facts in all {
            let (before, after) = (Self.decision(facts, current), Self.decision(facts, new))
            guard before != nil || after != nil else { continue }
            cases += 1
            let (one, other) = (NaiveToll(before, facts.day), NaiveToll(after, facts.day))
            if one.isOther(than: other) { changed += 1 }
            add(one, other)
        }
    }

    /// nil where the pack knows none of the failed criteria.
    private static func decision(_ facts: Facts, _ pack: Pack) -> Decision? {
        var own = facts
        own.findings = facts.findings.filter { pack.criterion($0.criterion) != nil || $0.result != "fail" }
        return own.findings.contains { $0.result == "fail" } ? decide(own, under: pack) : nil
    }

    private mutating func add(_ one: NaiveToll, _ other: NaiveToll) {
        let isExact = one.isExact && other.isExact
        let part: Comparison.Part = one.isOpen || other.isOpen ? .personDecides : isExact ? .exact : .room
        var sums = sums[part] ?? Sums()
        for name in one.names.union(other.names) {
            let (before, after) = (one.ends(name), other.ends(name))
            sums.current[name] = zip(sums.current[name] ?? [0, 0, 0], before).map(+)
            sums.new[name] = zip(sums.new[name] ?? [0, 0, 0], after).map(+)
            guard part == .exact else { continue }
            if after[0] > before[0] { sums.added[name, default: 0] += after[0] - before[0] }
            if after[0] < before[0] { sums.removed[name, default: 0] += before[0] - after[0] }
        }
        sums.current = sums.current.filter { $0.value != [0, 0, 0] }
        sums.new = sums.new.filter { $0.value != [0, 0, 0] }
        self.sums[part] = sums
    }
}

/// What one decision takes: every measure of every option, read one by one.
struct NaiveToll {
    let isOpen: Bool
    let isExact: Bool
    private let decision: Decision?
    /// Per option: least and most by name; nil for no upper end.
    private var options: [[String: (Int, Int?)]] = []

    init(_ decision: Decision?, _ day: LocalDate) {
        self.decision = decision
        isOpen = decision?.personDecides ?? false
        let all = decision?.allOptions ?? []
        let together = decision?.combined.rule == .concurrent
        for option in all {
            var sums: [String: (Int, Int?)] = ["days": (0, 0)]
            for measure in option.measures { Self.add(measure, day, together, &sums) }
            options.append(sums)
        }
        isExact = options.count <= 1 && options.allSatisfy { $0.values.allSatisfy { $0.0 == $0.1 } }
    }

    var names: Set<String> { Set(options.flatMap(\.keys)).union(["days"]) }

    /// Least, most, and 1 where there is no upper end.
    func ends(_ name: String) -> [Int] {
        let found = options.map { $0[name] ?? (0, 0) }
        guard let least = found.map(\.0).min() else { return [0, 0, 0] }
        if found.contains(where: { $0.1 == nil }) { return [least, least, 1] }
        return [least, found.compactMap(\.1).max() ?? 0, 0]
    }

    func isOther(than other: NaiveToll) -> Bool {
        let (one, two) = (decision?.allOptions ?? [], other.decision?.allOptions ?? [])
        let together = decision?.combined.rule == .concurrent
        return isOpen != other.isOpen || one != two || decision?.chooser != other.decision?.chooser
            || together != (other.decision?.combined.rule == .concurrent)
    }

    private static func add(
        _ measure: Measure, _ day: LocalDate, _ together: Bool, _ sums: inout [String: (Int, Int?)]
    ) {
        switch measure.kind {
        case .closure, .suspension:
            let least = (measure.length ?? measure.lengthRange?.least).map { days($0, day) } ?? 0
            let most = (measure.length ?? measure.lengthRange?.most).map { days($0, day) }
            let sum = sums["days"]!
            sums["days"] =
                together
                ? (max(sum.0, least), sum.1.flatMap { one in most.map { max(one, $0) } })
                : (sum.0 + least, sum.1.flatMap { one in most.map { one + $0 } })
        case .fine:
            guard let amount = measure.amount ?? measure.amountRange?.least ?? measure.amountRange?.most else { return }
            let least = (measure.amount ?? measure.amountRange?.least)?.minorUnits ?? 0
            let most = measure.per == nil ? (measure.amount ?? measure.amountRange?.most)?.minorUnits : nil
            let sum = sums[amount.currency] ?? (0, 0)
            sums[amount.currency] = (sum.0 + least, sum.1.flatMap { one in most.map { one + $0 } })
        default: break
        }
    }

    private static func days(_ length: Length, _ day: LocalDate) -> Int {
        switch length.unit {
        case .days: length.value
        case .weeks: 7 * length.value
        case .months: day.days(until: day.adding(months: length.value))
        case .years: day.days(until: day.adding(years: length.value))
        }
    }
}

extension Decision {
    /// The options, also where there is one measure alone.
    var allOptions: [MeasureOption] {
        options.isEmpty ? measure.map { [MeasureOption([$0])] } ?? [] : options
    }
}
