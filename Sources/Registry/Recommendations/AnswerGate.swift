import Policy
import Postgres
import Records

extension Registry {
    /// Records what a person established about a gate or a circumstance, and asks the pack again with it.
    ///
    /// The new recommendation replaces the one that waited. A later answer to the same gate supersedes an earlier one;
    /// both stay readable. Without a named recommendation it is the only one that waits in the case and whose pack asks it.
    /// - Throws: `Refusal` `unknown_case`, `unknown_recommendation`, `no_recommendation`, `recommendation_is_decided`,
    ///   `recommendation_is_replaced`, `recommendation_not_named`, `unknown_gate`, `gate_of_another_criterion`,
    ///   `case_is_open`, `inspection_holds`, missing fields, or for want of the role.
    package func answerGate(
        in caseFile: String, _ new: NewGateAnswer, language: Language = .english, _ call: Call
    ) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { checks, db -> (caseFile: Int, question: GateQuestion?) in
            let id = try Self.id(of: .caseFile, caseFile, call.actor, db)
            let asked = try checks.value(at: "/recommendation", orElse: []) {
                try AskedRecommendation.all(
                    of: id, caseFile, new.recommendation, to: .answer, call.actor, packs, db
                ) { $0.codes.contains(new.gate) }
            }
            guard !asked.isEmpty else { return (id, nil) }
            return (id, try checks.value(at: "/gate", orElse: nil) { try GateQuestion(new, among: asked) })
        } _: { known, db in
            guard let question = known.question else { throw Refusal.badInput(call.problems) }
            try question.store(new, call.actor, db)
            let inspection = try KnownInspection(question.asked.inspection, call.actor, db)
            let ids = try Self.recommend(about: inspection, only: question.asked.name.id, call.actor, packs, db) {
                known.caseFile
            }
            guard let id = ids.first else { throw try Self.nothingToSay(of: inspection, call.actor, db) }
            return try Self.recommendationCard(id, language, call.actor, db, status: 201)
        }
    }
}
