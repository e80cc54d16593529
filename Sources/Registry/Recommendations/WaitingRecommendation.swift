import Policy
import Postgres
import Records

/// A recommendation among several that wait, in the words by which a person tells it from the others.
struct WaitingRecommendation {
    let id: Int
    let inspection: String
    let day: LocalDate
    let pack: String
    /// Kind of the measure; nil where a person decides.
    let measure: String?

    init(_ row: Row) throws {
        id = try row.get("id")
        inspection = try row.get("inspection")
        day = try row.get("day")
        pack = try row.get("pack_id")
        measure = try row.get("measure", as: String?.self)
    }

    /// Those of a case, oldest first.
    static func all(of caseFile: Int, _ actor: Actor, _ db: Transaction) throws -> [WaitingRecommendation] {
        try db.rows(
            """
            SELECT r.id, i.reference AS inspection, r.day, r.pack_id, r.measure
            FROM registry.open_recommendation AS r
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
            WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.case_id = \(caseFile) ORDER BY r.id
            """
        ).map(WaitingRecommendation.init)
    }

    /// The refusal that lists them behind `sentence`.
    static func notNamed(_ all: [WaitingRecommendation], _ sentence: String, hint: String) -> Refusal {
        var refusal = Refusal(
            .badInput, "recommendation_not_named",
            "\(sentence): \(all.map(\.words).joined(separator: ", ")).", hint: hint)
        refusal.choices = all.map { .integer($0.id) }
        return refusal
    }

    /// "1 (I-2026-0001 of 2026-10-01, nl/leeuwarden/j: closure)".
    private var words: String {
        let outcome =
            switch measure {
            case nil: "a person decides"
            case DecidedMeasure.none.rawValue: "no measure"
            case let kind?: kind.spaced
            }
        return "\(id) (\(inspection) of \(day), \(pack): \(outcome))"
    }
}
