import OpenID

/// Where the server listens, its limits, and whom it believes.
package struct ServerConfiguration: Sendable {
    package var host: String
    /// 0 lets the system choose; `RegistryServer` says which one it became.
    package var port: Int
    package var limits: ServerLimits
    /// With which requests are known again. Every server of a database has the same, and none is in the database.
    package var digestKey: [UInt8]
    /// The identity provider that people sign in with; nil where there is none.
    package var provider: OpenIDProvider?
    /// What asks its token endpoint, for who signs in with a browser.
    package var exchange: TokenExchange?
    /// Tests leave one out, to see that what it keeps away comes in.
    var browserChecks = Set(BrowserCheck.allCases)

    package init(
        host: String = "127.0.0.1", port: Int = 8080, limits: ServerLimits = ServerLimits(), digestKey: [UInt8] = [],
        provider: OpenIDProvider? = nil, exchange: TokenExchange? = nil
    ) {
        self.host = host
        self.port = port
        self.limits = limits
        self.digestKey = digestKey
        self.provider = provider
        self.exchange = exchange
    }

    /// How browsers sign in, where the operator has set it down.
    var browserWay: BrowserDesk.Way? {
        guard let provider, let browser = provider.browser, let exchange else { return nil }
        return BrowserDesk.Way(provider: provider, browser: browser, exchange: exchange)
    }

    /// The registry's own pages, as browsers tell them apart; nil where no browser is signed in.
    var ownPages: OwnPages? {
        browserWay?.browser.origin.map { OwnPages(origin: $0, checks: browserChecks) }
    }
}
