/// The commands that show a record, or the list it is in, from its path in the API.
enum RecordCommand {
    private static let words = [
        "outlets": "outlet", "parties": "party", "licences": "licence", "inspections": "inspection",
        "nuisance-reports": "nuisance", "cases": "case", "actions": "action", "people": "people",
    ]

    /// `/v1/outlets/0363-042-J` gives `registryctl outlet show 0363-042-J`; nil for paths that name no such record.
    static func show(_ path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 3, let word = words[parts[1]] else { return nil }
        return "registryctl \(word) show \(parts[2])"
    }

    /// `/v1/outlets/0363-042-J/licences` gives `registryctl outlet list`.
    static func list(_ path: String) -> String? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count >= 3, let word = words[parts[1]] else { return nil }
        return "registryctl \(word) list"
    }
}
