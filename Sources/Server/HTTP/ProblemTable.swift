import HTTPTypes
import Postgres
import Records

/// The whole table from errors to problems: what a client is told, with which status, and whether it is logged.
enum ProblemTable {
    /// A status, the words, and what the server's log must say about it.
    struct Entry {
        var status: HTTPResponse.Status
        var refusal: Refusal
        var retryAfterSeconds: Int?
        /// True for what is an outage or a bug.
        var isFailure = false
    }

    /// - Parameter repetition: how the request that failed can be repeated, for failures that leave its fate unknown.
    static func entry(for error: any Error, _ repetition: Repetition) -> Entry {
        switch error {
        case let refusal as Refusal: entry(for: refusal)
        case let problem as JSONProblem: entry(for: notJSON(problem))
        case let failure as PostgresError: entry(for: failure, repetition)
        case is CancellationError: Entry(status: .serviceUnavailable, refusal: busy, retryAfterSeconds: 1)
        default: Entry(status: .internalServerError, refusal: internalError, isFailure: true)
        }
    }

    static func status(of kind: Refusal.Kind) -> HTTPResponse.Status {
        switch kind {
        case .badInput: .badRequest
        case .signInNeeded: .unauthorized
        case .notAllowed: .forbidden
        case .notFound: .notFound
        case .conflict, .notPossibleNow: .conflict
        case .changedMeanwhile: .preconditionFailed
        case .preconditionMissing: .preconditionRequired
        case .keyReused: .unprocessableContent
        case .tooLarge: .contentTooLarge
        case .unsupportedType: .unsupportedMediaType
        case .tooOften: .tooManyRequests
        case .busy, .indeterminate: .serviceUnavailable
        }
    }

    private static func entry(for refusal: Refusal) -> Entry {
        let status = status(of: refusal.kind)
        let seconds = refusal.retryAfterSeconds ?? (status == .serviceUnavailable ? 1 : nil)
        return Entry(status: status, refusal: refusal, retryAfterSeconds: seconds)
    }

    private static func entry(for failure: PostgresError, _ repetition: Repetition) -> Entry {
        switch failure.kind {
        case .indeterminate: unavailable(indeterminate(repetition))
        case .poolExhausted, .cancelled, .closed:
            Entry(status: .serviceUnavailable, refusal: busy, retryAfterSeconds: 1)
        case .connectionLost: unavailable(noDatabase)
        case .server: entry(forServer: failure)
        case .unexpectedRowCount, .decoding:
            Entry(status: .internalServerError, refusal: internalError, isFailure: true)
        }
    }

    private static func entry(forServer failure: PostgresError) -> Entry {
        let sqlstate = failure.sqlstate ?? ""
        switch sqlstate {
        case "40001", "40P01", "55P03", "57014":
            // Lost races after all retries, a lock or a statement that took too long.
            return Entry(status: .serviceUnavailable, refusal: busy, retryAfterSeconds: 1)
        case "22021", "22P05": return Entry(status: .badRequest, refusal: unfitText)
        case "25006", "57P01", "57P02", "57P03": return unavailable(noDatabase)
        case _ where sqlstate.hasPrefix("53"): return unavailable(noDatabase)
        default: return Entry(status: .internalServerError, refusal: internalError, isFailure: true)
        }
    }

    private static func unavailable(_ refusal: Refusal) -> Entry {
        Entry(status: .serviceUnavailable, refusal: refusal, retryAfterSeconds: 5, isFailure: true)
    }

    // MARK: Words

    private static func notJSON(_ problem: JSONProblem) -> Refusal {
        Refusal(
            .badInput, "not_json", "The body can't be read as JSON: \(problem).",
            hint: "Send one JSON object in UTF-8.", problems: [FieldProblem("", "not_json", "\(problem)")])
    }

    /// Every text is checked where it comes in; this is what is left for one that slipped through.
    private static let unfitText = Refusal(
        .badInput, "text_not_storable", "A text of the request holds a character that can't be kept, such as U+0000.",
        hint: "Take it out and send the request again; nothing was stored.")

    private static let busy = Refusal(
        .busy, "busy", "The registry is too busy to do this now; nothing was done.",
        hint: "Send the same request again in a moment.")

    private static let noDatabase = Refusal(
        .busy, "database_unavailable", "The registry can't write at the moment; nothing was done.",
        hint: "Send the same request again in a moment.")

    private static func indeterminate(_ repetition: Repetition) -> Refusal {
        Refusal(
            .indeterminate, "commit_indeterminate",
            "The connection to the database broke while the change was being kept; whether it was is not known.",
            hint: repetition.hint)
    }

    private static let internalError = Refusal(
        .busy, "internal_error", "The registry failed; the failure is in its log.",
        hint: "Give the operator the request id.")
}
