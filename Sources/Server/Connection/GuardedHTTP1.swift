import HummingbirdCore
import NIOCore

extension HTTP1Channel.Configuration {
    /// HTTP/1.1 with the limits on heads and idle time set, and a `ConnectionGuard` on every connection.
    static func guarded(by limits: ServerLimits) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(limits)],
            idleTimeout: .seconds(Int64(limits.idleSeconds)),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: limits.headerFieldBytes, maxHeaderListSize: limits.headerListBytes,
                maxHeaderFieldCount: limits.headerFields))
    }
}

/// Accepts no connection beyond a number; further ones wait in the system's backlog.
struct MaximumConnections: AvailableConnectionsDelegate {
    private let maximum: Int
    private var open = 0

    init(_ maximum: Int) { self.maximum = maximum }

    mutating func connectionOpened() { open += 1 }
    mutating func connectionClosed() { open -= 1 }
    func isAcceptingNewConnections() -> Bool { open < maximum }
}
