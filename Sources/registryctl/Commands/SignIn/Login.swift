import ArgumentParser
import Records

/// Keeps a bearer token for a server, after the server has taken it.
struct Login: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to a server with a token.",
        discussion:
            "The token is read from a file, from a pipe, or asked for. It is kept in the configuration, readable by you only."
    )

    static let manual = Manual(
        .signsIn,
        .text(
            "A sentence that says as whom you are signed in."),
        examples: [
            #"registryctl login --server https://registry.example.nl"#,
            #"registryctl login --server http://127.0.0.1:8080 --token-file token.txt --context local"#,
        ])

    @Option(help: ArgumentHelp("Address of the server.", valueName: "url")) var server: String?
    @Option(help: ArgumentHelp("File that holds the token.", valueName: "file"), completion: .file()) var tokenFile:
        String?
    @OptionGroup(title: "Connection") var common: CommonOptions

    func run() async throws {
        let environment = Environment()
        var configuration = try Configuration.load(environment.configFile)
        let name = common.context ?? environment["REGISTRYCTL_CONTEXT"] ?? configuration.current ?? "default"
        guard let address = server ?? environment["REGISTRYCTL_SERVER"] ?? configuration.contexts[name]?.server else {
            throw Failure.usage(
                "no server is named.", attempt: "registryctl login --server https://registry.example.nl")
        }
        var context = ServerContext(server: try ContextChoice.address(address))
        context.token = try readToken(host: context.host)
        let me = try await check(context)
        context.login = me["login"]?.text
        context.expiresAt = me["expiresAt"]?.text.flatMap { Instant(text: $0) }
        context.timeZone = me["jurisdiction"]?["timeZone"]?.text
        configuration.contexts[name] = context
        configuration.current = name
        try configuration.save(environment.configFile)
        try StandardOutput.write("Signed in to \(context.host) as \(context.login ?? "?") (\(Self.place(me))).\n")
        if !common.quiet {
            StandardError.write("Next: \(ChosenContext.added(common.context, to: "registryctl today"))\n")
        }
    }

    private func readToken(host: String) throws -> String {
        if let tokenFile { return try TokenFile.read(tokenFile) }
        if Terminal.canAsk {
            return try TokenFile.token(try Prompt.secret("Token for \(host): "), from: "what was typed")
        }
        return try TokenFile.token(Interruption.whileAsking(restore: {}) { readLine() } ?? "", from: "standard input")
    }

    /// What the server says about the token.
    private func check(_ context: ServerContext) async throws -> JSONValue {
        let client = Client(context, timeoutSeconds: common.timeout)
        do {
            let me = try await client.send(HTTPAsk(.GET, "/v1/me")).json
            try await client.close()
            return me
        } catch {
            try await client.close()
            if var failure = error as? Failure, failure.exit == .signIn {
                failure.attempt = "an administrator runs registryctl people token PERSON"
                throw failure
            }
            throw error
        }
    }

    private static func place(_ me: JSONValue) -> String {
        let roles = (me["roles"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
        return "\(me["jurisdiction"]?["name"]?.text ?? "?"): \(roles)"
    }
}
