import FoundationEssentials
import Policy
import Postgres
import Records

extension Registry {
    /// Logs an inspection under the id that the client made, alleges a violation for each failed criterion, and records
    /// what the adopted policy packs recommend, in the outlet's open case or a new one. Without a failed criterion there
    /// is no case.
    ///
    /// The id is its own idempotency key: the same content sent again gives the same answer with status 200. An
    /// inspection of a closed outlet is taken when it began before the closing day (it may arrive late), not after.
    /// - Throws: `Refusal` `unknown_outlet`, `inspection_id_reused`, `outlet_closed`, `no_policy_pack`,
    ///   `pack_text_altered`, `pack_not_readable`, all problems of the fields at once, or for want of the role.
    package func logInspection(_ id: String, _ new: NewInspection, _ call: Call) async throws -> Answer {
        guard let id = UUIDText(id), id.isVersion7 else { throw Self.notAnInspectionId(id, call) }
        var call = call
        call.idempotency = nil
        let intake = InspectionIntake(id: id, new: Self.checkable(new, call), actor: call.actor)
        for _ in 0..<3 {
            do {
                return try await self.intake(intake, call)
            } catch let refusal as Refusal where Self.lostRaces.contains(refusal.code) {
                continue
            }
        }
        return try await self.intake(intake, call)
    }

    /// Two calls at once made the same record; the other one has been committed, so the next attempt finds its record.
    private static let lostRaces = [
        "inspection_key", "inspection_id_is_unique", "one_open_case_per_outlet",
    ]

    private func intake(_ intake: InspectionIntake, _ call: Call) async throws -> Answer {
        try await act(call, settings: Self.readByIndexes) { checks, db -> InspectionSubject in
            let subject = try intake.gather(db, packs)
            if subject.isTheSame == nil { try intake.check(subject, &checks) }
            return subject
        } _: { subject, db in
            if let same = subject.isTheSame {
                guard same else { throw intake.reusedId(subject) }
                return try Self.loggedBefore(intake.id, call.actor, db)
            }
            let intake = intake.completed(by: subject.packs)
            let advice = Advice.all(intake.findings, subject.facts, on: subject.day, packs: subject.packs)
            let stored = try db.finish(with: intake.statement(subject, advice))
            return try intake.answer(subject, advice, stored)
        }
    }

    /// Where the time could not be read, the packs of now check the findings.
    private static func checkable(_ new: NewInspection, _ call: Call) -> NewInspection {
        guard !Checks(call.problems).isGood("/startedAt") else { return new }
        var checkable = new
        checkable.startedAt = Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
        return checkable
    }

    private static func notAnInspectionId(_ text: String, _ call: Call) -> Refusal {
        Refusal.badInput(
            call.problems + [
                FieldProblem(
                    "/id", "not_a_uuid_v7",
                    "\"\(text)\" is not a UUID of version 7, like 01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b. Make one for each inspection."
                )
            ])
    }
}
