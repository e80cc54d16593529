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

    /// The hash that somebody typed.
    /// - Throws: `Failure` for anything else.
    static func digest(_ typed: String) throws(Failure) -> FileDigest {
        guard let digest = FileDigest(PastedText.bare(typed)) else {
            throw Failure(
                .refused, "not_a_sha256", "\(typed) is not the SHA-256 of a file: it has 64 hexadecimal digits.",
                attempt: "registryctl evidence list REFERENCE")
        }
        return digest
    }
}
