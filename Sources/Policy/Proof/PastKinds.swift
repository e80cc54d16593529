/// The kinds of earlier violation that the rules for one criterion can tell apart, the newest first.
struct PastKinds {
    /// One kind, by an example of it and how many combinations of attributes are of that kind.
    struct Kind {
        var fact: PastViolation
        var weight: Int
        /// Whether it lies in each period that must be free of violations.
        var breaks: [Bool]

        /// Takes in another that is of the same kind; one before `today` is the plainer example.
        mutating func merge(_ other: Kind, _ today: LocalDate) {
            weight += other.weight
            if fact.day >= today, other.fact.day < today { fact = other.fact }
        }
    }

    /// All that the number of histories depends on; criteria with the same rules have the same.
    struct Counted: Hashable {
        /// How many earlier violations a history can have.
        let most: Int
        /// By kind, how many combinations of attributes are of that kind.
        var weights: [Int] = []
        /// By kind, whether it lies in each period that must be free of violations.
        var breaks: [[Bool]] = []
        /// The ways to count that can make a difference.
        var walks: [Walk] = []
        /// Up to which number each walk can matter.
        var caps: [Int] = []
        /// Everything that the rules read of a history beside the periods without violations.
        var tallies: [Tallied] = []
    }

    private(set) var kinds: [Kind] = []
    private(set) var counted: Counted

    /// - Returns: nil when there are too many attributes and readings.
    init?(_ scope: ProofScope, _ effort: inout Effort) {
        let values = PastValues(scope)
        guard effort.take(product(values.size, scope.variants.count)) else { return nil }
        let seen = SeenKinds(values, scope)
        let joint = scope.variants.count { $0.isJoint }
        guard effort.take(product(joint, product(seen.kinds.count, seen.kinds.count))) else { return nil }
        kinds = seen.kinds
        counted = Counted(most: scope.mostEvents)
        let ways = scope.variants.indices.map { seen.walks($0, scope) }
        keep(ways, scope)
        mergeAlike(scope.facts.day)
    }

    /// Keeps the readings that can be the lowest or the highest of their rule.
    private mutating func keep(_ ways: [[Walk]], _ scope: ProofScope) {
        var (numbers, found): ([Walk: Int], [Tallied]) = ([:], [])
        let groups = Dictionary(grouping: scope.variants.indices) { scope.variants[$0].group }
        for group in groups.keys.sorted() {
            guard let all = groups[group], let first = all.first else { continue }
            let cap = scope.variants[first].context.most
            let sure = ProofScope.distinct(all.filter { !scope.variants[$0].assuming }.map { ways[$0] })
            let open = ProofScope.distinct(all.filter { scope.variants[$0].assuming }.map { ways[$0] })
            found.append(Tallied(cap: cap, isMost: false, readings: number(Self.lowest(sure), &numbers)))
            for walks in [sure, open] {
                let highest = [Self.highest(walks.flatMap(\.self))]
                found.append(Tallied(cap: cap, isMost: true, readings: number(highest, &numbers)))
            }
        }
        counted.tallies = ProofScope.distinct(found)
        counted.caps = counted.walks.indices.map { walk in
            counted.tallies.filter { $0.readings.joined().contains(walk) }.map(\.cap).max() ?? 0
        }
    }

    /// The numbers of the walks, where one that is new gets the next.
    private mutating func number(_ readings: [[Walk]], _ numbers: inout [Walk: Int]) -> [[Int]] {
        readings.map { walks in
            walks.map { walk in
                if let number = numbers[walk] { return number }
                numbers[walk] = counted.walks.count
                counted.walks.append(walk)
                return counted.walks.count - 1
            }
        }
    }

    /// The walks that are in no other.
    private static func highest(_ walks: [Walk]) -> [Walk] {
        let all = ProofScope.distinct(walks)
        return all.enumerated().filter { place, walk in
            !all.enumerated().contains { other, wider in
                other != place && walk.isWithin(wider) && (other < place || !wider.isWithin(walk))
            }
        }.map(\.element)
    }

    /// The readings that hold no other.
    private static func lowest(_ readings: [[Walk]]) -> [[Walk]] {
        func isWithin(_ one: [Walk], _ other: [Walk]) -> Bool {
            one.allSatisfy { walk in other.contains { walk.isWithin($0) } }
        }
        return readings.enumerated().filter { place, reading in
            !readings.enumerated().contains { other, narrower in
                other != place && isWithin(narrower, reading) && (other < place || !isWithin(reading, narrower))
            }
        }.map { highest($0.element) }
    }

    /// What the walks can tell of one kind.
    private struct Traits: Hashable {
        var breaks: [Bool]
        var direct: [Bool]
        var links: [KindSet]
        var linkedBy: [KindSet]
    }

    /// Takes kinds together that no walk tells apart.
    private mutating func mergeAlike(_ today: LocalDate) {
        let walks = counted.walks
        let linking = walks.filter { !$0.links.isEmpty }
        let linkedBy = linking.map(\.linkedBy)
        var (places, kept, merged): ([Traits: Int], [Int], [Kind]) = ([:], [], [])
        for (number, kind) in kinds.enumerated() {
            let traits = Traits(
                breaks: kind.breaks, direct: walks.map { $0.direct.contains(number) },
                links: linking.map { $0.links[number] }, linkedBy: linkedBy.map { $0[number] })
            if let place = places[traits] {
                merged[place].merge(kind, today)
            } else {
                places[traits] = merged.count
                merged.append(kind)
                kept.append(number)
            }
        }
        kinds = merged
        counted.walks = walks.map { $0.renumbered(kept) }
        counted.weights = merged.map(\.weight)
        counted.breaks = merged.map(\.breaks)
    }
}
