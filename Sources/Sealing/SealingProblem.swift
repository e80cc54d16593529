/// Why something was not sealed or opened. It never says anything of the content.
package enum SealingProblem: Error, Equatable, Sendable {
    /// The key is not the one, or the sealed bytes were changed or belong to another report.
    case notOpened
    /// The text is no key of that kind.
    case noKey
    /// What was opened is no contact of a form that this program knows.
    case unknownForm
}
