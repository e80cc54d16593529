/// What a step calls for: one or more options, each of one or more measures that go together.
///
/// `[[fine, suspension]]` is a fine and a suspension, `[[fine], [suspension]]` is one or the other.
package struct Sanction: Sendable, Equatable {
    package let options: [[Prescription]]
    package let chooser: Chooser
    /// What must hold before the licensee may choose.
    package let conditions: [Gate]
    /// What follows each day that the violation continues after the first.
    package let eachFurtherDay: Prescription?

    /// Who takes one of several options.
    package enum Chooser: String, Codable, Sendable, CaseIterable {
        case authority
        case licensee
    }

    package init(
        options: [[Prescription]], chooser: Chooser = .authority, conditions: [Gate] = [],
        eachFurtherDay: Prescription? = nil
    ) {
        self.options = options
        self.chooser = chooser
        self.conditions = conditions
        self.eachFurtherDay = eachFurtherDay
    }

    /// The kinds of measure that it can lead to.
    package var kinds: [MeasureKind] {
        options.joined().map(\.kind) + (eachFurtherDay.map { [$0.kind] } ?? [])
    }
}
