/// A class of severity, such as "Category V" or "moderate".
package struct SeverityClass: Sendable, Equatable {
    package let code: String
    package let name: Localized
    package let citation: Citation
    /// How a repeat lifts a violation into the next class; nil when it does not.
    package let raise: Raise?

    /// A repeat that raises the class instead of the step.
    package struct Raise: Sendable, Equatable {
        package let to: String
        /// Which earlier violations make the repeat; the class rises when it reaches step 2.
        package let counting: CountingRule
        /// Whether a violation rises one class or as many as its repeats carry it; both where the source is open.
        package let reaches: [Reach]

        package enum Reach: String, Codable, Sendable, CaseIterable {
            case oneClass = "one_class"
            case everyClass = "every_class"
        }

        package init(to: String, counting: CountingRule, reaches: [Reach]) {
            self.to = to
            self.counting = counting
            self.reaches = reaches
        }
    }

    package init(code: String, name: Localized, citation: Citation, raise: Raise? = nil) {
        self.code = code
        self.name = name
        self.citation = citation
        self.raise = raise
    }
}
