import Policy

/// The step of one penalty: one number, or the numbers between which the open points of the sources leave it.
enum CountedStep: Hashable, Comparable, CustomStringConvertible {
    case between(Int, Int)
    /// The pack knows no such type of violation.
    case notKnown

    init(_ line: Line) {
        guard line.ladder != nil else {
            self = .notKnown
            return
        }
        let steps = line.step.map { [$0] } ?? line.alternatives.map(\.step)
        self = steps.isEmpty ? .notKnown : .between(steps.min() ?? 0, steps.max() ?? 0)
    }

    var description: String {
        switch self {
        case .between(let least, let most): least == most ? "\(least)" : "\(least) to \(most)"
        case .notKnown: "not known"
        }
    }
}
