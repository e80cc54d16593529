import Policy

/// A draw by lot that is to be opened: for what, and who can't be drawn. The pool itself PostgreSQL makes.
package struct NewDraw: Sendable, Equatable {
    package var purpose: DrawPurpose
    /// First day of the visits, or of the month whose inspections are checked again.
    package var firstDay: LocalDate
    /// Last day, included.
    package var lastDay: LocalDate
    /// References of the outlets to visit; none for back-checks.
    package var outlets: [String]
    /// How many are drawn for each outlet.
    package var seats: Int
    /// Numbers or logins of inspectors who are away.
    package var absent: [String]

    package init(
        purpose: DrawPurpose = .visits, firstDay: LocalDate, lastDay: LocalDate, outlets: [String] = [], seats: Int = 1,
        absent: [String] = []
    ) {
        self.purpose = purpose
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.outlets = outlets
        self.seats = seats
        self.absent = absent
    }

    /// Reads the body of an opening.
    package init(_ fields: inout Fields) {
        purpose = fields.optionalChoice("purpose", of: DrawPurpose.self) ?? .visits
        firstDay = fields.value("firstDay", as: LocalDate.self)
        lastDay = fields.value("lastDay", as: LocalDate.self)
        outlets = fields.texts("outlets", max: 500, each: 40).map { $0.uppercased() }
        seats = fields.optionalInteger("seats", in: 1...5) ?? 1
        absent = fields.texts("absent", max: 500, each: 63)
    }
}
