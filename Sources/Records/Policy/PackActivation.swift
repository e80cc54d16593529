/// Which text the person who activates a pack has read.
package struct PackActivation: Sendable, Equatable {
    /// SHA-256 of the text in hex, or its first 8 digits or more; nil leaves it to the version that was read.
    package var sha256: String?

    package init(sha256: String? = nil) {
        self.sha256 = sha256
    }

    /// Reads the body of an activation.
    package init(_ fields: inout Fields) {
        sha256 = fields.optionalText("sha256", min: 8, max: 64)?.lowercased()
    }
}
