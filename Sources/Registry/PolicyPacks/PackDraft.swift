import Policy
import Postgres
import Records

/// A text that can be read as a pack, with what it builds on.
struct PackDraft: Sendable {
    let text: PackText
    let pack: Pack
    let bases: [PackShelf.Base]
    let reading: PackShelf.Reading

    /// What became of a text.
    /// - Throws: `Refusal` `pack_has_problems` with every problem, when the text can't be read.
    init(_ text: PackText, _ reading: PackShelf.Reading) throws {
        guard let pack = reading.pack else { throw Self.unreadable(text, try reading.report()) }
        self.text = text
        self.pack = pack
        bases = reading.bases
        self.reading = reading
    }

    /// The columns of its content, as an SQL list of names.
    static let columns: StaticString = """
        sha256, source_text, title, file_name, begins_on, rules_end_on, bases, base_sha256, examples_text, licence_maximum, \
        ladder_criteria
        """

    /// The values of `columns`.
    var values: SQL {
        """
        \(pack.sha256), \(text.text), \(pack.title), \(text.file), \(pack.validFrom)::date,
            \(pack.validThrough?.adding(days: 1))::date,
            \(RawJSON(JSONValue.array(bases.map(\.json)).bytes()))::jsonb, \(bases.map(\.reference.sha256))::text[],
            \(text.examples), \(pack.licences.maximum.value)::integer,
            \(pack.criteria.map(\.code).filter { pack.ladder(for: $0) != nil })::text[]
        """
    }

    private static func unreadable(_ text: PackText, _ report: PackReport) -> Refusal {
        let count = report.problems.count
        return Refusal(
            .badInput, "pack_has_problems",
            "\(text.file) can't be read as a policy pack: \(count == 1 ? "1 problem" : "\(count) problems").",
            hint: "Mend what is listed and send it again; nothing was stored.",
            problems: report.problems.map { FieldProblem("/text", "pack_problem", $0.text) })
    }
}
