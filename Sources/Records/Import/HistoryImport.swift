/// How a file of earlier records is brought in.
package struct HistoryImport: Sendable, Equatable {
    package var profile: HistoryProfile
    /// The name of the file, without folders: every record keeps where it came from.
    package var file: String
    /// False only compares and tells.
    package var apply: Bool
    /// True stores the good rows when there are bad ones; false stores nothing then.
    package var acceptRejects: Bool

    package init(profile: HistoryProfile, file: String, apply: Bool = false, acceptRejects: Bool = false) {
        self.profile = profile
        self.file = file
        self.apply = apply
        self.acceptRejects = acceptRejects
    }

    /// Reads the query of an import.
    package init(_ fields: inout Fields) {
        profile = fields.choice("profile", of: HistoryProfile.self)
        file = fields.text("file", max: 200)
        apply = fields.bool("apply", default: false)
        acceptRejects = fields.bool("acceptRejects", default: false)
    }
}
