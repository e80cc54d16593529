/// Where the server listens, and its limits.
package struct ServerConfiguration: Sendable {
    package var host: String
    /// 0 lets the system choose; `RegistryServer` says which one it became.
    package var port: Int
    package var limits: ServerLimits

    package init(host: String = "127.0.0.1", port: Int = 8080, limits: ServerLimits = ServerLimits()) {
        self.host = host
        self.port = port
        self.limits = limits
    }
}
