import Policy
import Postgres
import Records

/// What people have answered about the gates and circumstances of an inspection: the latest answer to each.
struct GateAnswers: Sendable {
    /// By pack id.
    private let confirmations: [String: [Confirmation]]

    /// While an inspection comes in, nobody has answered anything.
    static let none = GateAnswers(confirmations: [:])

    private init(confirmations: [String: [Confirmation]]) { self.confirmations = confirmations }

    init(about known: KnownInspection, _ actor: Actor, _ db: Transaction) throws {
        let rows = try db.rows(
            """
            SELECT a.pack_id, a.criterion, a.gate, a.holds, a.by, a.day FROM registry.answer_in_force AS a
            WHERE a.jurisdiction_id = \(actor.jurisdiction) AND a.inspection_id = \(known.id)
            ORDER BY a.pack_id, a.criterion, a.gate
            """)
        var confirmations: [String: [Confirmation]] = [:]
        for row in rows {
            let confirmation = Confirmation(
                gate: try row.get("gate"), criterion: try row.get("criterion"), holds: try row.get("holds"),
                by: try row.get("by"), on: try row.get("day", as: LocalDate.self))
            confirmations[try row.get("pack_id"), default: []].append(confirmation)
        }
        self.confirmations = confirmations
    }

    /// The answers that a pack asked for, about what failed.
    func about(_ findings: [ObservedFinding], under pack: String) -> [Confirmation] {
        (confirmations[pack] ?? []).filter { answer in
            findings.contains { $0.criterion == answer.criterion && $0.result == "fail" }
        }
    }
}
