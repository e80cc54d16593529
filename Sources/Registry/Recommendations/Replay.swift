import Policy
import Postgres
import Records

extension Registry {
    /// Recomputes every stored recommendation of the actor's jurisdiction from its stored facts and the text of the pack
    /// with its stored hash, oldest first, and gives a line of JSON for each that doesn't come out the same, as soon as it is
    /// found. The last line says how many there were: `{"replayed":…,"differing":…}`.
    ///
    /// They are read a few at a time, so that memory stays flat; each text is read from the database anew and compared with
    /// its hash, whatever was read before.
    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer; what `consume` throws.
    package func replay(
        _ query: ReplayQuery, _ actor: Actor, _ consume: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try Self.requireReplayer(actor)
        let shelf = packs.unread()
        var (last, replayed, differing) = (0, 0, 0)
        while true {
            let after = last
            let batch = try await read(actor) { db in
                try StoredRecommendation.next(after: after, query, actor, db).map { one in
                    (id: one.id, difference: try one.replayed(on: shelf, actor, db))
                }
            }
            guard let end = batch.last else { break }
            last = end.id
            replayed += batch.count
            let lines = batch.compactMap(\.difference)
            differing += lines.count
            if !lines.isEmpty { try await consume(lines.flatMap { $0.bytes() + Array("\n".utf8) }) }
        }
        let summary: JSONValue = ["replayed": .integer(replayed), "differing": .integer(differing)]
        try await consume(summary.bytes() + Array("\n".utf8))
    }

    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer.
    package static func requireReplayer(_ actor: Actor) throws {
        guard actor.roles.isDisjoint(with: [.policy, .officer, .reviewer]) else { return }
        throw Refusal(
            .notAllowed, "role_needed",
            "To replay recommendations the role policy or officer or reviewer is needed.",
            hint: "Ask someone who has one of these roles.")
    }
}
