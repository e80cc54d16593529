/// A change of the rules that is already known while the rules are asked: a later version, or an end.
///
/// Which texts they are is stated by their hashes, so that a replay foresees the same; the packs go to `decide` beside.
package struct ComingVersion: Codable, Sendable, Equatable {
    /// First day on which it holds.
    package var from: LocalDate
    /// nil where no version governs from then on.
    package var version: String?
    package var sha256: String?

    package init(from: LocalDate, version: String? = nil, sha256: String? = nil) {
        self.from = from
        self.version = version
        self.sha256 = sha256
    }

    package init(_ coming: ComingRules) {
        self.init(from: coming.from, version: coming.pack?.version, sha256: coming.pack?.sha256)
    }
}
