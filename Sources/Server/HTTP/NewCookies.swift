import NIOConcurrencyHelpers

/// The cookies that an answer sets, also one that says no.
final class NewCookies: Sendable {
    private let lines = NIOLockedValueBox<[String]>([])

    /// What `Set-Cookie` says, in the order in which it was noted.
    var all: [String] { lines.withLockedValue { $0 } }

    func set(_ line: String) { lines.withLockedValue { $0.append(line) } }
}
