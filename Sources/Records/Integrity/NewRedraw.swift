/// That a draw is to be made anew.
package struct NewRedraw: Sendable, Equatable {
    /// At least 10 characters.
    package var why: String
    /// Numbers or logins of inspectors who are away in the new draw.
    package var absent: [String]

    package init(why: String, absent: [String] = []) {
        self.why = why
        self.absent = absent
    }

    /// Reads the body of a request.
    package init(_ fields: inout Fields) {
        why = fields.fullReason("why")
        absent = fields.texts("absent", max: 500, each: 63)
    }
}
