/// That a file belongs to a record.
package struct NewAttachment: Sendable, Equatable {
    package var digest: FileDigest
    /// What it shows, in a line.
    package var description: String?

    package init(digest: FileDigest, description: String? = nil) {
        self.digest = digest
        self.description = description
    }

    /// Reads the body of an attachment.
    package init(_ fields: inout Fields) {
        digest = fields.value("sha256", as: FileDigest.self)
        description = fields.optionalText("description", max: 500)
    }
}

/// That a file is the redacted copy of another one.
package struct NewRedaction: Sendable, Equatable {
    package var copy: FileDigest

    package init(copy: FileDigest) { self.copy = copy }

    /// Reads the body.
    package init(_ fields: inout Fields) { copy = fields.value("copy", as: FileDigest.self) }
}
