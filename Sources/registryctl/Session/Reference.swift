import Records

/// References as they are typed: checked, in capitals and without blanks around them, before any request is made.
enum Reference {
    /// A reference of an outlet with the right check character.
    /// - Throws: `Failure`. Which of the characters is wrong nobody knows, so it shows the outlet of the number as typed
    ///   and never repeats the command for an outlet that nobody named.
    static func outlet(_ typed: String) throws(Failure) -> String {
        let text = PastedText.bare(typed)
        do {
            return try OutletReference(text).description
        } catch {
            switch error {
            case .shape:
                if let other = kind(of: text) {
                    throw ofAnotherKind(text, "an outlet", other.words, "\(other.command) show")
                }
                throw Failure(
                    .refused, "not_a_reference", error.message(for: text),
                    attempt: "registryctl outlet list --search \(Rerun.quoted(text))")
            case .checkCharacter where lacksZero(text):
                throw Failure(
                    .refused, "zero_left_out", "\(text) is not a reference: its code begins with 0.",
                    rerun: .replacing(typed, with: "0" + text.uppercased()))
            case .checkCharacter(_, let corrected):
                throw Failure(
                    .refused, "check_character", error.message(for: text),
                    why: ["One of its characters is wrong, maybe a digit: compare name and address first."],
                    attempt: "registryctl outlet show \(corrected)")
            }
        }
    }

    /// A reference like A-2026-0317 of one kind of record.
    /// - Throws: `Failure` for another shape, and for a reference of another kind of record.
    static func of(_ kind: Kind, _ typed: String) throws(Failure) -> String {
        let text = PastedText.bare(typed)
        let other = Self.kind(of: text)
        if other == kind { return text.uppercased() }
        if let other { throw ofAnotherKind(text, kind.words, other.words, "\(other.command) show") }
        if isOutlet(text) { throw ofAnotherKind(text, kind.words, "an outlet", "outlet show") }
        throw Failure(
            .refused, "not_a_reference",
            "\(text) is not a reference of \(kind.words): it reads like \(kind.rawValue)-2026-0317.",
            attempt: "registryctl \(kind.command) list")
    }

    /// The command that shows the record of a reference that was checked; nil for an outlet's.
    static func show(_ reference: String) -> String? {
        kind(of: reference).map { "registryctl \($0.command) show \(reference)" }
    }

    /// What kind of record a text names; nil when it has another form.
    private static func kind(of text: String) -> Kind? {
        let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1].count == 4, parts[2].count >= 4, (parts[1] + parts[2]).allSatisfy(\.isDigit)
        else { return nil }
        return Kind(rawValue: String(parts[0]))
    }

    /// Whether a zero before a code of three digits makes it a reference, as spreadsheets leave it out of 0363.
    private static func lacksZero(_ text: String) -> Bool {
        let code = text.prefix { $0 != "-" }
        return code.count == 3 && code.allSatisfy(\.isDigit) && !code.hasPrefix("0") && isOutlet("0" + text)
    }

    private static func isOutlet(_ text: String) -> Bool {
        do {
            return try !OutletReference(text).description.isEmpty
        } catch {
            return false
        }
    }

    private static func ofAnotherKind(_ text: String, _ wanted: String, _ given: String, _ show: String) -> Failure {
        let upper = text.uppercased()
        return Failure(
            .refused, "reference_of_another_kind", "\(upper) is not a reference of \(wanted).",
            why: ["It is one of \(given)."], attempt: "registryctl \(show) \(upper)")
    }

    /// The kinds of records whose references begin with a letter.
    enum Kind: String {
        case action = "A", caseFile = "C", draw = "D", inspection = "I", licence = "L", nuisanceReport = "N", party =
            "P"

        var words: String {
            switch self {
            case .action: "an action"
            case .caseFile: "a case"
            case .draw: "a draw"
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
            case .draw: "draw"
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
