import Policy

/// Under which packs the steps of earlier penalties are counted.
package struct StepCountQuery: Sendable, Equatable {
    /// Each as `id@version`, in the order in which they are told.
    package var packs: [String]
    /// A day from which a table is taken to have held whose pack states none; what is compared so is not verified.
    package var assumedFrom: LocalDate?

    package init(packs: [String], assumedFrom: LocalDate? = nil) {
        self.packs = packs
        self.assumedFrom = assumedFrom
    }

    /// Reads the query: `packs` with a comma between two.
    package init(_ fields: inout Fields) {
        packs = fields.text("packs", max: 1000).split(separator: ",").map(String.init)
        assumedFrom = fields.optionalValue("assumedFrom", as: LocalDate.self)
        if fields.isGood("packs"), packs.contains(where: { $0.split(separator: "@").count != 2 }) {
            fields.note("packs", "not_a_pack", "\"packs\" are written id@version, with a comma between two.")
        }
    }
}
