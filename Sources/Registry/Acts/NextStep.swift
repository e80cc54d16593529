import Records

/// What comes next in the course of a record, and who can do it: what `registryctl` prints after "Next:".
struct NextStep: Equatable {
    /// Name of the act: `decide`, `draft`, `propose`, `issue`, `close`.
    var act: String
    /// On which record.
    var reference: String
    /// One of the roles that may do it.
    var role: Role
    /// Of several that wait in a case, the one to decide on.
    var recommendation: Int?

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "act": .string(act), "reference": .string(reference), "role": .string(role.rawValue),
        ]
        if let recommendation { members["recommendation"] = .integer(recommendation) }
        return .object(members)
    }
}
