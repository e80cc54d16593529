import Postgres
import Records

extension Registry {
    /// Voids an inspection as a whole, such as one that was typed twice: what was found stays readable, what it alleged is
    /// set aside, its recommendations become moot, and no figure counts it. Somebody does that who was not one of its
    /// inspectors, and while no action rests on it.
    ///
    /// The answer tells `effects`, `consequences` and `next` as that of a correction does.
    /// - Throws: `Refusal` `unknown_inspection`, `voided_by_another_person`, `voided_inspection_carries_no_action`,
    ///   `inspection_is_voided_once`, `duplicate_is_of_an_inspection_that_holds`, problems of the fields at once, or for
    ///   want of the role.
    package func voidInspection(_ inspection: String, _ voiding: InspectionVoiding, _ call: Call) async throws -> Answer
    {
        try await act(call, settings: Self.readByIndexes) { checks, db -> (KnownInspection, UUIDText?) in
            let known = try KnownInspection(inspection, call.actor, db)
            let other = try checks.value(at: "/duplicateOf", orElse: nil) {
                try voiding.duplicateOf.map { try KnownInspection($0, call.actor, db) }
            }
            if let other { Self.check(known, isDuplicateOf: other, &checks) }
            return (known, other?.id)
        } _: { inspections, db in
            let (known, other) = inspections
            let alleged = try Self.alleged(in: known, call.actor, db)
            try db.execute(
                """
                INSERT INTO registry.voiding (jurisdiction_id, outlet_id, inspection_id, duplicate_of, reason, recorded_by)
                VALUES (\(call.actor.jurisdiction), \(known.outlet), \(known.id), \(other), \(voiding.reason),
                    \(call.actor.person))
                """)
            let effects = InspectionEffects(setAside: alleged.map(\.criterion))
            return try Self.changedInspection(known, effects, setAside: alleged.map(\.id), call.actor, packs, db)
        }
    }

    private static func check(
        _ known: KnownInspection, isDuplicateOf other: KnownInspection, _ checks: inout Checks
    ) {
        if other.id == known.id {
            checks.note(
                FieldProblem(
                    "/duplicateOf", "same_inspection",
                    "\(known.reference) is no duplicate of itself. Name the other inspection, the one that holds."))
        } else if other.outlet != known.outlet {
            checks.note(
                FieldProblem(
                    "/duplicateOf", "inspection_of_another_outlet",
                    "\(other.reference) was at outlet \(other.outletReference), and \(known.reference) at \(known.outletReference). Name an inspection of the same outlet, or leave it out."
                ))
        }
    }

    /// The violations of an inspection that nobody has acted on, by criterion.
    private static func alleged(
        in known: KnownInspection, _ actor: Actor, _ db: Transaction
    ) throws -> [(id: Int, criterion: String)] {
        try db.rows(
            """
            SELECT v.id, v.criterion FROM registry.violation AS v
            WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.inspection_id = \(known.id) AND v.status = 'alleged'
            ORDER BY v.criterion
            """
        ).map { (id: try $0.get("id"), criterion: try $0.get("criterion")) }
    }
}
