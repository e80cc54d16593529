import Policy
import Postgres
import Records

extension Registry {
    /// Keeps the text of a policy pack as a draft. It has to be readable as a pack; its examples may fail yet.
    /// - Throws: `Refusal` `pack_has_problems` with every problem, `one_record_per_pack_version`, or for want of the role.
    package func draftPack(_ text: PackText, _ call: Call) async throws -> Answer {
        if let given = try await storedAnswer(to: call) { return given }
        let draft = try await draft(text, call)
        return try await act(call) { db in
            let number = try Self.insert(draft, call.actor, db)
            return try Self.packCard(number, call.actor, db, status: 201)
        }
    }

    /// Puts another text, and other examples, in place of those of a draft. What was checked before counts no more.
    /// - Throws: `Refusal` `unknown_policy_pack`, `pack_has_problems`, `pack_keeps_its_name`, a version mismatch, or for want
    ///   of the role or a fitting status. So do the other acts on a pack.
    package func amendPack(_ number: String, _ text: PackText, _ call: Call) async throws -> Answer {
        if let given = try await storedAnswer(to: call) { return given }
        let draft = try await draft(text, call)
        return try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            try Self.refuseAnotherName(draft.pack, id, call.actor, db)
            try Self.update(
                pack: id, to: next,
                "act = 'amend', (\(literal: PackDraft.columns)) = ROW(\(sql: draft.values)), reason = NULL",
                call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    private static func refuseAnotherName(_ pack: Pack, _ number: Int, _ actor: Actor, _ db: Transaction) throws {
        let name: String = try db.one(
            """
            SELECT pack_id || ' ' || pack_version FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(number)
            """)
        guard name != "\(pack.id) \(pack.version)" else { return }
        throw Refusal(
            .badInput, "pack_keeps_its_name",
            "The text is of policy pack \(pack.id) \(pack.version), and the draft is \(name).",
            hint: "Draft the other version as a record of its own.")
    }

    /// Takes a draft or a proposal back for good.
    package func withdrawPack(_ number: String, _ reason: Reason, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            try Self.update(
                pack: id, to: next, "status = 'withdrawn', act = 'withdraw', reason = \(reason.text)", call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    static func insert(_ draft: PackDraft, _ actor: Actor, _ db: Transaction) throws -> Int {
        try db.one(
            """
            INSERT INTO registry.policy_pack (jurisdiction_id, pack_id, pack_version, \(literal: PackDraft.columns),
                recorded_by, status, act, changed_by)
            VALUES (\(actor.jurisdiction), \(draft.pack.id), \(draft.pack.version), \(sql: draft.values),
                \(actor.person), 'draft', 'draft', \(actor.person))
            RETURNING id
            """)
    }

    static func update(
        pack number: Int, to version: Int, _ assignments: SQL, _ actor: Actor, _ db: Transaction
    ) throws {
        try db.execute(
            """
            UPDATE registry.policy_pack SET \(sql: assignments), version = \(version), changed_by = \(actor.person)
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(number)
            """)
    }
}
