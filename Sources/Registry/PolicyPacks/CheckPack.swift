import Policy
import Postgres
import Records

extension Registry {
    /// What a check says about a text; nothing is stored.
    /// - Throws: nothing for a text that can't be read: that is what its report says.
    package func checkText(_ text: PackText, _ actor: Actor) async throws -> Answer {
        try await read(actor) { db in
            Answer(body: try PackDraft.read(text, on: packs, actor, db).report().json.bytes())
        }
    }

    /// Checks a draft as it is in the database, with its examples, and keeps the report with it, bound to the hash of the text.
    package func checkPack(_ number: String, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            let (id, next) = try Self.nextVersion(of: .policyPack, number, call, db)
            let report = try Self.report(about: id, on: packs, call.actor, db)
            try Self.keep(report, about: id, to: next, call.actor, db)
            return try Self.packCard(id, call.actor, db)
        }
    }

    private static func report(
        about number: Int, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws -> PackReport {
        let rows = try db.rows(
            """
            SELECT source_text, file_name, examples_text, bases FROM registry.policy_pack
            WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(number)
            """)
        let row = rows[0]
        let bases = try PackShelf.Base.all(row.get("bases", as: String.self))
        let text = PackText(
            text: try row.get("source_text"), file: try row.get("file_name"), examples: try row.get("examples_text"))
        return try shelf.read(text, on: bases).report()
    }

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
