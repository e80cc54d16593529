import ArgumentParser
import Records

/// Signs in to a server: with the identity provider or a credential, for which the server gives a session, or with a token that is kept
/// as it is.
struct Login: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Sign in to a server, with the identity provider, a credential or a token.",
        discussion: """
            With --provider, and where the server has an identity provider, you are told an address and a code to type there. With \
            --login it is a credential. Either gives a session for some hours: once a day. Else it is a token, from a file, a pipe, or \
            typed.

            The next sign-in goes as the one before, and asks for nothing else. The session or token is kept in the configuration, \
            readable by you only; the credential is not kept.
            """)

    static let manual = Manual(
        .signsIn,
        .text(
            "A sentence that says as whom you are signed in."),
        examples: [
            #"registryctl login --server https://registry.example.nl --login p.devries"#,
            #"registryctl login --server https://registry.example.nl --provider"#,
            #"registryctl login"#,
            #"registryctl login --server http://127.0.0.1:8080 --token-file token.txt --context local"#,
        ])

    @Option(help: ArgumentHelp("Address of the server.", valueName: "url")) var server: String?
    @Option(help: ArgumentHelp("Name to sign in with, which goes with a credential.", valueName: "login")) var login:
        String?
    @Flag(help: "Sign in with the identity provider of the server, in a browser on this or another machine.")
    var provider = false
    @Option(help: ArgumentHelp("Code of the authority, where the server has several.", valueName: "code"))
    var jurisdiction: String?
    @Option(help: ArgumentHelp("File that holds the token.", valueName: "file"), completion: .file()) var tokenFile:
        String?
    @OptionGroup(title: "Connection") var common: CommonOptions

    func validate() throws {
        guard login == nil || tokenFile == nil else {
            throw ValidationError("--login goes with a credential, and --token-file holds a token: give one of them.")
        }
        guard !provider || (login == nil && tokenFile == nil) else {
            throw ValidationError("--provider goes alone: the identity provider says who you are.")
        }
    }

    func run() async throws {
        let environment = Environment()
        var configuration = try Configuration.load(environment.configFile)
        let name = common.context ?? environment["REGISTRYCTL_CONTEXT"] ?? configuration.current ?? "default"
        let known = configuration.contexts[name]
        guard let address = server ?? environment["REGISTRYCTL_SERVER"] ?? known?.server else {
            throw Failure.usage(
                "no server is named.", attempt: "registryctl login --server https://registry.example.nl")
        }
        var context = ServerContext(server: try ContextChoice.address(address))
        try await signIn(&context, known)
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

    /// Gets the token: as it was got here before where nothing else is said.
    private func signIn(_ context: inout ServerContext, _ known: ServerContext?) async throws {
        guard tokenFile == nil else {
            context.token = try readToken(host: context.host)
            return
        }
        let before = known.flatMap { $0.server == context.server && $0.signsInTo != nil ? $0 : nil }
        if let login = login ?? (before?.signsInWithProvider == false && !provider ? before?.login : nil) {
            let home = jurisdiction ?? (login == before?.login ? before?.signsInTo : nil)
            try await signIn(&context, login: login, home)
        } else if provider || before != nil {
            try await signInWithProvider(&context, jurisdiction ?? before?.signsInTo)
        } else if Terminal.canAsk, tokenFile == nil, try await offersProvider(context) {
            try await signInWithProvider(&context, jurisdiction)
        } else {
            context.token = try readToken(host: context.host)
        }
    }

    private func signIn(_ context: inout ServerContext, login: String, _ home: String?) async throws {
        let exchange = SignInExchange(context: context, timeout: common.timeout, login: login)
        let home = try await exchange.authority(home)
        let proof: [String: JSONValue] = [
            "login": .string(login), "credential": .string(try exchange.credential()),
        ]
        context.token = try await exchange.session(in: home, proof)
        context.signsInTo = home
    }

    private func offersProvider(_ context: ServerContext) async throws -> Bool {
        let ways = try await SignInExchange(context: context, timeout: common.timeout).ways()
        return ways["provider"]?["issuer"] != nil
    }

    private func signInWithProvider(_ context: inout ServerContext, _ home: String?) async throws {
        let exchange = SignInExchange(context: context, timeout: common.timeout)
        guard let provider = try await exchange.ways()["provider"], provider != .null else {
            throw Failure(
                .notPossibleNow, "no_identity_provider", "\(context.host) has no identity provider.",
                attempt: "registryctl login --server \(context.server) --login LOGIN")
        }
        let home = try await exchange.authority(home)
        let device = DeviceSignIn(provider: provider) { StandardError.write($0 + "\n") }
        context.token = try await exchange.session(in: home, ["idToken": .string(try await device.idToken())])
        context.signsInTo = home
        context.signsInWithProvider = true
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
