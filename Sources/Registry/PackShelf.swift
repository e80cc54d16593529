import Policy

/// The policy packs that this program can read, with their source text: what an authority can adopt.
package struct PackShelf: Sendable {
    /// A parsed pack and the text it was parsed from.
    package struct Entry: Sendable {
        package var pack: Pack
        package var source: String

        package init(pack: Pack, source: String) {
            self.pack = pack
            self.source = source
        }
    }

    package let entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The pack with this id and version, or nil.
    package func entry(id: String, version: String) -> Entry? {
        entries.first { $0.pack.id == id && $0.pack.version == version }
    }
}
