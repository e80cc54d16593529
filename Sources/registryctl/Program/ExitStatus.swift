/// Every exit code of `registryctl`; `meaning` says what a script should do about it.
enum ExitStatus: Int32, Sendable {
    case done = 0
    case failed = 1
    case cancelled = 2
    case inPart = 3
    case signIn = 4
    case notAllowed = 5
    case notFound = 6
    case changed = 7
    case refused = 8
    case notPossibleNow = 9
    case usage = 64
    case unreachable = 69
    case busy = 75
    case interrupted = 130
}

extension ExitStatus {
    /// What it says, and what a script should do: the text of every help page.
    var meaning: String {
        switch self {
        case .done: "Done, or there was nothing to do."
        case .failed: "Failed for another reason: stop."
        case .cancelled: "Cancelled by the person at the keyboard: stop."
        case .inPart: "Done in part: read the rejects."
        case .signIn: "Sign in: registryctl login."
        case .notAllowed: "The role or four eyes forbid it: ask somebody else."
        case .notFound: "Check the reference."
        case .changed: "Changed meanwhile, or there already: read it again and decide."
        case .refused: "A rule refused the input: correct it and repeat."
        case .notPossibleNow: "Not possible now: do the named step first."
        case .usage: "Wrong usage (EX_USAGE): read the help."
        case .unreachable: "The server can't be reached (EX_UNAVAILABLE): later."
        case .busy: "Busy after all tries (EX_TEMPFAIL): later, the same command."
        case .interrupted: "Interrupted while working."
        }
    }

    /// The exit code for an answer of the server.
    ///
    /// Two kinds of refusal share the status 409: what is there already (7) and what is not possible now (9). They are
    /// told apart by the problem's code, which is the name of the rule.
    init(httpStatus: Int, code: String) {
        switch httpStatus {
        case 400, 413, 415, 422: self = .refused
        case 401: self = .signIn
        case 403: self = .notAllowed
        case 404: self = .notFound
        case 409: self = Self.saysItIsThereAlready(code) ? .changed : .notPossibleNow
        case 412, 428: self = .changed
        case 429, 503: self = code == "commit_indeterminate" ? .failed : .busy
        case 502, 504: self = .unreachable
        default: self = .failed
        }
    }

    private static func saysItIsThereAlready(_ code: String) -> Bool {
        code.hasPrefix("one_") || code.hasSuffix("_is_unique") || code.hasSuffix("_reused") || code.hasSuffix("_once")
            || code.hasSuffix("_at_a_time")
    }
}
