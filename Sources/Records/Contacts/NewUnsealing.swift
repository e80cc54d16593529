/// That somebody wants to read a reporter's contact, and for what.
package struct NewUnsealing: Sendable, Equatable {
    package var purpose: String
    /// Reference of the open case for which it is; without one another person has to agree.
    package var caseReference: String?

    package init(purpose: String, caseReference: String? = nil) {
        self.purpose = purpose
        self.caseReference = caseReference
    }

    /// Reads the body of a request.
    package init(_ fields: inout Fields) {
        purpose = fields.text("purpose", min: Reason.fewestCharacters, max: 1000, lines: .many)
        caseReference = fields.optionalText("case", max: 40)
    }
}
