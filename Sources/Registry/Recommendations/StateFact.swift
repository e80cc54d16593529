import Policy
import Postgres
import Records

extension Registry {
    /// Records a fact that only a person can state, and asks the rules again with it: the pack that takes it, or all that govern
    /// where it is one of the inspection.
    ///
    /// The new recommendations replace those that waited; the answer is the first, and its `recomputed` are all. A fact that is
    /// stated anew supersedes the earlier one; both stay readable.
    /// - Throws: `Refusal` `unknown_case`, `unknown_recommendation`, `no_recommendation`, `recommendation_is_decided`,
    ///   `recommendation_is_replaced`, `recommendation_not_named`, `unknown_fact`, `fact_is_a_gate`, `fact_is_known`,
    ///   `unknown_value`, `fact_has_no_criterion`, `criterion_did_not_fail`, `criterion_not_named`, `unknown_party`,
    ///   `case_is_open`, `inspection_holds`, missing fields, or for want of the role.
    package func stateFact(
        in caseFile: String, _ new: NewStatedFact, language: Language = .english, _ call: Call
    ) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { checks, db -> (caseFile: Int, statement: FactStatement?) in
            let id = try Self.id(of: .caseFile, caseFile, call.actor, db)
            let asked = try checks.value(at: "/recommendation", orElse: []) {
                try AskedRecommendation.all(
                    of: id, caseFile, new.recommendation, to: .state, call.actor, packs, db
                ) { !$0.meanings(of: new.name).isEmpty }
            }
            guard !asked.isEmpty else { return (id, nil) }
            return (id, try FactStatement(new, among: asked, &checks, call.actor, db))
        } _: { known, db in
            guard let statement = known.statement else { throw Refusal.badInput(call.problems) }
            try statement.store(new, call.actor, db)
            let inspection = try KnownInspection(statement.asked.inspection, call.actor, db)
            let only = statement.kind.holdsForAllPacks ? nil : statement.asked.name.id
            let ids = try Self.recommend(about: inspection, only: only, call.actor, packs, db) { known.caseFile }
            guard let id = ids.first else { throw try Self.nothingToSay(of: inspection, call.actor, db) }
            let recomputed = try Recomputed.all(ids, call.actor, db)
            return try Self.recommendationCard(id, language, call.actor, db, status: 201)
                .with("recomputed", .array(recomputed.map(\.json)))
        }
    }
}
