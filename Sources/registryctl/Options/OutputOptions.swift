import ArgumentParser

/// How results are written.
struct OutputOptions: ParsableArguments {
    @Option(name: [.short, .long], help: ArgumentHelp("Form of the result.", valueName: "form"))
    var output: OutputForm = .auto

    @Flag(help: "JSON; --json=a,b gives only these fields.")
    var json = false

    @Option(help: ArgumentHelp("Fields of JSON forms, with dots for members of members.", valueName: "a,b"))
    var fields: String?

    @Option(help: ArgumentHelp("Columns to show; -c leaves one out.", valueName: "a,b,-c"))
    var columns: String?

    @Flag(help: "No line with the names of the columns.")
    var noHeader = false

    var form: OutputForm { json && output != .jsonl ? .json : output }

    static func names(_ list: String?) -> [String]? {
        list.map { $0.split(separator: ",").map(String.init) }
    }
}
