import ArgumentParser

/// What every command that speaks to the server takes.
struct CommonOptions: ParsableArguments {
    @Option(
        name: [.short, .long], help: ArgumentHelp("Server and account to use.", valueName: "name"),
        completion: .custom { _, _, _ in ContextNames.all() })
    var context: String?

    @Option(help: ArgumentHelp("Language of texts for people: en, nl or de.", valueName: "code"))
    var lang: Language?

    @Option(help: ArgumentHelp("How long to wait for an answer.", valueName: "seconds"))
    var timeout: Int64 = 30

    @Flag(name: [.short, .long], help: "Only results and failures.")
    var quiet = false
}

/// The languages in which texts for people may come.
enum Language: String, ExpressibleByArgument, CaseIterable, Sendable { case en, nl, de }

/// The contexts that `--context` can name.
enum ContextNames {
    /// Nothing when the configuration can't be read: completion stays silent.
    static func all() -> [String] {
        do {
            return try Configuration.load(Environment().configFile).contexts.keys.sorted()
        } catch {
            return []
        }
    }
}
