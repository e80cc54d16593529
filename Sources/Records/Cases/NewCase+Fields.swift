extension NewCase {
    /// Reads the body of a case that is opened by hand.
    package init(_ fields: inout Fields) {
        outlet = fields.outletReference("outlet")
        reason = fields.text("reason", max: 2000, lines: .many)
    }
}

extension CaseQuery {
    /// Reads the parameters `status` and `outlet`.
    package init(_ fields: inout Fields) {
        status = fields.optionalChoice("status", of: Status.self)?.rawValue
        outlet = fields.optionalOutletReference("outlet")
    }

    private enum Status: String, CaseIterable {
        case open, closed
    }
}
