import Policy
import Records

/// An earlier penalty beside what a pack's table says for its step.
struct ComparedPenalty: Sendable, Equatable {
    let penalty: EarlierEvent
    let step: Int
    /// What the table says, in words.
    let table: String
    /// Whether what was imposed is one of the table's options, to the dollar and the day.
    let agrees: Bool

    init(_ penalty: EarlierEvent, step: Int, _ options: [MeasureOption]) {
        self.penalty = penalty
        self.step = step
        table = options.map { $0.measures.map(\.text).joined(separator: " and ") }.joined(separator: " or ")
        agrees = options.contains { $0.measures.count == 1 && penalty.follows($0.measures[0]) }
    }

    func json(_ pack: Pack) -> JSONValue {
        [
            "pack": .string(pack.id), "version": .string(pack.version), "case": .string(penalty.caseNumber),
            "day": .string(penalty.day.description), "violation": .string(penalty.violation), "step": .integer(step),
            "table": .string(table), "imposed": .string(penalty.imposed), "agrees": .bool(agrees),
        ]
    }
}

extension EarlierEvent {
    /// Whether it was imposed as prescribed, to the dollar and the day.
    fileprivate func follows(_ prescribed: Measure) -> Bool {
        guard measure == prescribed.kind else { return false }
        return switch prescribed.kind {
        case .fine: prescribed.amount.map { $0.minorUnits == 100 * (amount ?? 0) } ?? false
        case .suspension: prescribed.length.map { $0.unit == .days && $0.value == days } ?? false
        default: true
        }
    }
}
