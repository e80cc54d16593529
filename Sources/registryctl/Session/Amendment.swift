import Records

/// The content of a change that leaves out what stays.
enum Amendment {
    /// The members that are given.
    /// - Throws: `Failure` when there is none but the reason: a new version that changes nothing would say nothing.
    static func of(
        _ members: KeyValuePairs<String, JSONValue?>, command: String
    ) throws(Failure) -> JSONValue {
        guard members.contains(where: { $0.key != "reason" && $0.value != nil }) else {
            throw .usage(
                "nothing is given to change.", why: ["Nothing was sent."], attempt: "registryctl \(command) --help")
        }
        return HTTPAsk.members(members)
    }
}
