/// What two packs make of the same cases, added up. In which order cases are added doesn't matter.
package struct Comparison: Sendable, Equatable {
    /// Cases that can be added up in one way only, by what can be said about both outcomes.
    package enum Part: String, Sendable, CaseIterable {
        /// Both outcomes are one amount.
        case exact
        /// One of them leaves room: a choice, a range, or no end.
        case room
        /// A person decides under one of the packs, or under both.
        case personDecides = "person_decides"
    }

    /// How many cases go from one outcome to another; also those that stay in the same row but change within it.
    package struct Cell: Sendable, Equatable {
        package fileprivate(set) var cases = 0
        package fileprivate(set) var changed = 0
    }

    /// The sums of one part.
    package struct Totals: Sendable, Equatable {
        package fileprivate(set) var cases = 0
        package fileprivate(set) var changed = 0
        package fileprivate(set) var current = TollSum()
        package fileprivate(set) var new = TollSum()
        /// What each case gets more, and what each gets less; only where both are exact.
        package fileprivate(set) var added = TollSum()
        package fileprivate(set) var removed = TollSum()
    }

    private static let width = OutcomeKind.allCases.count
    private var cells = [Cell](repeating: Cell(), count: width * width)
    private var totals = [Totals](repeating: Totals(), count: Part.allCases.count)
    /// Cases without a failed criterion that one of the packs knows.
    package private(set) var outside = 0

    package init() {}

    /// How many cases were decided under both packs.
    package var cases: Int { cells.reduce(0) { $0 + $1.cases } }
    package var changed: Int { cells.reduce(0) { $0 + $1.changed } }

    package subscript(_ current: OutcomeKind, _ new: OutcomeKind) -> Cell {
        cells[current.place * Self.width + new.place]
    }

    package subscript(_ part: Part) -> Totals { totals[part.place] }

    mutating func addOutside() { outside += 1 }

    /// Adds one case of `day`; says whether it changes.
    /// - Parameter order: of the current pack, from the mildest measure to the heaviest.
    package mutating func add(
        _ current: Recommended, _ new: Recommended, on day: LocalDate, _ order: [MeasureKind]
    ) -> Bool {
        let changes = current != new
        let from = OutcomeKind(current, order)
        let to = changes ? OutcomeKind(new, order) : from
        cells[from.place * Self.width + to.place].add(changes)
        let toll = Toll(current, on: day)
        let other = changes ? Toll(new, on: day) : toll
        let isOpen = current.personDecides || new.personDecides
        let part: Part = isOpen ? .personDecides : toll.isExact && other.isExact ? .exact : .room
        totals[part.place].add(toll, other, changes, isExact: part == .exact)
        return changes
    }

    /// Adds the sums of other cases.
    package mutating func add(_ other: Comparison) {
        for place in cells.indices {
            cells[place].cases += other.cells[place].cases
            cells[place].changed += other.cells[place].changed
        }
        for place in totals.indices { totals[place].add(other.totals[place]) }
        outside += other.outside
    }
}

extension Comparison.Cell {
    fileprivate mutating func add(_ changes: Bool) {
        cases += 1
        changed += changes ? 1 : 0
    }
}

extension Comparison.Totals {
    fileprivate mutating func add(_ toll: Toll, _ other: Toll, _ changes: Bool, isExact: Bool) {
        cases += 1
        changed += changes ? 1 : 0
        current.add(toll)
        new.add(other)
        guard isExact else { return }
        add(days: other.days.least - toll.days.least)
        for fine in toll.fines { add(-fine.span.least, fine.currency, other) }
        for fine in other.fines where !toll.fines.contains(where: { $0.currency == fine.currency }) {
            add(fine.span.least, fine.currency, Toll())
        }
    }

    private mutating func add(days more: Int) {
        if more > 0 { added.add(days: more) } else if more < 0 { removed.add(days: -more) }
    }

    /// Adds `amount` and what `other` has in the same currency.
    private mutating func add(_ amount: Int, _ currency: String, _ other: Toll) {
        let more = amount + (other.fines.first { $0.currency == currency }?.span.least ?? 0)
        if more > 0 { added.add(more, currency) } else if more < 0 { removed.add(-more, currency) }
    }

    fileprivate mutating func add(_ others: Self) {
        cases += others.cases
        changed += others.changed
        current.add(others.current)
        new.add(others.new)
        added.add(others.added)
        removed.add(others.removed)
    }
}

extension OutcomeKind {
    fileprivate var place: Int {
        switch self {
        case .nothing: 0
        case .conversation: 1
        case .warning: 2
        case .referral: 3
        case .enforcementOrder: 4
        case .penaltyOrder: 5
        case .fine: 6
        case .suspension: 7
        case .closure: 8
        case .withdrawal: 9
        case .choice: 10
        case .personDecides: 11
        }
    }
}

extension Comparison.Part {
    fileprivate var place: Int {
        switch self {
        case .exact: 0
        case .room: 1
        case .personDecides: 2
        }
    }
}
