import Postgres
import Records

extension Registry {
    /// Records the choice about a recommendation: follow it, or depart from it with a measure and reasons.
    ///
    /// Without a named recommendation it is the only one of the case that waits for a decision.
    /// - Throws: `Refusal` `unknown_case`, `no_recommendation`, `recommendation_not_named`, `unknown_recommendation`,
    ///   `recommendation_is_replaced`, `decision_is_on_a_recommendation_that_stands`, `one_decision_per_recommendation`,
    ///   `nothing_to_follow`, `following_keeps_the_measure`, `departing_takes_another_measure`,
    ///   `what_is_followed_knows_what_stands`, `case_is_open`, missing fields, or for want of the role.
    package func decide(in caseFile: String, _ new: NewDecision, _ call: Call) async throws -> Answer {
        try await requireWitnesses()
        return try await act(call, settings: Self.readByIndexes) { checks, db -> (caseFile: Int, recommendation: Int) in
            let id = try Self.id(of: .caseFile, caseFile, call.actor, db)
            Self.check(new, &checks)
            let advice = try checks.value(at: "/recommendation", orElse: 0) {
                try Self.recommendation(new.recommendation, of: id, caseFile, call.actor, db)
            }
            return (id, advice)
        } _: { known, db in
            let (id, advice) = known
            let decision: Int = try db.one(
                """
                INSERT INTO registry.decision (jurisdiction_id, case_id, recommendation_id, choice, measure, reasons, recorded_by)
                SELECT r.jurisdiction_id, \(id), r.id, \(new.choice.rawValue),
                    coalesce(\(new.measure?.rawValue), r.measure), \(new.reasons), \(call.actor.person)
                FROM registry.recommendation AS r
                WHERE r.jurisdiction_id = \(call.actor.jurisdiction) AND r.id = \(advice)
                RETURNING id
                """)
            let rows = try db.rows(
                """
                SELECT id, "case", outlet, recommendation, choice, measure, measures, reasons, person_decides, decided_by, decided_at, next
                FROM registry.decision_card WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(decision)
                """)
            return try Answer.record(
                rows, orElse: Refusal.unknown("decision", "\(decision)"), status: 201, location: "/v1/cases/\(caseFile)"
            )
        }
    }

    private static func check(_ new: NewDecision, _ checks: inout Checks) {
        guard new.choice == .depart else { return }
        if new.measure == nil {
            let measures = DecidedMeasure.allCases.map(\.rawValue).joined(separator: ", ")
            checks.note(
                FieldProblem(
                    "/measure", "missing",
                    "Departing from a recommendation names the measure that is taken instead: \(measures)."))
        }
        if (new.reasons ?? "").count < Reason.fewestCharacters {
            checks.note(
                FieldProblem(
                    "/reasons", "missing",
                    "Departing from a recommendation needs reasons of at least \(Reason.fewestCharacters) characters. Write why the rule is not followed here."
                ))
        }
    }

    private static func recommendation(
        _ named: Int?, of id: Int, _ caseFile: String, _ actor: Actor, _ db: Transaction
    ) throws -> Int {
        guard let named else { return try onlyOpen(of: id, caseFile, actor, db) }
        let rows = try db.rows(
            """
            SELECT r.case_id = \(id) AS is_here, (SELECT min(n.id) FROM registry.recommendation AS n
                WHERE n.jurisdiction_id = r.jurisdiction_id AND n.inspection_id = r.inspection_id
                    AND n.pack_id = r.pack_id AND n.id > r.id) AS replaced_by
            FROM registry.recommendation AS r WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.id = \(named)
            """)
        guard rows.count > 0, try rows[0].get("is_here", as: Bool.self) else {
            throw Refusal(
                .notFound, "unknown_recommendation", "Case \(caseFile) has no recommendation \(named).",
                hint: "Look at the case; its recommendations are listed there.")
        }
        if let newer = try rows[0].get("replaced_by", as: Int?.self) {
            throw Refusal(
                .notPossibleNow, "recommendation_is_replaced", "Recommendation \(named) was replaced by \(newer).",
                hint: "Read the new one and decide on it.")
        }
        return named
    }

    /// The one that waits in the case.
    private static func onlyOpen(of id: Int, _ caseFile: String, _ actor: Actor, _ db: Transaction) throws -> Int {
        let open = try WaitingRecommendation.all(of: id, actor, db)
        guard let first = open.first else {
            throw Refusal(
                .notPossibleNow, "no_recommendation",
                "Case \(caseFile) has no recommendation that waits for a decision.",
                hint: "Look at the case; ask for a new recommendation if the facts have changed.")
        }
        guard open.count == 1 else {
            throw WaitingRecommendation.notNamed(
                open, "Several recommendations of case \(caseFile) wait for a decision",
                hint: "Name the recommendation that you decide on.")
        }
        return first.id
    }
}
