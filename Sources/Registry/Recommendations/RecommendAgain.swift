import Policy
import Postgres
import Records

extension Registry {
    /// Asks the packs again about an inspection, on what is known today: corrected findings, what people have answered, and
    /// where the outlet's other violations stand now. A new recommendation per pack is appended; it replaces the earlier ones that wait.
    ///
    /// What fell with a revoked action is alleged anew where its finding still fails: otherwise nothing could follow from what
    /// is recommended. The packs are those that governed on the day of the inspection. The answer is the first new
    /// recommendation; its `recomputed` are all, each with what it replaces: recommendation, decision and actions.
    /// - Throws: `Refusal` `unknown_case`, `unknown_inspection`, `inspection_of_another_outlet`, `inspection_holds`,
    ///   `nothing_failed`, `no_rules_know_it`, `case_is_open`, or for want of the role.
    package func recommendAgain(
        in caseFile: String, inspection: String, language: Language = .english, _ call: Call
    ) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { db in
            let file = try Self.id(of: .caseFile, caseFile, call.actor, db)
            let known = try KnownInspection(inspection, call.actor, db)
            let status: (outlet: Int, status: String) = try Self.outletAndStatus(of: file, call.actor, db)
            guard status.outlet == known.outlet else { throw Self.elsewhere(known, caseFile) }
            guard status.status == "open" else { throw Self.closed(caseFile) }
            try known.requireHolds()
            try known.allegeAnew(call.actor, db)
            let ids = try Self.recommend(about: known, call.actor, packs, db) { file }
            guard let first = ids.first else { throw try Self.nothingToSay(of: known, call.actor, db) }
            let recomputed = try Recomputed.all(ids, call.actor, db)
            return try Self.recommendationCard(first, language, call.actor, db, status: 201)
                .with("recomputed", .array(recomputed.map(\.json)))
        }
    }

    /// Appends what every governing pack says about the findings as they hold now; gives the new ids, by pack id.
    /// - Parameters:
    ///   - only: the pack that is asked; nil asks all.
    ///   - caseFile: the case that they go into; it is asked for when there is something to recommend.
    static func recommend(
        about known: KnownInspection, only: String? = nil, _ actor: Actor, _ shelf: PackShelf, _ db: Transaction,
        in caseFile: () throws -> Int
    ) throws -> [Int] {
        let subject = try InspectionSubject(of: known, actor, shelf, db)
        let advice = Advice.all(
            try known.findings(actor, db), subject.facts, on: known.day, inspection: known.reference,
            answers: try GateAnswers(about: known, actor, db), packs: subject.packs, only: only)
        guard !advice.isEmpty else { return [] }
        let caseFile = try caseFile()
        let added = try db.rows(
            """
            INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, pack_sha256,
                day, measure, person_decides, facts, trace, recorded_by)
            SELECT \(actor.jurisdiction)::integer, \(known.outlet)::bigint, \(caseFile)::bigint, \(known.id)::uuid, r.pack_id, r.pack_version,
                r.pack_sha256, \(known.day)::date, r.measure, r.person_decides, r.facts, r.trace, \(actor.person)::bigint
            FROM json_to_recordset(\(RawJSON(Advice.rows(advice)))::json) AS \(literal: Advice.recordset)
            ORDER BY r.place
            RETURNING id
            """)
        return try added.map { try $0.get("id") }
    }

    private static func outletAndStatus(
        of caseFile: Int, _ actor: Actor, _ db: Transaction
    ) throws -> (outlet: Int, status: String) {
        let rows = try db.rows(
            """
            SELECT outlet_id, status FROM registry.case_file
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(caseFile)
            """)
        return (try rows[0].get("outlet_id"), try rows[0].get("status"))
    }

    private static func elsewhere(_ known: KnownInspection, _ caseFile: String) -> Refusal {
        Refusal(
            .badInput, "inspection_of_another_outlet",
            "Inspection \(known.reference) was at outlet \(known.outletReference), and case \(caseFile) is about another one.",
            hint: "Name an inspection of the outlet that the case is about.")
    }

    private static func closed(_ caseFile: String) -> Refusal {
        Refusal(
            .notPossibleNow, "case_is_open", "Case \(caseFile) is closed.", hint: "Open a new case for the outlet.")
    }

    /// Why the rules say nothing about an inspection: nothing failed, or none that governed know what failed.
    static func nothingToSay(of known: KnownInspection, _ actor: Actor, _ db: Transaction) throws -> Refusal {
        let failed = try known.findings(actor, db).filter { $0.result == "fail" }.map(\.criterion)
        guard !failed.isEmpty else { return nothingFailed(known) }
        return Refusal(
            .notPossibleNow, "no_rules_know_it",
            "No rules that governed on \(known.day) know what failed in inspection \(known.reference): \(failed.joined(separator: ", ")).",
            hint: "Depart from what was recommended before, with reasons, or have rules for that day activated.")
    }

    private static func nothingFailed(_ known: KnownInspection) -> Refusal {
        Refusal(
            .notPossibleNow, "nothing_failed",
            "No finding of inspection \(known.reference) stands as failed, so there is nothing to recommend.",
            hint: "Close the case when nothing else is open in it.")
    }
}
