/// What happens when several criteria fail in one inspection.
package struct Combination: Sendable, Equatable {
    package let rule: Rule
    package let citation: Citation
    /// Kinds of measure from mild to heavy; the pack declares it where the rule compares measures.
    package let order: [MeasureKind]

    package enum Rule: String, Codable, Sendable, CaseIterable {
        /// The heaviest measure is taken, the others go up in it.
        case heaviestAbsorbs = "heaviest_absorbs"
        /// The source does not say: a person decides.
        case unknown
    }

    package init(rule: Rule, citation: Citation, order: [MeasureKind] = []) {
        self.rule = rule
        self.citation = citation
        self.order = order
    }
}
