/// The commands that show a record, or the list it is in, from its path in the API.
enum RecordCommand {
    private static let words = [
        "outlets": "outlet", "parties": "party", "licences": "licence", "inspections": "inspection",
        "nuisance-reports": "nuisance", "cases": "case", "actions": "action", "people": "people", "draws": "draw",
    ]

    /// `/v1/outlets/0363-042-J` gives `registryctl outlet show 0363-042-J`; nil for paths that name no such record.
    static func show(_ path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 3, let word = words[parts[1]] else { return nil }
        return "registryctl \(word) show \(parts[2])"
    }

    /// Where to look for a record that is not there: by what the server says it is, else by the path.
    static func list(_ failure: Failure, _ path: String) -> String? {
        guard failure.code.hasPrefix("unknown_") else { return list(path) }
        let word = failure.code.dropFirst("unknown_".count).split(separator: "_").first.map(String.init) ?? ""
        guard words.values.contains(word) else { return list(path) }
        return "registryctl \(word) list"
    }

    /// `/v1/outlets/0363-042-J/licences` gives `registryctl outlet list`.
    private static func list(_ path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count >= 3, let word = words[parts[1]] else { return nil }
        return "registryctl \(word) list"
    }
}
