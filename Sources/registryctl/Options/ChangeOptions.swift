import ArgumentParser

/// What every changing command takes.
struct ChangeOptions: ParsableArguments {
    @Flag(help: "The server checks and does it, and takes it back.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("Repeat a command whose result is not known; it is done once at most.", valueName: "key"))
    var idempotencyKey: String?
}

/// For changes of a record that is there already.
struct VersionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only if the record still has this version.", valueName: "number"))
    var ifVersion: Int?
}
