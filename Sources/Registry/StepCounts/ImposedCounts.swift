import Policy

/// What was imposed for some penalties, by kind.
struct ImposedCounts: Sendable, Equatable {
    private(set) var rows = 0
    private(set) var kinds: [MeasureKind: Int] = [:]
    private var fines: [Int] = []

    mutating func add(_ penalty: EarlierEvent) {
        rows += 1
        if let measure = penalty.measure { kinds[measure, default: 0] += 1 }
        if let amount = penalty.amount, penalty.measure == .fine { fines.append(amount) }
    }

    func of(_ kind: MeasureKind) -> Int { kinds[kind] ?? 0 }

    /// Imposed, but not readable as one of the four.
    var other: Int { rows - of(.fine) - of(.suspension) - of(.withdrawal) - of(.warning) }

    /// The fine in the middle of those in order; of an even number of them the lower of the two. nil without any.
    var medianFine: Int? { fines.isEmpty ? nil : fines.sorted()[(fines.count - 1) / 2] }
}
