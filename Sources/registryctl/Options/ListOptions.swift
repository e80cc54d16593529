import ArgumentParser

/// How much of a list is shown.
struct ListOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: ArgumentHelp("At most this many.", valueName: "number"))
    var limit: Int = 30

    @Flag(help: "The whole list.")
    var all = false

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit \(limit): a list has 1 line or more.") }
    }
}
