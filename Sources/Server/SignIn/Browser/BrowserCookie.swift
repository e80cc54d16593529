import HTTPTypes

/// The cookies of a browser. The prefix makes browsers keep them for this host alone, over TLS, for all paths (RFC 6265bis,
/// section 4.1.3.2), and no page's script sees them.
enum BrowserCookie: String, Sendable {
    /// What a browser keeps between going to the provider and coming back.
    case signIn = "__Host-registry-sign-in"
    /// The token of a session.
    case session = "__Host-registry-session"

    /// The provider sends the browser back by a navigation, with which `Lax` lets the cookie go; a session goes with requests of the
    /// registry's own pages alone.
    private var sameSite: String {
        switch self {
        case .signIn: "Lax"
        case .session: "Strict"
        }
    }

    /// What `Set-Cookie` says.
    func kept(_ value: String, seconds: Int) -> String {
        "\(rawValue)=\(value); Max-Age=\(seconds); Path=/; Secure; HttpOnly; SameSite=\(sameSite)"
    }

    /// What takes the cookie away.
    var cleared: String { kept("", seconds: 0) }

    /// What a request carries in it; nil where it carries none, or two: then nobody can tell which one is meant.
    func value(in headers: HTTPFields) -> String? {
        let pairs = headers[values: .cookie].flatMap { $0.split(separator: ";") }
        let values = pairs.compactMap { pair -> String? in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, halves[0].drop(while: { $0 == " " }) == rawValue else { return nil }
            return String(halves[1])
        }
        return values.count == 1 && values[0] != "" ? values[0] : nil
    }
}
