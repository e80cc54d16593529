/// Every exit code of `registryctl`, and what a script should do about it.
enum ExitStatus: Int32, Sendable {
    /// Done, or there was nothing to do.
    case done = 0
    /// Failed for another reason: stop.
    case failed = 1
    /// Cancelled by the person at the keyboard: stop.
    case cancelled = 2
    /// Done in part: read the rejects.
    case inPart = 3
    /// Sign in: `registryctl login`.
    case signIn = 4
    /// The role or four eyes forbid it: ask somebody else.
    case notAllowed = 5
    /// Check the reference.
    case notFound = 6
    /// Changed meanwhile, or there already: read it again and decide.
    case changed = 7
    /// A rule refused the input: correct it and repeat.
    case refused = 8
    /// Not possible now: do the named step first.
    case notPossibleNow = 9
    /// Wrong usage (EX_USAGE): read the help.
    case usage = 64
    /// The server can't be reached (EX_UNAVAILABLE): later.
    case unreachable = 69
    /// Busy after all tries (EX_TEMPFAIL): later, the same command.
    case busy = 75
    /// Interrupted while working.
    case interrupted = 130
}

extension ExitStatus {
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
