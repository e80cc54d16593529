import ArgumentParser

/// Completion of commands, options and references in a shell.
struct Completion: ExplainedCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print the completion script for a shell, or install it.",
        discussion: "References are completed with those that the registry has; they are kept for 5 minutes.")

    static let manual = Manual(
        .stays,
        .text(
            "The script; with --install a sentence that names its file."),
        examples: [
            #"registryctl completion bash --install"#,
            #"source <(registryctl completion bash)"#,
            #"registryctl completion fish > ~/.config/fish/completions/registryctl.fish"#,
        ])

    /// The shells that are known.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var completionShell: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }

        /// Where the shell looks for the scripts of one person.
        func file(_ environment: Environment) -> String {
            let data = environment["XDG_DATA_HOME"] ?? "\(environment.home)/.local/share"
            let configuration = environment["XDG_CONFIG_HOME"] ?? "\(environment.home)/.config"
            return switch self {
            case .bash: "\(data)/bash-completion/completions/registryctl"
            case .zsh: "\(data)/zsh/site-functions/_registryctl"
            case .fish: "\(configuration)/fish/completions/registryctl.fish"
            }
        }
    }

    @Argument(help: "bash, zsh or fish.") var shell: Shell
    @Flag(help: "Write it where the shell looks for it.") var install = false

    func run() async throws {
        let script = Registryctl.completionScript(for: shell.completionShell)
        guard install else { return try StandardOutput.write(script + "\n") }
        let file = shell.file(Environment())
        try PrivateFile.write(Array((script + "\n").utf8), to: file)
        try StandardOutput.write("Wrote \(file).\n")
        let note = shell == .zsh ? "make sure its folder is in fpath, then start a new shell" : "start a new shell"
        StandardError.write("Next: \(note)\n")
    }
}
