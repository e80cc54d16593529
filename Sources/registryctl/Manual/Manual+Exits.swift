extension Manual.Work {
    /// The exit codes that matter for such a command, in their order.
    var exits: [ExitStatus] {
        switch self {
        case .reads: [.done, .failed] + Self.speaking + [.refused, .usage] + Self.waiting
        case .changes: [.done, .failed] + Self.speaking + [.changed, .refused, .notPossibleNow, .usage] + Self.waiting
        case .exports: [.done, .failed] + Self.speaking + [.usage] + Self.waiting
        case .imports: [.done, .failed, .inPart] + Self.speaking + [.refused, .usage] + Self.waiting
        case .signsIn: [.done, .failed, .cancelled, .signIn, .refused, .usage] + Self.waiting
        case .signsOut: [.done, .failed, .notFound, .usage] + Self.waiting
        case .stays: [.done, .failed, .notFound, .usage]
        }
    }

    private static let speaking: [ExitStatus] = [.signIn, .notAllowed, .notFound]
    private static let waiting: [ExitStatus] = [.unreachable, .busy, .interrupted]
}
