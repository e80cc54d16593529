import ArgumentParser

/// Forgets the token of a context.
struct Logout: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Forget the token of this context. The server keeps it valid until it expires.")

    static let manual = Manual(
        .stays,
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
        configuration.contexts[name]?.token = nil
        try configuration.save(environment.configFile)
        try StandardOutput.write("Signed out of \(context.host).\n")
        if !common.quiet {
            StandardError.write("Next: \(ChosenContext.added(common.context, to: "registryctl login"))\n")
        }
    }
}
