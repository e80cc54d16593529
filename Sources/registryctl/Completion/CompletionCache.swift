import Records

/// References that were fetched a moment ago, so that a second press of the tab key costs nothing.
struct CompletionCache {
    private let path: String

    /// - Parameter account: who signed in where; what one may see is nothing for another.
    init(folder: String, account: String, subject: String) {
        let host = String(account.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        path = "\(folder)/\(host)-\(subject).json"
    }

    /// What was kept, nil when there is nothing or it is too old.
    func read(now: Instant, maximumAgeSeconds: Int64) throws -> [String]? {
        guard let bytes = try PrivateFile.read(path) else { return nil }
        let json = try BoundedJSON.parse(bytes)
        guard let at = json["at"]?.text.flatMap(Instant.init(text:)), at <= now,
            at.adding(seconds: maximumAgeSeconds) > now
        else { return nil }
        return json["references"]?.items?.compactMap(\.text)
    }

    func write(_ references: [String], now: Instant) throws {
        let json: JSONValue = ["at": .string(now.description), "references": .array(references.map(JSONValue.string))]
        try PrivateFile.write(json.bytes(), to: path)
    }
}
