/// Which versions of policy packs are listed.
package struct PackQuery: Sendable, Equatable {
    package var pack: String?
    package var version: String?
    package var status: PackStatus?

    package init(pack: String? = nil, version: String? = nil, status: PackStatus? = nil) {
        self.pack = pack
        self.version = version
        self.status = status
    }

    /// Reads the query of a list.
    package init(_ fields: inout Fields) {
        pack = fields.optionalText("pack", max: 100)
        version = fields.optionalText("version", max: 50)
        status = fields.optionalChoice("status", of: PackStatus.self)
    }
}

/// How far a version of a policy pack has come.
package enum PackStatus: String, Sendable, CaseIterable {
    case draft, proposed, active, withdrawn
}
