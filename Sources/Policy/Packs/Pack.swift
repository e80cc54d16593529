/// One jurisdiction's rules as a value: criteria, ladders and how they combine, each number with its source.
///
/// A pack is read from YAML by `PolicyPacks`; the engine holds no constant of law of its own.
package struct Pack: Sendable, Equatable {
    package var id: String
    package var version: String
    package var titles: Localized
    /// Hex of the SHA-256 of the file's bytes.
    package var sha256: String
    /// Language code of the rules' own text.
    package var language: String
    /// First day on which the rules apply; nil when the source does not say.
    package var validFrom: LocalDate?
    /// Last day on which the rules apply; nil when open or when the source does not say.
    package var validThrough: LocalDate?
    /// The packs this one builds on, nearest first.
    package var bases: [PackReference]
    package var sources: [Citation]
    package var criteria: [Criterion]
    package var ladders: [Ladder]
    package var combination: Combination
    package var licences: Licences

    package init(
        id: String, version: String, titles: Localized, sha256: String, language: String,
        validFrom: LocalDate? = nil, validThrough: LocalDate? = nil, bases: [PackReference] = [],
        sources: [Citation] = [], criteria: [Criterion], ladders: [Ladder], combination: Combination,
        licences: Licences
    ) {
        self.id = id
        self.version = version
        self.titles = titles
        self.sha256 = sha256
        self.language = language
        self.validFrom = validFrom
        self.validThrough = validThrough
        self.bases = bases
        self.sources = sources
        self.criteria = criteria
        self.ladders = ladders
        self.combination = combination
        self.licences = licences
    }

    /// The title in English, or in the first language that the pack has.
    package var title: String { titles[.english] }

    package var reference: PackReference {
        PackReference(id: id, version: version, sha256: sha256)
    }

    /// The criterion with this code, or nil.
    package func criterion(_ code: String) -> Criterion? {
        criteria.first { $0.code == code }
    }

    /// The ladder that a failed finding of this criterion climbs, or nil when the pack has none.
    package func ladder(for criterion: String) -> Ladder? {
        ladders.first { $0.criteria.contains(criterion) }
    }
}
