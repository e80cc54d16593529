import Policy
import Postgres
import Records

extension Registry {
    /// Drafts, checks and proposes a pack that ships with this program, from a day on; another person activates it.
    /// - Throws: `Refusal` `unknown_pack` with the ones there are, `pack_begins_later`, `pack_ended_before`, `pack_has_problems`,
    ///   `one_record_per_pack_version`, those of `proposePack`, or for want of the role.
    package func adopt(_ adoption: PackAdoption, _ call: Call) async throws -> Answer {
        guard let shipped = packs.shipped(id: adoption.id, version: adoption.version), shipped.isAdoptable else {
            throw unknownPack(adoption)
        }
        if let given = try await storedAnswer(to: call) { return given }
        let draft = try await draft(shipped.text, call)
        return try await act(call) { db in
            try Self.refuseDayOutside(
                (draft.pack.validFrom, draft.pack.validThrough), adoption.validFrom,
                "\(adoption.id) \(adoption.version)")
            let number = try Self.insert(draft, call.actor, db)
            try Self.keep(try draft.reading.report(), about: number, to: 2, call.actor, db)
            try Self.propose(
                number, to: 3, PackProposal(validFrom: adoption.validFrom, others: adoption.others), call.actor, db)
            return try Self.packCard(number, call.actor, db, status: 201)
        }
    }

    private func unknownPack(_ adoption: PackAdoption) -> Refusal {
        let known = packs.shipped.filter(\.isAdoptable).map { "\($0.id) \($0.version)" }.sorted()
            .joined(separator: ", ")
        return Refusal(
            .badInput, "unknown_pack", "There is no policy pack \(adoption.id) \(adoption.version).",
            detail: "The packs of this program are: \(known.isEmpty ? "none" : known).",
            hint: "Adopt one of them, or draft a pack of your own.",
            problems: [
                FieldProblem("/id", "unknown_pack", "There is no policy pack \(adoption.id) \(adoption.version).")
            ])
    }
}
