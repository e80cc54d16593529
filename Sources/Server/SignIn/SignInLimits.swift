import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Records
import Registry

/// Says how often somebody may try to sign in, before anything is looked up or worked out.
///
/// The limits are rows of `ops.rate_limit`, read again after some seconds. They count per address class, and per login and address class
/// together: whoever guesses at a login from elsewhere doesn't keep its holder out.
final class SignInLimits: Sendable {
    private struct Known: Sendable {
        var limits: [RateLimit] = []
        var until: NIODeadline = .distantPast
    }

    private let registry: Registry
    private let seconds: Double
    private let buckets = RateBuckets()
    private let known = NIOLockedValueBox(Known())

    init(_ registry: Registry, _ limits: ServerLimits) {
        self.registry = registry
        seconds = limits.rateLimitSeconds
    }

    /// - Parameter login: nil where an identity provider says who it is.
    /// - Throws: `Refusal` `too_many_sign_ins`.
    func admit(_ login: String?, in jurisdiction: String, _ request: Request, _ visit: Visit) async throws {
        let home = Self.address(request, visit)
        let limits = try await current().compactMap { limit -> (limit: RateLimit, subject: String)? in
            guard limit.action == "sign_in" else { return nil }
            switch limit.subject {
            case .address: return (limit, home)
            case .loginAndAddress: return login.map { (limit, "\(home)|\(jurisdiction)|\($0)") }
            }
        }
        let now = Double(NIODeadline.now().uptimeNanoseconds) / 1e9
        guard let wait = buckets.take(limits, now: now) else { return }
        throw Refusal.tooManySignIns(after: Int(wait.rounded(.up)))
    }

    private func current() async throws -> [RateLimit] {
        let held = known.withLockedValue { $0 }
        guard NIODeadline.now() >= held.until else { return held.limits }
        let limits = try await registry.rateLimits()
        let until = NIODeadline.now() + .milliseconds(Int64(seconds * 1000))
        known.withLockedValue { $0 = Known(limits: limits, until: until) }
        return limits
    }

    /// Who asks: the other end of the connection, or, where that is this machine (its reverse proxy), whom the proxy names last.
    private static func address(_ request: Request, _ visit: Visit) -> String {
        guard visit.isFromThisMachine, let named = request.headers[values: .xForwardedFor].last else {
            return AddressClass.of(visit.peer)
        }
        let last = named.split(separator: ",").last.map { $0.filter { !$0.isWhitespace } } ?? ""
        return AddressClass.of(last)
    }
}
