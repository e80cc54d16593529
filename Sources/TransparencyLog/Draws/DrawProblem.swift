/// Why something is no pool of a draw.
package enum DrawProblem: Error, Hashable, Sendable {
    /// A name with other signs than letters, digits, dots, - and _, or of none or more than 64.
    case name(String)
    case namedTwice(String)
    /// A secret of another length than 32 bytes.
    case secret
    case nobody
    case nothingToDrawFor
    /// Somebody is barred who is not in the pool.
    case stranger(slot: String, member: String)
    /// Fewer are left than are needed.
    case tooFew(slot: String, seats: Int, left: Int)
    /// A line that is not as the form says, counted from 1.
    case line(Int)

    /// What it is, in a sentence.
    package var told: String {
        switch self {
        case .name(let text):
            "\"\(text)\" can't stand in a pool: a name there has 1 to 64 letters, digits, dots, - and _."
        case .namedTwice(let text): "\(text) stands in the pool twice."
        case .secret: "The secret of a pool has 32 bytes."
        case .nobody: "Nobody is in the pool."
        case .nothingToDrawFor: "The pool doesn't say what is drawn for."
        case .stranger(let slot, let member): "\(member) is barred for \(slot) and is not in the pool."
        case .tooFew(let slot, let seats, let left):
            "For \(slot) \(seats) must be drawn, and \(left == 0 ? "nobody" : "only \(left)") in the pool can be."
        case .line(let number): "Line \(number) of the pool is not what its form asks for."
        }
    }
}
