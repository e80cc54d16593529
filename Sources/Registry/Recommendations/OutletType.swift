import Policy

/// What kind an outlet is, in the words of the registry.
package struct OutletType: Sendable {
    let kind: String
    /// As the facts state it.
    let attributes: [String: String]

    /// nil when the kind is not known.
    init?(_ kind: String?) {
        guard let kind, kind != "unknown" else { return nil }
        self.kind = kind
        attributes = ["type": kind]
    }
}
