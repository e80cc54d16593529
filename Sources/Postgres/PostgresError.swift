/// What went wrong between this process and PostgreSQL. It never contains the values of a statement.
package struct PostgresError: Error, Sendable {
    package enum Kind: Sendable, Equatable {
        /// The server refused the statement; nothing of its transaction has been kept.
        case server
        /// The connection could not be made or was lost before COMMIT; nothing has been kept.
        case connectionLost
        /// Whether the transaction has been kept (on enough servers) cannot be known from here.
        case indeterminate
        /// No connection became free in time, or too many were waiting already.
        case poolExhausted
        /// The task was cancelled; nothing has been kept.
        case cancelled
        /// The statement returned another number of rows than the caller relies on.
        case unexpectedRowCount
        /// A value could not be read as the type that was asked for.
        case decoding
        /// The database was closed.
        case closed
    }

    package let kind: Kind
    /// The server's five-character code, e.g. "23505"; nil when the server said nothing.
    package var sqlstate: String?
    package var severity: String?
    /// For people; the server's primary message where there is one.
    package var message: String
    /// Only for SQLSTATE class "RG" and P0001, whose texts this project writes itself.
    package var detail: String?
    /// Only for SQLSTATE class "RG" and P0001.
    package var hint: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    package var constraint: String?
    /// The statement's text with `$n`, cut after 2,000 characters.
    package var statement: String?
    /// The server's function that reported the error; it tells errors apart that share a code.
    var reportedBy: String?

    init(_ kind: Kind, _ message: String, statement: String? = nil) {
        self.kind = kind
        self.message = message
        self.statement = statement.map { String($0.prefix(2000)) }
    }

    /// The transaction lost a race with another one and may be run again.
    package var isSerializationFailure: Bool { sqlstate == "40001" || sqlstate == "40P01" }

    /// The prepared statement no longer fits the schema (or is gone) and has to be prepared again.
    var isStalePlan: Bool {
        sqlstate == "26000" || (sqlstate == "0A000" && reportedBy == "RevalidateCachedQuery")
    }

    static func decoding(_ message: String) -> PostgresError { PostgresError(.decoding, message) }

    static func cancelled(_ statement: String? = nil) -> PostgresError {
        PostgresError(.cancelled, "The task was cancelled; the transaction has been rolled back.", statement: statement)
    }

    static let closed = PostgresError(.closed, "The database connections were closed; no statement was sent.")

    static func lost(_ statement: String?) -> PostgresError {
        PostgresError(
            .connectionLost, "The connection to PostgreSQL was lost; the transaction has not been kept.",
            statement: statement)
    }

    static func indeterminate(_ why: String, statement: String?) -> PostgresError {
        PostgresError(.indeterminate, "\(why), so whether the change was kept is not known.", statement: statement)
    }
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        var text = message
        if let sqlstate { text += " [\(sqlstate)]" }
        if let constraint { text += " constraint \(constraint)" }
        if let table { text += " table \(table)" }
        if let statement { text += " in: \(statement)" }
        return text
    }
}
