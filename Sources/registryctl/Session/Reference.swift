import Records

/// References as they are typed: checked, in capitals, before any request is made.
enum Reference {
    /// A reference of an outlet with the right check character.
    /// - Throws: `Failure` that offers the same command with the right reference.
    static func outlet(_ text: String) throws(Failure) -> String {
        do {
            return try OutletReference(text).description
        } catch {
            switch error {
            case .shape:
                throw Failure(
                    .refused, "not_a_reference", error.message(for: text),
                    attempt: "registryctl outlet list --search \(Rerun.quoted(text))")
            case .checkCharacter(_, let corrected):
                throw Failure(
                    .refused, "check_character", error.message(for: text),
                    rerun: .replacing(text, with: corrected))
            }
        }
    }

    /// A reference like A-2026-0317 of one kind of record.
    /// - Throws: `Failure` for another shape, and for a reference of another kind of record.
    static func of(_ kind: Kind, _ text: String) throws(Failure) -> String {
        let upper = text.uppercased()
        let parts = upper.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].count == 4, parts[2].count >= 4, (parts[1] + parts[2]).allSatisfy(\.isDigit)
        else {
            throw Failure(
                .refused, "not_a_reference",
                "\(text) is not a reference of \(kind.words): it reads like \(kind.rawValue)-2026-0317.",
                attempt: "registryctl \(kind.command) list")
        }
        guard parts[0] == kind.rawValue else {
            let other = Kind(rawValue: String(parts[0]))
            throw Failure(
                .refused, "reference_of_another_kind", "\(upper) is not a reference of \(kind.words).",
                why: other.map { ["It is one of \($0.words)."] } ?? [],
                attempt: "registryctl \((other ?? kind).command) \(other == nil ? "list" : "show \(upper)")")
        }
        return upper
    }

    /// The kinds of records whose references begin with a letter.
    enum Kind: String {
        case action = "A", caseFile = "C", inspection = "I", licence = "L", nuisanceReport = "N", party = "P"

        var words: String {
            switch self {
            case .action: "an action"
            case .caseFile: "a case"
            case .inspection: "an inspection"
            case .licence: "a licence"
            case .nuisanceReport: "a nuisance report"
            case .party: "a party"
            }
        }

        var command: String {
            switch self {
            case .action: "action"
            case .caseFile: "case"
            case .inspection: "inspection"
            case .licence: "licence"
            case .nuisanceReport: "nuisance"
            case .party: "party"
            }
        }
    }
}

extension Character {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
