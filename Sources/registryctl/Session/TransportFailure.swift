import AsyncHTTPClient
import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What it means for the user when a request could not be carried to its end.
enum TransportFailure {
    static func failure(_ error: any Error, _ ask: HTTPAsk, _ context: ServerContext) -> any Error {
        if error is CancellationError { return error }
        if error is NIOConnectionError || wasRefused(error as? IOError) || wasNotSent(error as? HTTPClientError) {
            return Failure(
                .unreachable, "not_reachable", "\(context.host) can't be reached.", why: ["Nothing was sent."],
                attempt: "registryctl context show")
        }
        if ask.method == .GET {
            return Failure(
                .unreachable, "no_answer", "\(context.host) did not answer.", attempt: "the same command again")
        }
        return Failure(
            .failed, "outcome_unknown", "the connection broke after the request was sent; the result is not known.")
    }

    /// The other side closed the connection, or it was cut: not that time ran out.
    static func isBrokenConnection(_ error: any Error) -> Bool {
        if let error = error as? HTTPClientError { return error == .remoteConnectionClosed }
        return [ECONNRESET, EPIPE].contains((error as? IOError)?.errnoCode)
    }

    /// Nobody listens there, or no way leads there.
    private static func wasRefused(_ error: IOError?) -> Bool {
        guard let error else { return false }
        return [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL].contains(error.errnoCode)
    }

    private static func wasNotSent(_ error: HTTPClientError?) -> Bool {
        guard let error else { return false }
        let before: [HTTPClientError] = [
            .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .invalidURL, .emptyHost,
        ]
        return before.contains(error)
    }
}
