import Policy
import Postgres
import Records

extension Registry {
    /// Appends a correction of one finding; what was found stays, and the latest correction is what holds.
    ///
    /// From fail to something else it sets the alleged violation aside, with the correction's reason. To fail it alleges
    /// a violation, in the outlet's open case or a new one. When what failed, or its conduct, has changed and something
    /// still fails, the packs are asked again in the same transaction; in a closed case only when something more fails, or
    /// further conduct is stated. An established
    /// violation stays: two persons have acted on it. The answer's `effects` say what has changed, and its `consequences`
    /// are the later recommendations that counted what was set aside.
    /// - Throws: `Refusal` `unknown_inspection`, `inspection_holds`, `no_access`, `nothing_to_correct`,
    ///   `violation_is_established`, all problems of the fields at once, or for want of the role.
    package func correctFinding(
        of inspection: String, _ correction: InspectionCorrection, _ call: Call
    ) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { checks, db -> FindingChange in
            let known = try KnownInspection(inspection, call.actor, db)
            try known.requireHolds()
            guard known.outcome == "access" else { throw Self.noAccess(known) }
            var change = FindingChange(correction, of: known, call.actor)
            try change.check(&checks, packs, db)
            return change
        } _: { change, db in
            let known = change.known
            try change.append(db)
            let settled = try change.settleViolation(db)
            let effects = try change.askAgain(settled, packs, db)
            return try Self.changedInspection(known, effects, setAside: settled.setAside, call.actor, packs, db)
        }
    }

    /// The inspection with what an act on it has changed: `consequences`, `effects` and `next`.
    static func changedInspection(
        _ known: KnownInspection, _ effects: InspectionEffects, setAside: [Int], _ actor: Actor, _ shelf: PackShelf,
        _ db: Transaction
    ) throws -> Answer {
        let consequences = try Consequence.all(of: setAside, actor, shelf, db)
        let told = try effects.told(known, actor, db)
        return try inspectionCard(known.reference, actor, db, status: 201)
            .with("consequences", .array(consequences.map(\.json)))
            .with("effects", told.effects).with("next", told.next)
    }

    private static func noAccess(_ known: KnownInspection) -> Refusal {
        Refusal(
            .notPossibleNow, "no_access",
            "Inspection \(known.reference) had no access (\(known.outcome)), so there is no finding to correct.",
            hint: "Log another inspection.")
    }
}
