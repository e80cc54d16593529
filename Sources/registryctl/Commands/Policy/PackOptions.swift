import ArgumentParser

/// One version of a policy pack, by its name.
struct PackOptions: ParsableArguments {
    @Argument(help: "Id of the pack, like nl/amsterdam/two-step.") var pack: String
    @Option(name: .customLong("version"), help: ArgumentHelp("Version of the pack.", valueName: "version"))
    var packVersion: String

    init() {}

    /// Of a pack that is known by other means than the command line.
    init(pack: String, version: String) {
        self.pack = pack
        packVersion = version
    }

    /// "nl/amsterdam/two-step 2018-2019".
    var name: String { "\(pack) \(packVersion)" }

    /// The command that shows it.
    var show: String { command("show") }

    /// What another person does with it once it is proposed.
    var activate: String { "a reviewer runs \(command("activate"))" }

    func command(_ word: String) -> String {
        "registryctl policy \(word) \(pack) --version \(Rerun.quoted(packVersion))"
    }
}
