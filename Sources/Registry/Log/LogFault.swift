import TransparencyLog

/// What keeps the log from going on: stored parts of it that contradict one another, or a head that somebody else moved.
/// It is never an everyday matter; nothing is stored.
package enum LogFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The root or the frontier of the head is not what its size says.
    case headDoesNotFit(size: UInt64)
    /// The head was changed between reading and storing it.
    case headMoved(from: UInt64)
    /// Another session has had the head for so many seconds, and has not moved it.
    case heldElsewhere(seconds: Int)
    /// The stored hash of this leaf is not that of its entry.
    case leafDoesNotFit(index: UInt64)
    /// The log doesn't continue what was signed before: entries were changed or lost since.
    case doesNotContinue(from: UInt64, to: UInt64)
    /// The file with the last signed head is not one of this signer.
    case memoryUnreadable
    /// The log was handed over to a key that this signer doesn't have.
    case keyHandedOver(to: String, index: UInt64)
    /// A hash of the tree is missing.
    case subtreeMissing(level: Int, index: UInt64)

    package var description: String {
        switch self {
        case .headDoesNotFit(let size): "The head of the log of \(size) entries doesn't fit its own parts."
        case .headMoved(let size): "The head of the log was moved from \(size) entries by somebody else meanwhile."
        case .heldElsewhere(let seconds):
            "Another session has had the head of the log for \(seconds) s and has not moved it, so no act comes into the log. "
                + "Look in pg_stat_activity and pg_locks who has locked audit.log_head, and end that session."
        case .leafDoesNotFit(let index): "The stored hash of entry \(index) of the log is not that of the entry."
        case .doesNotContinue(let old, let new):
            "The log of \(new) entries doesn't continue the one of \(old) entries that was signed before. "
                + "Nothing more is signed. Type: registryd audit verify"
        case .memoryUnreadable: "The file with the head that was signed last is not one of this signer."
        case .keyHandedOver(let key, let index):
            "Entry \(index) of the log hands it over to the key \(key), which is not here. Nothing more is signed. "
                + "Put the key file that ends with .next beside the log key."
        case .subtreeMissing(let level, let index): "The hash \(index) of level \(level) of the log is missing."
        }
    }
}
