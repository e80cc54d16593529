import Policy
import Postgres
import Records

/// A decision of a case that waits for an action.
struct OpenDecision {
    let id: Int
    /// The kinds that it calls for and no action carries out, in the order of the rules; at least one.
    let missing: [String]
    private let pack: String
    /// The inspection that it is about, and its day.
    let inspection: String
    let day: LocalDate

    /// Those of a case, oldest first.
    static func all(of caseFile: Int, _ actor: Actor, _ db: Transaction) throws -> [OpenDecision] {
        try db.rows(
            """
            SELECT d.id, d.missing, r.pack_id, i.reference, i.local_day FROM registry.open_decision AS d
            JOIN registry.recommendation AS r ON r.jurisdiction_id = d.jurisdiction_id AND r.id = d.recommendation_id
            JOIN registry.inspection AS i ON i.jurisdiction_id = r.jurisdiction_id AND i.id = r.inspection_id
            WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.case_id = \(caseFile) ORDER BY d.id
            """
        ).map { row in
            OpenDecision(
                id: try row.get("id"), missing: try row.get("missing"), pack: try row.get("pack_id"),
                inspection: try row.get("reference"), day: try row.get("local_day"))
        }
    }

    /// The one with the number `named`, or the only one.
    /// - Throws: `Refusal` `no_decision`, `decision_not_named`, `unknown_decision`, `decision_waits_for_no_action`.
    static func choice(
        _ named: Int?, _ open: [OpenDecision], of id: Int, _ caseFile: String, _ actor: Actor, _ db: Transaction
    ) throws -> OpenDecision {
        if let named {
            guard let decision = open.first(where: { $0.id == named }) else {
                var refusal = try doesNotWait(named, of: id, caseFile, actor, db)
                refusal.choices = open.map { .integer($0.id) }
                throw refusal
            }
            return decision
        }
        guard let first = open.first else {
            throw Refusal(
                .notPossibleNow, "no_decision", "Case \(caseFile) has no decision that waits for an action.",
                hint: "Decide on its recommendation first, or look at the actions it has.")
        }
        guard open.count == 1 else { throw notNamed(open, caseFile) }
        return first
    }

    private static func notNamed(_ open: [OpenDecision], _ caseFile: String) -> Refusal {
        let list = open.map { "\($0.id) (\($0.pack): \($0.missing.map(\.spaced).joined(separator: " and ")))" }
        var refusal = Refusal(
            .badInput, "decision_not_named",
            "Several decisions of case \(caseFile) wait for their action: \(list.joined(separator: ", ")).",
            hint: "Name the decision that the action carries out.")
        refusal.choices = open.map { .integer($0.id) }
        return refusal
    }

    private static func doesNotWait(
        _ named: Int, of id: Int, _ caseFile: String, _ actor: Actor, _ db: Transaction
    ) throws -> Refusal {
        let rows = try db.rows(
            """
            SELECT d.measure, (SELECT CASE count(*) WHEN 1 THEN 'action ' || min(a.reference) || ' carries it out'
                        ELSE 'actions ' || string_agg(a.reference, ' and ' ORDER BY a.id) || ' carry it out' END
                    FROM registry.action AS a WHERE a.jurisdiction_id = d.jurisdiction_id AND a.decision_id = d.id
                    AND a.status <> 'withdrawn' HAVING count(*) > 0) AS carried_out,
                registry.recommendation_standing(d.jurisdiction_id, d.recommendation_id) AS standing
            FROM registry.decision AS d
            WHERE d.jurisdiction_id = \(actor.jurisdiction) AND d.case_id = \(id) AND d.id = \(named)
            """)
        guard rows.count > 0 else {
            return Refusal(
                .notFound, "unknown_decision", "Case \(caseFile) has no decision \(named).",
                detail: try known(in: id, actor, db), hint: "Look at the case; its decisions are listed there.")
        }
        let why: String
        if let carriedOut = try rows[0].get("carried_out", as: String?.self) {
            why = carriedOut
        } else if try rows[0].get("measure", as: String.self) == "none" {
            why = "it is that nothing is done"
        } else if try rows[0].get("standing", as: String.self) == "replaced" {
            why = "a newer recommendation has replaced the one that it is about"
        } else {
            why = "no violation that it rests on stands any more"
        }
        return Refusal(
            .notPossibleNow, "decision_waits_for_no_action", "Decision \(named) waits for no action: \(why).",
            hint: "Look at the case; it says what comes next.")
    }

    /// The decisions of a case by number, in a sentence: "A decision is named by its number; there are: 3 (warning)."
    private static func known(in caseFile: Int, _ actor: Actor, _ db: Transaction) throws -> String {
        let rows = try db.rows(
            """
            SELECT id, coalesce(nullif(array_to_string(measures, ' and '), ''), measure) AS measure FROM registry.decision
            WHERE jurisdiction_id = \(actor.jurisdiction) AND case_id = \(caseFile) ORDER BY id
            """)
        guard rows.count > 0 else { return "Nothing was decided in it yet." }
        let list = try rows.map { row in
            "\(try row.get("id", as: Int.self)) (\(try row.get("measure", as: String.self).spaced))"
        }
        return "A decision is named by its number; there are: \(list.joined(separator: ", "))."
    }
}
