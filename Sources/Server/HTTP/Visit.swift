import Hummingbird
import Logging
import NIOCore

/// One request on its way through the server, and from where it came.
struct Visit: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// For `X-Request-Id` and the log.
    let requestID: String
    /// Who signed in, noted for the access log. A reference: the route learns it after the front door made the visit.
    let who = Who()
    /// What the answer makes a browser keep.
    let cookies = NewCookies()
    /// The other end of the connection.
    let peer: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        requestID = RequestID().description
        peer = source.channel.remoteAddress
    }

    /// Where a reverse proxy stands, which says for whom it asks.
    var isFromThisMachine: Bool { ["127.0.0.1", "::1", "::ffff:127.0.0.1"].contains(peer?.ipAddress ?? "") }
}
