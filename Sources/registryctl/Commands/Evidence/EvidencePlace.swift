import Records

/// The record to which evidence belongs, by its reference.
struct EvidencePlace: Sendable {
    let reference: String
    private let kind: Reference.Kind

    /// - Throws: `Failure` for a text that is no reference of an inspection, a nuisance report or a case.
    init(_ typed: String) throws(Failure) {
        let letter = PastedText.bare(typed).uppercased().prefix(1)
        guard let kind = Reference.Kind(rawValue: String(letter)), Self.paths[kind] != nil else {
            throw Failure(
                .refused, "not_a_reference",
                "\(typed) is not a reference of an inspection, a nuisance report or a case.",
                why: ["They read like I-2026-0317, N-2026-0317 and C-2026-0317."],
                attempt: "registryctl inspection list")
        }
        self.kind = kind
        reference = try Reference.of(kind, typed)
    }

    /// Where its files are listed and attached.
    var path: String { "/v1/\(Self.paths[kind] ?? "")/\(reference)/evidence" }

    /// The command that lists such records.
    var list: String { "registryctl \(kind.command) list" }

    private static let paths: [Reference.Kind: String] = [
        .inspection: "inspections", .nuisanceReport: "nuisance-reports", .caseFile: "cases",
    ]

    /// The fewest digits of a hash that name a file of a record.
    static let fewestDigits = 8

    /// Whether a text is a hash, or enough of the beginning of one.
    static func isBeginning(_ typed: String) -> Bool {
        let text = PastedText.bare(typed)
        return (fewestDigits...64).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    }

    /// The file whose hash, or the beginning of it, somebody typed.
    /// - Parameters:
    ///   - items: the files of the record, and their copies, among which a beginning is looked for.
    /// - Throws: `Failure` for anything else, and where the beginning is that of none, or of several.
    static func digest(_ typed: String, among items: [JSONValue], of place: EvidencePlace) throws(Failure) -> FileDigest
    {
        let text = PastedText.bare(typed).lowercased()
        if let digest = FileDigest(text) { return digest }
        guard isBeginning(text) else { throw notADigest(typed) }
        let all = Set(items.flatMap { [$0["sha256"]?.text, $0["redactedCopy"]?.text] }.compactMap { $0 })
        let found = all.filter { $0.hasPrefix(text) }.compactMap { FileDigest($0) }
        guard found.count == 1 else {
            throw Failure(
                .notFound, "no_such_file",
                found.isEmpty
                    ? "no file of \(place.reference) has a SHA-256 that begins with \(text)."
                    : "\(found.count) files of \(place.reference) have a SHA-256 that begins with \(text): give more of it.",
                attempt: "registryctl evidence list \(place.reference)")
        }
        return found[0]
    }

    static func notADigest(_ typed: String) -> Failure {
        Failure(
            .refused, "not_a_sha256",
            "\(typed) is not the SHA-256 of a file: it has 64 hexadecimal digits, of which the first \(fewestDigits) or more are enough.",
            attempt: "registryctl evidence list REFERENCE")
    }
}

extension Slips {
    /// Notes a text that can't name an evidence file.
    mutating func check(_ file: String) {
        _ = value { () throws(Failure) in
            guard EvidencePlace.isBeginning(file) else { throw EvidencePlace.notADigest(file) }
        }
    }
}
