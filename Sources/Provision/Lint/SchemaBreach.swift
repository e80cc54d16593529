/// One thing in a database that breaks a rule of its schema.
package struct SchemaBreach: Hashable, Sendable, CustomStringConvertible {
    /// The rule, in words.
    package let rule: String
    /// What breaks it, like `registry.outlet`.
    package let what: String

    package var description: String { "\(what) breaks the rule: \(rule)" }
}
