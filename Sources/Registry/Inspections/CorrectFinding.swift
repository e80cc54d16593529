import Policy
import Postgres
import Records

extension Registry {
    /// Appends a correction of one finding; what was found stays, and the latest correction is what holds.
    ///
    /// From fail to something else it sets the alleged violation aside, with the correction's reason. To fail it alleges
    /// a violation, in the outlet's open case or a new one. When what failed has changed and something still fails, the
    /// packs are asked again in the same transaction. An established violation stays: two persons have acted on it.
    /// The answer's `consequences` are the later recommendations that counted what was set aside.
    /// - Throws: `Refusal` `unknown_inspection`, `no_access`, `nothing_to_correct`, `violation_is_established`, all problems
    ///   of the fields at once, or for want of the role.
    package func correctFinding(
        of inspection: String, _ correction: InspectionCorrection, _ call: Call
    ) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { checks, db -> FindingChange in
            let known = try KnownInspection(inspection, call.actor, db)
            guard known.outcome == "access" else { throw Self.noAccess(known) }
            let change = FindingChange(known: known, correction: correction, actor: call.actor)
            try change.check(&checks, packs, db)
            return change
        } _: { change, db in
            let known = change.known
            try change.append(db)
            let settled = try change.settleViolation(db)
            if settled != .asBefore {
                let caseFile = try change.openCase(db)
                _ = try Self.recommend(about: known, in: caseFile, call.actor, packs, db)
            }
            let consequences = try Consequence.all(of: settled.setAside, call.actor, packs, db)
            return try Self.inspectionCard(known.reference, call.actor, db, status: 201).with(
                "consequences", .array(consequences.map(\.json)))
        }
    }

    private static func noAccess(_ known: KnownInspection) -> Refusal {
        Refusal(
            .notPossibleNow, "no_access",
            "Inspection \(known.reference) had no access (\(known.outcome)), so there is no finding to correct.",
            hint: "Log another inspection.")
    }
}
