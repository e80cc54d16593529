import Policy

/// How a list of outlets is brought in.
package struct OutletImport: Sendable, Equatable {
    package var profile: ImportProfile
    /// False only compares and tells.
    package var apply: Bool
    /// True applies the good rows when there are bad ones; false applies nothing then.
    package var acceptRejects: Bool
    /// The day on which outlets that the list no longer names are closed; nil leaves them.
    package var closeVanished: LocalDate?

    /// How large a list can be: the server takes no more, and `registryctl` looks before it sends.
    package static let maximumBytes = 20 << 20

    package init(
        profile: ImportProfile, apply: Bool = false, acceptRejects: Bool = false, closeVanished: LocalDate? = nil
    ) {
        self.profile = profile
        self.apply = apply
        self.acceptRejects = acceptRejects
        self.closeVanished = closeVanished
    }

    /// Reads the query of an import.
    package init(_ fields: inout Fields) {
        profile = fields.choice("profile", of: ImportProfile.self)
        apply = fields.bool("apply", default: false)
        acceptRejects = fields.bool("acceptRejects", default: false)
        closeVanished = fields.optionalValue("closeVanished", as: LocalDate.self)
    }
}
