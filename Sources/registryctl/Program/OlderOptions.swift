/// Names that options had before, which are still taken.
enum OlderOptions {
    private static let names = ["--reasons": "--reason"]

    static func spelledOut(_ arguments: [String]) -> [String] {
        arguments.map { word in
            let name = word.prefix { $0 != "=" }
            return names[String(name)].map { $0 + word.dropFirst(name.count) } ?? word
        }
    }
}
