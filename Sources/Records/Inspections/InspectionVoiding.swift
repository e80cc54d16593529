/// Why an inspection doesn't hold as a whole.
package struct InspectionVoiding: Sendable, Equatable {
    /// UUID or reference of the inspection that holds, when the same visit was stored twice.
    package var duplicateOf: String?
    /// At least 10 characters.
    package var reason: String

    package init(duplicateOf: String? = nil, reason: String) {
        self.duplicateOf = duplicateOf
        self.reason = reason
    }
}
