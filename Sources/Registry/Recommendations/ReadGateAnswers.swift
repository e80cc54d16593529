import Policy
import Postgres
import Records

extension GateAnswers {
    /// The answers and the stated facts about an inspection, as they are now.
    init(about known: KnownInspection, _ actor: Actor, _ db: Transaction) throws {
        self.init()
        stated = try StatedFacts(about: known, actor, db)
        let rows = try db.rows(
            """
            SELECT a.pack_id, a.criterion, a.gate, a.holds, a.by, a.day FROM registry.answer_in_force AS a
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.inspection_id = \(known.id)
            ORDER BY a.pack_id, a.criterion, a.gate
            """)
        for row in rows {
            let confirmation = Confirmation(
                gate: try row.get("gate"), criterion: try row.get("criterion"), holds: try row.get("holds"),
                by: try row.get("by"), on: try row.get("day", as: LocalDate.self))
            add(confirmation, under: try row.get("pack_id"))
        }
    }
}
