import Records

/// How people sign in to a provider with a browser: by an authorization code with PKCE, this server being the provider's client.
package struct BrowserWay: Sendable, Equatable {
    /// Where the provider asks somebody to sign in.
    package var authorizationEndpoint: String
    /// Where it sends the browser back to: the path of this registry below, as browsers reach it.
    package var redirectURI: String
    /// What the provider knows this registry by, beside the verifier; nil for a public client.
    package var clientSecret: Sensitive<String>?

    package static let callback = "/v1/sign-in/callback"

    package init(authorizationEndpoint: String, redirectURI: String) {
        self.authorizationEndpoint = authorizationEndpoint
        self.redirectURI = redirectURI
    }

    /// The origin of the registry's own pages, as browsers write it (RFC 6454, section 6.2); nil where the address is no origin with the
    /// path.
    package var origin: String? {
        guard redirectURI.hasSuffix(Self.callback) else { return nil }
        let origin = redirectURI.dropLast(Self.callback.utf8.count)
        guard let start = origin.firstRange(of: "://") else { return nil }
        let host = origin[start.upperBound...]
        let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789.-:[]")
        // Browsers leave the usual port out.
        let usualPort = origin.hasPrefix("https:") ? ":443" : ":80"
        guard !host.isEmpty, host.allSatisfy(letters.contains), !host.hasSuffix(usualPort) else { return nil }
        return String(origin)
    }
}
