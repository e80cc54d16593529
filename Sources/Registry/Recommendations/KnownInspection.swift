import Policy
import Postgres
import Records

/// What a stored inspection says that a recommendation or a correction needs.
struct KnownInspection {
    let id: UUIDText
    let reference: String
    let outlet: Int
    let outletReference: String
    let outcome: String
    let day: LocalDate
    let startedAt: Instant
    private let isVoided: Bool

    /// - Throws: `Refusal` `unknown_inspection`.
    init(_ name: String, _ actor: Actor, _ db: Transaction) throws {
        let rows = try db.rows(
            """
            SELECT i.id, i.reference, i.outlet_id, o.reference AS outlet_reference, i.outcome, i.local_day,
                registry.utc(i.started_at) AS started_at, EXISTS (SELECT FROM registry.voiding AS w
                    WHERE w.jurisdiction_id = i.jurisdiction_id AND w.inspection_id = i.id) AS is_voided
            FROM (SELECT * FROM registry.inspection
                  WHERE jurisdiction_id = \(actor.jurisdiction) AND \(sql: Registry.named(name))) AS i
            JOIN registry.outlet AS o ON o.jurisdiction_id = i.jurisdiction_id AND o.id = i.outlet_id
            """)
        guard rows.count > 0, let id = UUIDText(try rows[0].get("id", as: String.self)),
            let startedAt = Instant(text: try rows[0].get("started_at"))
        else { throw Refusal.unknown("inspection", name) }
        let row = rows[0]
        self.id = id
        self.startedAt = startedAt
        reference = try row.get("reference")
        outlet = try row.get("outlet_id")
        outletReference = try row.get("outlet_reference")
        outcome = try row.get("outcome")
        day = try row.get("local_day")
        isVoided = try row.get("is_voided")
    }

    /// - Throws: `Refusal` `inspection_holds` for one that was voided.
    func requireHolds() throws {
        guard isVoided else { return }
        throw Refusal(
            .notPossibleNow, "inspection_holds", "Inspection \(reference) is voided, so nothing more follows from it.",
            hint: "Look at the inspection; it says who voided it and why.")
    }

    /// Alleges anew what was set aside with a revoked action and still fails; the reason names the action.
    func allegeAnew(_ actor: Actor, _ db: Transaction) throws {
        try db.execute(
            """
            UPDATE registry.violation AS v SET status = 'alleged', act = 'allege', effective_on = v.day,
                reason = format('The rules were asked again after action %s was revoked.', a.reference),
                version = v.version + 1, changed_by = \(actor.person)
            FROM registry.action AS a, registry.effective_finding AS f
            WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.inspection_id = \(id) AND v.status = 'set_aside'
                AND a.jurisdiction_id = v.jurisdiction_id AND a.id = v.action_id AND a.status = 'revoked'
                AND f.jurisdiction_id = v.jurisdiction_id AND f.inspection_id = \(id) AND f.criterion = v.criterion
                AND f.result = 'fail'
                AND NOT EXISTS (SELECT FROM registry.violation AS n WHERE n.jurisdiction_id = v.jurisdiction_id
                    AND n.inspection_id = v.inspection_id AND n.criterion = v.criterion
                    AND (n.status <> 'set_aside' OR n.id > v.id))
            """)
    }

    /// The findings as they hold now, by criterion.
    func findings(_ actor: Actor, _ db: Transaction) throws -> [ObservedFinding] {
        try db.rows(
            """
            SELECT criterion, result, measured_value, measured_unit, conduct FROM registry.effective_finding
            WHERE jurisdiction_id = \(actor.jurisdiction) AND inspection_id = \(id) ORDER BY criterion
            """
        ).map {
            ObservedFinding(
                criterion: try $0.get("criterion"), result: try $0.get("result"), value: try $0.get("measured_value"),
                unit: try $0.get("measured_unit"), conduct: try $0.get("conduct", as: [String]?.self))
        }
    }
}
