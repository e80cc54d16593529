/// One jurisdiction's rules as a value: criteria, ladders and how they combine, each number with its source.
///
/// A pack is read from YAML by `PolicyPacks`; the engine holds no constant of law of its own.
package struct Pack: Sendable, Equatable {
    package let id: String
    package let version: String
    package let titles: Localized
    /// Hex of the SHA-256 of the file's bytes.
    package let sha256: String
    /// Language code of the rules' own text.
    package let language: String
    /// First day on which the rules apply; nil when the source does not say.
    package let validFrom: LocalDate?
    /// Last day on which the rules apply; nil when open or when the source does not say.
    package let validThrough: LocalDate?
    /// The packs this one builds on, nearest first.
    package let bases: [PackReference]
    package let sources: [Citation]
    package let rules: Rules
    /// The same rules with numbers for names, made once.
    let compiled: CompiledPack

    package init(
        id: String, version: String, titles: Localized, sha256: String, language: String,
        validFrom: LocalDate? = nil, validThrough: LocalDate? = nil, bases: [PackReference] = [],
        sources: [Citation] = [], rules: Rules
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
        self.rules = rules
        compiled = CompiledPack(id: id, rules)
    }

    /// A pack of criteria, ladders and licences alone.
    package init(
        id: String, version: String, titles: Localized, sha256: String, language: String,
        validFrom: LocalDate? = nil, validThrough: LocalDate? = nil, bases: [PackReference] = [],
        sources: [Citation] = [], criteria: [Criterion], ladders: [Ladder], combination: Combination,
        licences: Licences
    ) {
        self.init(
            id: id, version: version, titles: titles, sha256: sha256, language: language, validFrom: validFrom,
            validThrough: validThrough, bases: bases, sources: sources,
            rules: Rules(criteria: criteria, ladders: ladders, combination: combination, licences: licences))
    }

    package var criteria: [Criterion] { rules.criteria }
    package var ladders: [Ladder] { rules.ladders }
    package var combination: Combination { rules.combination }
    package var licences: Licences { rules.licences }

    /// The title in English, or in the first language that the pack has.
    package var title: String { titles[.english] }

    package var reference: PackReference {
        PackReference(id: id, version: version, sha256: sha256)
    }

    /// The criterion with this code, or nil.
    package func criterion(_ code: String) -> Criterion? {
        criteria.first { $0.code == code }
    }

    /// The first ladder that a failed finding of this criterion climbs, or nil when the pack has none.
    package func ladder(for code: String) -> Ladder? {
        let severity = criterion(code)?.severity
        return ladders.first { $0.criteria.contains(code) || severity.map($0.classes.contains) == true }
    }

    package static func == (left: Pack, right: Pack) -> Bool {
        left.reference == right.reference && left.titles == right.titles && left.language == right.language
            && left.validFrom == right.validFrom && left.validThrough == right.validThrough
            && left.bases == right.bases && left.sources == right.sources && left.rules == right.rules
    }
}
