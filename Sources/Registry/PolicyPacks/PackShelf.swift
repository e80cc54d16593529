import Policy
import Records

/// Where the registry gets packs from: a reader of their texts, the texts that ship with the program, and what was read.
///
/// The registry may not import the reader of YAML, so the program hands it in.
package struct PackShelf: Sendable {
    /// A pack that ships with the program.
    package struct Shipped: Sendable {
        package var id: String
        package var version: String
        package var text: PackText
        /// It has ladders, so that an authority can adopt it; others are only built upon.
        package var isAdoptable: Bool
        /// What the list of built-in packs says of it; nil where nobody read it for that.
        package var outline: Outline?

        package init(id: String, version: String, text: PackText, isAdoptable: Bool, outline: Outline? = nil) {
            self.id = id
            self.version = version
            self.text = text
            self.isAdoptable = isAdoptable
            self.outline = outline
        }
    }

    /// What tells one pack from another before one reads it.
    package struct Outline: Sendable {
        let title: String
        let language: String
        let validFrom: LocalDate?
        let validThrough: LocalDate?

        package init(_ pack: Pack) {
            title = pack.title
            language = pack.language
            validFrom = pack.validFrom
            validThrough = pack.validThrough
        }
    }

    /// A text that another pack builds on.
    package struct Base: Sendable, Equatable {
        package var reference: PackReference
        package var file: String
        package var text: String

        package init(reference: PackReference, file: String, text: String) {
            self.reference = reference
            self.file = file
            self.text = text
        }
    }

    /// What became of one text.
    package struct Reading: Sendable {
        /// nil when the text can't be read; then the report says why.
        package var pack: Pack?
        /// The texts that it builds on, nearest first.
        package var bases: [Base]
        private let check: @Sendable () throws -> PackReport

        /// - Parameter report: worked out when somebody asks for it, since a proof takes longer than reading.
        package init(
            pack: Pack?, bases: [Base], report: @autoclosure @escaping @Sendable () throws -> PackReport
        ) {
            self.pack = pack
            self.bases = bases
            check = report
        }

        /// What the reader, the examples that came along and the proof say; for a text that can't be read, why not.
        package func report() throws -> PackReport { try check() }

        /// The same with its report worked out.
        func checked() throws -> Reading {
            let report = try check()
            return Reading(pack: pack, bases: bases, report: report)
        }
    }

    /// Reads a text, ready to be checked; `base` gives the text of a pack that it builds on, nil when there is none.
    package typealias Reader =
        @Sendable (_ text: PackText, _ base: (_ id: String, _ version: String) throws -> PackText?) throws -> Reading

    package let shipped: [Shipped]
    /// A pack with every key that there is, to write one's own from.
    package let template: PackText?
    let read: Reader
    let cache: PackCache
    let desk: PackDesk

    /// - Parameters:
    ///   - kept: how many packs stay in memory once they were read.
    ///   - patience: how long a text waits until those before it are read.
    package init(
        _ shipped: [Shipped] = [], template: PackText? = nil, kept: Int = 64, patience: Duration = .seconds(10),
        read: @escaping Reader
    ) {
        self.shipped = shipped
        self.template = template
        self.read = read
        cache = PackCache(limit: kept)
        desk = PackDesk(patience: patience)
    }

    /// Reads a text that builds on nothing but these.
    func read(_ text: PackText, on bases: [Base]) throws -> Reading {
        try read(text) { id, version in
            bases.first { $0.reference.id == id && $0.reference.version == version }.map {
                PackText(text: $0.text, file: $0.file)
            }
        }
    }

    /// The shipped pack with this id and version, or nil.
    package func shipped(id: String, version: String) -> Shipped? {
        shipped.first { $0.id == id && $0.version == version }
    }

    /// The same shelf with nothing read yet.
    func unread() -> PackShelf { PackShelf(shipped, template: template, kept: cache.limit, read: read) }
}
