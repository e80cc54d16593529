/// Which text that ships with the program is read.
package struct BuiltInQuery: Sendable, Equatable {
    /// The name of the template, which is no pack that governs anything.
    package static let template = "template"

    /// Id of a pack, or `template`.
    package var pack: String
    /// The last one where it is left out.
    package var version: String?

    package init(pack: String, version: String? = nil) {
        self.pack = pack
        self.version = version
    }

    /// Reads the query.
    package init(_ fields: inout Fields) {
        pack = fields.text("pack", max: 100)
        version = fields.optionalText("version", max: 50)
    }
}
