import Policy

extension InspectionQuery {
    /// Reads the parameters `outlet`, `from` and `to`.
    package init(_ fields: inout Fields) {
        outlet = fields.optionalOutletReference("outlet")
        from = fields.optionalValue("from", as: LocalDate.self)
        to = fields.optionalValue("to", as: LocalDate.self)
        if let from, let to, to < from {
            fields.note("to", "out_of_order", "\"to\" is \(to), before \"from\" (\(from)).")
        }
    }
}
