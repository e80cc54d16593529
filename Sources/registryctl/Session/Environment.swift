import FoundationEssentials

/// The environment variables that `registryctl` reads.
struct Environment: Sendable {
    private let variables: [String: String]

    init(_ variables: [String: String] = ProcessInfo.processInfo.environment) { self.variables = variables }

    /// The value, nil when it is absent or empty.
    subscript(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

    var home: String { self["HOME"] ?? "/" }

    /// `REGISTRYCTL_CONFIG`, else `registryctl/config.json` in the folder for configuration (XDG Base Directory).
    var configFile: String {
        self["REGISTRYCTL_CONFIG"] ?? "\(self["XDG_CONFIG_HOME"] ?? home + "/.config")/registryctl/config.json"
    }

    /// The folder for what can be made again.
    var cacheFolder: String { "\(self["XDG_CACHE_HOME"] ?? home + "/.cache")/registryctl" }
}
