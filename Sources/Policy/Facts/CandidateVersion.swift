/// A version of the rules that comes into question for a violation, by the hash of its text.
package struct CandidateVersion: Codable, Sendable, Equatable {
    package var version: String
    package var sha256: String
    /// First day on which it governs.
    package var from: LocalDate

    package init(version: String, sha256: String, from: LocalDate) {
        self.version = version
        self.sha256 = sha256
        self.from = from
    }

    package init(_ adopted: AdoptedVersion) {
        self.init(version: adopted.pack.version, sha256: adopted.pack.sha256, from: adopted.from)
    }
}
