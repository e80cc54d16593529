import Policy
import Postgres
import Records

/// Two packs that were read and checked, and the history that they are to decide on, in two halves.
package struct PreparedComparison: Sendable {
    /// One half of the outlets; the first half has those that were registered first.
    let first: Half
    let second: Half
    /// Whether the day to whose end the history is known is over.
    let isDayOver: Bool
    /// What keeps a side from being proposed as it is, one sentence each.
    let newWarnings: [String]
    let currentWarnings: [String]

    var new: Pack { first.new }
    var current: Pack { first.current }
    var history: KnownHistory { first.history }

    /// What one task decides. It has packs of its own, so that two cores don't count references to the same ones.
    struct Half: Sendable {
        let new: Pack
        let current: Pack
        let history: KnownHistory
    }
}

extension Registry {
    /// Reads and checks both packs of a comparison. A pack that came into force was checked then: of it the text is held
    /// against its hash. What can be read is compared also when its examples fail or the proof finds something; the
    /// comparison says so.
    /// - Parameter problems: what is wrong with the comparison already.
    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer; `bad_input` or `pack_has_problems` with
    ///   all problems of both packs.
    package func prepare(
        _ comparison: PackComparison, _ problems: [FieldProblem] = [], _ actor: Actor
    ) async throws -> PreparedComparison {
        try Self.requireComparer(actor)
        var (new, current, newAgain, currentAgain, middle, today) = try await read(actor) { db in
            let today: LocalDate = try db.one(
                """
                SELECT (now() AT TIME ZONE j.time_zone)::date FROM registry.jurisdiction AS j
                WHERE j.id = \(actor.jurisdiction)
                """)
            // A side that could not be read is not judged again.
            func side(_ side: PackComparison.Side, _ pointer: String, on shelf: PackShelf) throws -> ComparedPack {
                if problems.contains(where: { $0.pointer.hasPrefix(pointer) }) { return ComparedPack() }
                return try ComparedPack(side, pointer, on: shelf, actor, db)
            }
            // The second half has packs of its own where they come from the database.
            let unread = packs.unread()
            return (
                try side(comparison.pack, "/pack", on: packs), try side(comparison.against, "/against", on: packs),
                try side(comparison.pack, "/pack", on: unread).pack,
                try side(comparison.against, "/against", on: unread).pack, try Self.middle(actor, db), today
            )
        }
        try await new.readText(self, actor)
        try await current.readText(self, actor)
        let knownOn = comparison.knownOn ?? today
        try Self.refuse(problems + new.problems + current.problems + Self.tooLate(knownOn, today))
        guard let one = new.pack, let other = current.pack else { throw Self.unreadable(new.problems) }
        func half(_ new: Pack, _ current: Pack, _ part: KnownHistory.Part) -> PreparedComparison.Half {
            PreparedComparison.Half(
                new: new, current: current,
                history: KnownHistory(
                    from: comparison.from, to: comparison.to, knownOn: knownOn, part: part,
                    furtherFacts: one.furtherFacts.union(other.furtherFacts)))
        }
        return PreparedComparison(
            first: half(one, other, .upTo(middle)),
            second: half(newAgain ?? one, currentAgain ?? other, .after(middle)), isDayOver: knownOn < today,
            newWarnings: new.warnings, currentWarnings: current.warnings)
    }

    /// The number of an outlet with about as many before it as after it.
    private static func middle(_ actor: Actor, _ db: Transaction) throws -> Int {
        try db.one(
            """
            SELECT coalesce((min(o.id) + max(o.id)) / 2, 0) FROM registry.outlet AS o
            WHERE o.jurisdiction_id = \(actor.jurisdiction)
            """)
    }

    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer.
    package static func requireComparer(_ actor: Actor) throws {
        guard actor.roles.isDisjoint(with: [.policy, .officer, .reviewer]) else { return }
        throw Refusal(
            .notAllowed, "role_missing", "To compare policy packs the role policy or officer or reviewer is needed.",
            hint: "Ask someone who has one of these roles.")
    }

    private static func tooLate(_ knownOn: LocalDate, _ today: LocalDate) -> [FieldProblem] {
        guard knownOn > today else { return [] }
        let text = "What is known on \(knownOn) can't be said yet: today is \(today)."
        return [FieldProblem("/knownOn", "not_known_yet", text)]
    }

    private static func refuse(_ problems: [FieldProblem]) throws {
        guard !problems.isEmpty else { return }
        throw problems.allSatisfy { $0.code == "pack_problem" } ? unreadable(problems) : .badInput(problems)
    }

    private static func unreadable(_ problems: [FieldProblem]) -> Refusal {
        Refusal(
            .badInput, "pack_has_problems",
            "Nothing was compared: the packs have \(problems.count == 1 ? "1 problem" : "\(problems.count) problems").",
            hint: "Mend what is listed and send it again.", problems: problems)
    }
}
