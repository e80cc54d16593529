import CLibpq

/// What libpq needs to ask the server to cancel the running statement of one connection, from any thread.
///
/// `@unchecked Sendable`: a `PGcancel` is never changed after it is made, and `PQcancel` may be called from any thread
/// (manual 34.7); it is freed when the last user lets go of this object.
final class CancelToken: @unchecked Sendable {
    private let pointer: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let pointer = PQgetCancel(connection) else { return nil }
        self.pointer = pointer
    }

    deinit { PQfreeCancel(pointer) }

    /// Asks the server to cancel; blocks until it has taken the request. False when it could not be reached.
    func send() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { reason in
            PQcancel(pointer, reason.baseAddress, 256) == 1
        }
    }
}
