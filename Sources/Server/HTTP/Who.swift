import NIOConcurrencyHelpers

/// The pseudonym of the person behind a request, once that is known.
final class Who: Sendable {
    private let value = NIOLockedValueBox<String?>(nil)

    var pseudonym: String? { value.withLockedValue { $0 } }

    func note(_ pseudonym: String) { value.withLockedValue { $0 = pseudonym } }
}
