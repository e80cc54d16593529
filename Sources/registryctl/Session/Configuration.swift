import Records

/// The file in which contexts are kept: servers, and who signed in there.
struct Configuration: Equatable {
    var current: String?
    var contexts: [String: ServerContext] = [:]

    /// - Throws: `Failure` when the file is there and isn't what `save` writes. No file is an empty configuration.
    static func load(_ path: String) throws(Failure) -> Configuration {
        guard let bytes = try PrivateFile.read(path) else { return Configuration() }
        do {
            return Configuration(try BoundedJSON.parse(bytes))
        } catch {
            throw Failure(
                .failed, "config_not_read", "the configuration can't be read: \(error).", at: path,
                attempt: "mend the file, or move it away and run registryctl login")
        }
    }

    func save(_ path: String) throws { try PrivateFile.write(JSONText.pretty(json) + Array("\n".utf8), to: path) }

    private init(_ json: JSONValue) {
        current = json["current"]?.text
        if case .object(let members)? = json["contexts"] { contexts = members.compactMapValues(ServerContext.init) }
    }

    init() {}

    private var json: JSONValue {
        ["current": current.map(JSONValue.string) ?? .null, "contexts": .object(contexts.mapValues(\.json))]
    }
}
