import Records

/// Which server a command speaks to, and as whom.
///
/// First that applies: `--context`; `REGISTRYCTL_SERVER` with `REGISTRYCTL_TOKEN_FILE`; `REGISTRYCTL_CONTEXT`; the
/// context that was chosen with `context use`.
struct ContextChoice {
    var environment: Environment
    var named: String?

    /// - Throws: `Failure` when there is none, or none of that name.
    func resolve() throws(Failure) -> ServerContext {
        if named == nil, let server = environment["REGISTRYCTL_SERVER"] {
            var context = ServerContext(server: try Self.address(server))
            context.token = try tokenOfFile()
            return context
        }
        let configuration = try Configuration.load(environment.configFile)
        guard let name = named ?? environment["REGISTRYCTL_CONTEXT"] ?? configuration.current else {
            throw Failure(
                .signIn, "no_context", "no server is chosen.", why: ["Nobody has signed in from this account yet."],
                attempt: "registryctl login --server http://127.0.0.1:8080")
        }
        guard var context = configuration.contexts[name] else { throw Self.unknown(name, configuration) }
        if let token = try tokenOfFile() { context.token = token }
        return context
    }

    static func unknown(_ name: String, _ configuration: Configuration) -> Failure {
        let names = configuration.contexts.keys.sorted()
        return Failure(
            .notFound, "unknown_context", "there is no context \"\(name)\".",
            why: names.isEmpty ? [] : ["There are: \(names.joined(separator: ", "))."],
            attempt: Spelling.closest(to: name, among: names).map { "registryctl context use \($0)" }
                ?? "registryctl context list")
    }

    /// A server's address without a slash at its end.
    /// - Throws: `Failure` when it has no scheme that is spoken here.
    static func address(_ text: String) throws(Failure) -> String {
        var address = text
        while address.hasSuffix("/") { address.removeLast() }
        let isSpoken = ["http://", "https://"].contains { address.hasPrefix($0) && address.count > $0.count }
        guard isSpoken else {
            throw .usage(
                "\"\(text)\" is not the address of a server: it reads like https://registry.example.nl.",
                attempt: "registryctl login --server https://\(Rerun.quoted(withoutScheme(text)))")
        }
        return address
    }

    private static func withoutScheme(_ address: String) -> String {
        guard let range = address.firstRange(of: "://") else { return address }
        return String(address[range.upperBound...])
    }

    private func tokenOfFile() throws(Failure) -> String? {
        guard let path = environment["REGISTRYCTL_TOKEN_FILE"] else { return nil }
        return try TokenFile.read(path)
    }
}
