import Policy
import Postgres
import Records

extension Registry {
    /// Reads and checks a text, outside of any transaction. What it builds on is looked up among the active packs of the
    /// authority, then among those shipped.
    /// - Throws: `Refusal` for want of one of the roles that check texts, `checks_are_busy`.
    func reading(of text: PackText, _ actor: Actor) async throws -> PackShelf.Reading {
        try Self.requireChecker(actor)
        let shelf = packs
        var known: [PackName: PackText?] = [:]
        while true {
            let found = known
            do {
                return try await shelf.desk.take {
                    try shelf.read(text) { id, version in
                        let name = PackName(id: id, version: version)
                        guard let base = found[name] else { throw NotLookedUp(name: name) }
                        return base
                    }.checked()
                }
            } catch let base as NotLookedUp {
                known[base.name] = .some(try await self.base(base.name, actor))
            }
        }
    }

    /// Reads and checks a text that builds on nothing but these, outside of any transaction.
    /// - Throws: as `reading(of:_:)`.
    func reading(of text: PackText, on bases: [PackShelf.Base], _ actor: Actor) async throws -> PackShelf.Reading {
        try Self.requireChecker(actor)
        let shelf = packs
        return try await shelf.desk.take { try shelf.read(text, on: bases).checked() }
    }

    /// A text that can be read as a pack, for a call that keeps it.
    /// - Throws: `Refusal` with what is wrong with the call, or `pack_has_problems`; as `reading(of:_:)`.
    func draft(_ text: PackText, _ call: Call) async throws -> PackDraft {
        try Checks(call.problems).finish()
        return try PackDraft(text, try await reading(of: text, call.actor))
    }

    private func base(_ name: PackName, _ actor: Actor) async throws -> PackText? {
        let active = try await read(actor) { db in
            try db.rows(
                """
                SELECT source_text, file_name FROM registry.policy_pack
                WHERE jurisdiction_id = \(actor.jurisdiction) AND pack_id = \(name.id) AND pack_version = \(name.version)
                    AND status = 'active' ORDER BY id DESC LIMIT 1
                """
            ).map { PackText(text: try $0.get("source_text"), file: try $0.get("file_name")) }
        }
        return active.first ?? packs.shipped(id: name.id, version: name.version)?.text
    }

    /// - Throws: `Refusal` for want of one of the roles policy, officer, reviewer, administrator.
    package static func requireChecker(_ actor: Actor) throws {
        guard actor.roles.isDisjoint(with: [.policy, .officer, .reviewer, .administrator]) else { return }
        throw Refusal(
            .notAllowed, "role_missing",
            "To check the text of a policy pack the role policy, officer, reviewer or administrator is needed.",
            hint: "Ask someone who has one of these roles.")
    }
}

/// Which pack another one builds on.
private struct PackName: Hashable, Sendable {
    var id: String
    var version: String
}

/// The reader came to a base that has not been looked up yet.
private struct NotLookedUp: Error {
    var name: PackName
}
