/// Which actions a list shows.
package struct ActionQuery: Sendable, Equatable {
    /// `draft`, `proposed`, `issued`, `revoked`, `withdrawn`, or nil for all.
    package var status: String?
    /// Reference of the case.
    package var caseFile: String?

    package init(status: String? = nil, caseFile: String? = nil) {
        self.status = status
        self.caseFile = caseFile
    }
}
