import Policy
import Postgres
import Records

extension Registry {
    /// Drafts an action that carries out a decision of a case: the one that is named, or the only one that waits.
    ///
    /// Of measures that go together each has an action of its own; without a kind it is the first that has none. What is
    /// followed has its amount and its days from the recommendation: another amount or end is refused, and where only one
    /// end is possible it may be left out. Whoever drafts it proposes it; another person issues it.
    /// - Throws: `Refusal` `unknown_case`, `no_decision`, `decision_not_named`, `unknown_decision`,
    ///   `decision_waits_for_no_action`, `action_does_what_was_decided`, `one_action_per_decision_and_kind`,
    ///   `followed_action_keeps_its_amount_and_days`, `case_is_open`, all missing fields at once, or for want of the role.
    package func draftAction(in caseFile: String, _ content: ActionContent, _ call: Call) async throws -> Answer {
        try await requireWitnesses()
        return try await act(call) { checks, db -> (caseFile: Int, decision: Int, kind: String) in
            let id = try Self.id(of: .caseFile, caseFile, call.actor, db)
            let open = try OpenDecision.all(of: id, call.actor, db)
            let decision: OpenDecision? = try checks.value(at: "/decision", orElse: nil) {
                try OpenDecision.choice(content.decision, open, of: id, caseFile, call.actor, db)
            }
            let kind = content.kind?.rawValue ?? decision?.missing.first ?? ""
            Self.check(content, kind, decision, &checks)
            return (id, decision?.id ?? 0, kind)
        } _: { known, db in
            let (id, decision, kind) = known
            let reference: String = try db.one(
                """
                INSERT INTO registry.action (jurisdiction_id, number, reference, case_id, decision_id, kind, starts_on,
                    ends_on, amount, currency, text, proposed_by, status, act, changed_by)
                VALUES (\(call.actor.jurisdiction), 0, '', \(id), \(decision), \(kind), \(content.startsOn),
                    \(content.endsOn), \(content.amount?.decimal), \(content.amount?.currency), \(content.text),
                    \(call.actor.person), 'draft', 'draft', \(call.actor.person))
                RETURNING reference
                """)
            return try Self.actionCard(reference, call.actor, db, status: 201)
        }
    }

    private static func check(
        _ content: ActionContent, _ kind: String, _ decision: OpenDecision?, _ checks: inout Checks
    ) {
        if ["closure", "suspension"].contains(kind), content.startsOn == nil {
            checks.note(FieldProblem("/startsOn", "missing", "A \(kind) has a first day. Give startsOn."))
        }
        if ["fine", "penalty_order"].contains(kind), content.amount == nil, checks.isGood("/currency") {
            let name = kind == "fine" ? "fine" : "order under penalty payment"
            checks.note(FieldProblem("/amount", "missing", "The \(name) has an amount. Give amount and currency."))
        }
        if let first = content.startsOn, let decision, first < decision.day {
            checks.note(
                FieldProblem(
                    "/startsOn", "before_the_inspection",
                    "The action would start on \(first), before inspection \(decision.inspection) of \(decision.day) that it "
                        + "is about. Choose \(decision.day) or a later day."))
        }
        if let first = content.startsOn, let end = content.endsOn, end <= first {
            checks.note(
                FieldProblem(
                    "/endsOn", "before_the_start",
                    "The action would end on \(end), not after its first day \(first). endsOn is the first day after it."
                ))
        }
        if content.text == nil {
            checks.note(FieldProblem("/text", "missing", "The action says what it orders. Give text."))
        }
    }
}

extension Amount {
    /// As `numeric` writes it: `1250.50`.
    var decimal: String {
        let cents = abs(minorUnits % 100)
        return "\(minorUnits / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}
