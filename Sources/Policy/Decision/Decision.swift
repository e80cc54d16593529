/// What a pack says about the facts, with its whole trace. Its JSON is stable: `format` says which version.
package struct Decision: Codable, Sendable, Equatable {
    package let format: Int
    package let pack: PackReference
    /// Title of the pack per language.
    package let titles: Localized
    /// The packs that `pack` builds on.
    package let bases: [PackReference]
    package let day: LocalDate
    /// One line per failed criterion, in the pack's order.
    package let lines: [Line]
    /// Criteria that were not checked: they never count as compliant.
    package let notChecked: [String]
    /// The recommended measure; nil when nothing failed or a person decides.
    package let measure: Measure?
    package let personDecides: Bool
    /// One English sentence.
    package let reasonPersonDecides: String?
    package let combined: Combined
}
