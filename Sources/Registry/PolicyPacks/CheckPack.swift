import Policy
import Postgres
import Records

extension Registry {
    /// What a check says about a text; nothing is stored.
    /// - Parameter problems: what is wrong with the request already.
    /// - Throws: `Refusal` with those, for want of one of the roles that check texts, or `checks_are_busy`; nothing for a text
    ///   that can't be read: that is what its report says.
    package func checkText(
        _ text: PackText, _ actor: Actor, problems: [FieldProblem] = []
    ) async throws -> Answer {
        try Self.requireChecker(actor)
        try Checks(problems).finish()
        return Answer(body: try await reading(of: text, actor).report().json.bytes())
    }

    /// Checks a draft as it is in the database, with its examples, and keeps the report with it, bound to the hash of the text.
    /// - Throws: `Refusal` `checks_are_busy`, also when it was amended while it was read.
    package func checkPack(_ number: String, _ call: Call) async throws -> Answer {
        if let given = try await storedAnswer(to: call) { return given }
        try Checks(call.problems).finish()
        let kept = try await keptText(of: number, call)
        let report = try await reading(of: kept.text, on: kept.bases, call.actor).report()
        return try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            guard next == kept.next else { throw Self.amendedMeanwhile }
            try Self.keep(report, about: id, to: next, call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    /// The text of a draft as it is before the check, and which version the check makes.
    private func keptText(
        of number: String, _ call: Call
    ) async throws -> (text: PackText, bases: [PackShelf.Base], next: Int) {
        try await read(call.actor) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            let rows = try db.rows(
                """
                SELECT source_text, file_name, examples_text, bases FROM registry.policy_pack
                WHERE jurisdiction_id = \(call.actor.jurisdiction) AND id = \(id)
                """)
            let row = rows[0]
            let text = PackText(
                text: try row.get("source_text"), file: try row.get("file_name"),
                examples: try row.get("examples_text"))
            return (text, try PackShelf.Base.all(row.get("bases", as: String.self)), next)
        }
    }

    private static let amendedMeanwhile = Refusal(
        .busy, "checks_are_busy", "The draft was amended while it was read, so nothing was kept.",
        hint: "Send the same request again in a moment.")

    static func keep(
        _ report: PackReport, about number: Int, to version: Int, _ actor: Actor, _ db: Transaction
    ) throws {
        try update(
            pack: number, to: version,
            """
            act = 'check', report = \(RawJSON(report.json.bytes()))::jsonb, checked_sha256 = \(report.sha256), reason = NULL
            """, actor, db)
    }
}
