/// How much of other transactions a transaction may see.
package enum Isolation: Sendable {
    case serializable
    case repeatableRead
    case readCommitted

    var begin: SQL {
        switch self {
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        case .repeatableRead: "BEGIN ISOLATION LEVEL REPEATABLE READ"
        case .readCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED"
        }
    }

    static let beginReadOnly: SQL = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
}
