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

    package init(
        host: String = "127.0.0.1", port: Int = 8080, limits: ServerLimits = ServerLimits(), digestKey: [UInt8] = [],
        provider: OpenIDProvider? = nil
    ) {
        self.host = host
        self.port = port
        self.limits = limits
        self.digestKey = digestKey
        self.provider = provider
    }
}
