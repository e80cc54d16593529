extension LicenceQuery {
    /// Reads the parameters `outlet` and `status`.
    package init(_ fields: inout Fields) {
        outlet = fields.optionalOutletReference("outlet")
        status = fields.optionalChoice("status", of: LicenceStatus.self)
    }
}
