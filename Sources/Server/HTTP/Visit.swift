import Hummingbird
import Logging

/// One request on its way through the server.
struct Visit: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// For `X-Request-Id` and the log.
    let requestID: String
    /// Who signed in, noted for the access log. A reference: the route learns it after the front door made the visit.
    let who = Who()

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        requestID = RequestID().description
    }
}
