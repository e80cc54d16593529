import Records

/// How much may be on its way.
package struct UploadLimits: Sendable {
    /// Of each type that is taken, how many bytes a file may have.
    package var types: [EvidenceType: Int]
    /// How many files one person may have on the way.
    package var unfinished = 20
    /// How many bytes of them together.
    package var unfinishedBytes = 1 << 29
    /// After how many seconds without a byte what came of a file is dropped.
    package var seconds = 7 * 24 * 3600

    package init(types: [EvidenceType: Int]) { self.types = types }

    /// The largest file that any type may have.
    package var mostBytes: Int { types.values.max() ?? 0 }
}

/// Whose upload it is, and of what.
package struct UploadKey: Sendable, Hashable {
    package var authority: Int
    package var person: Int
    package var digest: FileDigest

    package init(authority: Int, person: Int, digest: FileDigest) {
        self.authority = authority
        self.person = person
        self.digest = digest
    }
}
