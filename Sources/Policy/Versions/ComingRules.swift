/// The rules that are already known to govern from a later day on; with no pack none do.
package struct ComingRules: Sendable {
    package let pack: Pack?
    package let from: LocalDate

    package init(pack: Pack?, from: LocalDate) {
        self.pack = pack
        self.from = from
    }
}
