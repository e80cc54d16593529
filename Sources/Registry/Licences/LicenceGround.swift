import Postgres
import Records

/// The action on which a licence is to be suspended or withdrawn: why one doesn't order that, and which ones do.
///
/// The database refuses such an act too; it can't say which other action was meant.
struct LicenceGround {
    /// `suspend` or `withdraw`.
    let act: String
    let licence: String

    private var kind: String { act == "suspend" ? "suspension" : "withdrawal" }

    /// - Throws: `Refusal` `suspension_and_withdrawal_rest_on_an_action` with the actions that would do; nothing where the
    ///   licence is not there, which is told elsewhere.
    func check(_ action: Int, _ actor: Actor, _ db: Transaction) throws {
        let rows = try db.rows(
            """
            SELECT a.reference, a.kind, a.status, p.reference AS place, o.reference AS outlet
            FROM registry.licence AS l
            JOIN registry.outlet AS o ON o.jurisdiction_id = l.jurisdiction_id AND o.id = l.outlet_id
            JOIN registry.action AS a ON a.jurisdiction_id = l.jurisdiction_id AND a.id = \(action)
            JOIN registry.outlet AS p ON p.jurisdiction_id = a.jurisdiction_id AND p.id = a.outlet_id
            WHERE l.jurisdiction_id = \(actor.jurisdiction) AND l.reference = \(licence)
            """)
        guard rows.count > 0, let why = try obstacle(rows[0]) else { return }
        throw refusal(
            try rows[0].get("reference"), why, outlet: try rows[0].get("outlet"), try ordering(actor, db))
    }

    /// What stands against the action; nil when nothing does.
    private func obstacle(_ row: Row) throws -> String? {
        let (place, outlet): (String, String) = (try row.get("place"), try row.get("outlet"))
        let (given, status): (String, String) = (try row.get("kind"), try row.get("status"))
        if place != outlet { return "it is about outlet \(place), and the licence is of outlet \(outlet)" }
        if given != kind { return "it is a \(given.spaced), not a \(kind)" }
        return status == "issued" ? nil : "it is \(status == "draft" ? "a draft" : status), not issued"
    }

    /// The issued actions that order it and wait for it to be done.
    private func ordering(_ actor: Actor, _ db: Transaction) throws -> [String] {
        try db.rows(
            """
            SELECT action FROM registry.ordered_licence_act
            WHERE jurisdiction_id = \(actor.jurisdiction) AND licence = \(licence) AND act = \(act) ORDER BY action_id
            """
        ).map { try $0.get("action") }
    }

    private func refusal(_ action: String, _ why: String, outlet: String, _ ordering: [String]) -> Refusal {
        var refusal = Refusal(
            .notPossibleNow, "suspension_and_withdrawal_rest_on_an_action",
            "Action \(action) doesn't order to \(act) licence \(licence): \(why).",
            detail: ordering.isEmpty
                ? "No issued \(kind) of outlet \(outlet) waits for it."
                : "It is ordered by: \(ordering.joined(separator: ", ")).",
            hint: ordering.isEmpty
                ? "Draft the action, have another person issue it, and name it here."
                : "Name the action that orders it.")
        refusal.choices = ordering.map(JSONValue.string)
        return refusal
    }
}
