import Glibc
import NIOConcurrencyHelpers

/// Where threads wait until a test lets them go on.
final class Gate: Sendable {
    private let state = NIOLockedValueBox((held: 0, isOpen: false))

    /// How many have come.
    var held: Int { state.withLockedValue(\.held) }

    func hold() {
        state.withLockedValue { $0.held += 1 }
        while !state.withLockedValue(\.isOpen) { usleep(1000) }
    }

    func open() { state.withLockedValue { $0.isOpen = true } }
}
