import ArgumentParser
import Records

/// Has the server revoke the token of a context, and forgets it.
struct Logout: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Sign out: the server revokes the token of this context, and it is forgotten here.",
        discussion: "Where the server can't be told, the token is forgotten here and stays valid until it expires.")

    static let manual = Manual(
        .signsOut,
        .text(
            "A sentence that says what is now true."),
        examples: [
            #"registryctl logout"#
        ])

    @OptionGroup(title: "Connection") var common: CommonOptions

    func run() async throws {
        let environment = Environment()
        var configuration = try Configuration.load(environment.configFile)
        let name = common.context ?? environment["REGISTRYCTL_CONTEXT"] ?? configuration.current
        guard let name, let context = configuration.contexts[name], context.token != nil else {
            if !common.quiet { StandardError.write("Nobody is signed in.\n") }
            return
        }
        let failure = await revoke(context)
        configuration.contexts[name]?.token = nil
        configuration.contexts[name]?.expiresAt = nil
        try configuration.save(environment.configFile)
        if let failure, failure.exit != .signIn { throw Self.untold(context, failure) }
        let why = failure == nil ? "the token no longer works" : "the token was no longer good there"
        try StandardOutput.write("Signed out of \(context.host): \(why).\n")
        if !common.quiet {
            StandardError.write("Next: \(ChosenContext.added(common.context, to: "registryctl login"))\n")
        }
    }

    /// Why the server did not revoke the token; nil when it did.
    private func revoke(_ context: ServerContext) async -> Failure? {
        let client = Client(context, timeoutSeconds: max(1, common.timeout))
        var failure: Failure?
        do {
            _ = try await client.send(HTTPAsk(.POST, "/v1/me/sign-out", json: [:]))
        } catch let refused as Failure {
            failure = refused
        } catch {
            failure = .interrupted("interrupted before the server answered.")
        }
        do { try await client.close() } catch { return failure ?? .interrupted("the connection did not close.") }
        return failure
    }

    private static func untold(_ context: ServerContext, _ failure: Failure) -> Failure {
        let clock = LocalClock.standard(zone: context.timeZone)
        let end = context.expiresAt.map { clock.parts(of: $0).day.description } ?? "it expires"
        let login = context.login ?? "PERSON"
        return Failure(
            failure.exit, failure.code,
            "\(context.host) was not told to revoke the token, which stays valid until \(end).",
            why: [failure.what, "The token is forgotten here."],
            attempt: "an administrator runs registryctl people revoke-token \(login) NUMBER --reason TEXT")
    }
}
