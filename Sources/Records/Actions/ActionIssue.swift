/// The issue of an action: of exactly that content which was read.
package struct ActionIssue: Sendable, Equatable {
    /// The `digest` of the action as it was read: SHA-256 in hex.
    package var digest: String

    package init(digest: String) { self.digest = digest }

    /// Reads the body of an issue.
    package init(_ fields: inout Fields) {
        digest = fields.text("digest", max: 64)
        let isDigest = digest.utf8.count == 64 && digest.allSatisfy { $0.isHexDigit && !$0.isUppercase }
        if fields.isGood("digest"), !isDigest {
            fields.note(
                "digest", "not_a_digest",
                "\"\(digest)\" is not a SHA-256 in 64 hexadecimal digits. Send the digest of the action that you read."
            )
        }
    }
}
