/// What was found for one criterion in a period, as it holds after corrections.
package struct CriterionCount: Sendable, Equatable {
    package var criterion: String
    /// Never counted as met.
    package var notChecked: Int
    package var notApplicable: Int
    /// One for each outlet where the criterion was checked, by reference.
    package var outlets: [Checks]

    /// The checked findings of one outlet.
    package struct Checks: Sendable, Equatable {
        package var failed: Int
        /// Failed and passed together; at least 1.
        package var checked: Int

        package init(failed: Int, checked: Int) {
            self.failed = failed
            self.checked = checked
        }
    }

    package init(criterion: String, notChecked: Int, notApplicable: Int, outlets: [Checks]) {
        self.criterion = criterion
        self.notChecked = notChecked
        self.notApplicable = notApplicable
        self.outlets = outlets
    }
}
