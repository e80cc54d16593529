import ArgumentParser

/// The file of a policy pack, and the one with its examples.
struct PackFileOptions: ParsableArguments {
    @Argument(help: "YAML file.", completion: .file(extensions: ["yaml"])) var file: String
    @Option(help: ArgumentHelp("Another file with the examples.", valueName: "file"), completion: .file())
    var examples: String?

    /// - Throws: `Failure` when a file that was named is not there, or is not UTF-8.
    func read() throws(Failure) -> PackFile { try PackFile(file, examples: examples) }
}
