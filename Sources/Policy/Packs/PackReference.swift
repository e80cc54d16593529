/// Names one exact text of a pack: its id, its version and the SHA-256 (hex) of the file's bytes.
package struct PackReference: Codable, Sendable, Hashable {
    package let id: String
    package let version: String
    package let sha256: String

    package init(id: String, version: String, sha256: String) {
        self.id = id
        self.version = version
        self.sha256 = sha256
    }
}
