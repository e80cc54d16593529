extension LicenceQuery {
    /// Reads the parameters `outlet` and `standing`.
    package init(_ fields: inout Fields) {
        outlet = fields.optionalOutletReference("outlet")
        standing = fields.optionalChoice("standing", of: LicenceStanding.self)
    }
}
