import Policy
import Postgres
import Records

extension OutletFacts {
    /// From the rows of `ops.inspection_subject`, of which there is at least one.
    init(_ rows: Rows, outlet: String) throws {
        let row = rows[0]
        let running = try row.get("running", as: [String]?.self) ?? []
        let isEmpty = try row.get("id", as: Int?.self) == nil
        self.init(
            outlet: outlet, history: isEmpty ? [] : try rows.map { try PastViolation($0, outlet: outlet) },
            operator: try row.get("operator_now"), type: OutletType(try row.get("outlet_kind", as: String?.self)),
            running: running.compactMap(MeasureKind.init))
    }

    /// The facts about some findings, for the pack that decides on them, or one of the versions does.
    func facts(
        _ findings: [ObservedFinding], on day: LocalDate, inspection: String?, answers: GateAnswers, under pack: Pack,
        among versions: [AdoptedVersion]
    ) -> Facts {
        facts(
            findings, on: day, inspection: inspection, answers: answers,
            for: AskingPack(pack, among: versions.map(\.pack)))
    }

    /// What is known of other outlets of the operator, in one statement.
    mutating func readElsewhere(on day: LocalDate, startedAt: Instant, _ db: Transaction) throws {
        elsewhere = try db.rows(
            """
            SELECT outlet, id, criterion, day, status, established_on, reference, operator, measure, same_day,
                set_aside_by
            FROM ops.violations_elsewhere(\(outlet), \(day), \(startedAt))
            """
        ).map { try PastViolation($0, outlet: $0.get("outlet")) }
    }

    /// When somebody looked before, in one statement.
    /// - Parameter id: the outlet's number.
    mutating func readInspections(of id: Int, before day: LocalDate, _ actor: Actor, _ db: Transaction) throws {
        inspections = try db.rows(
            "SELECT d.day FROM unnest(ops.inspections_before(\(actor.jurisdiction), \(id), \(day))) AS d(day)"
        ).map { try $0.get("day") }
    }
}

extension PastViolation {
    fileprivate init(_ row: Row, outlet: String) throws {
        let status = try row.get("status", as: String.self)
        guard let standing = Standing(rawValue: status) else { throw OutletFacts.UnknownStanding(text: status) }
        self.init(
            id: try row.get("id"), criterion: try row.get("criterion"), day: try row.get("day"), standing: standing,
            outlet: outlet, decidedOn: try row.get("established_on", as: LocalDate?.self),
            reference: try row.get("reference"), operator: try row.get("operator"),
            measure: try row.get("measure", as: String?.self).flatMap(MeasureKind.init),
            sameDay: try row.get("same_day", as: String?.self).flatMap(SameDay.init),
            setAsideBy: try row.get("set_aside_by", as: String?.self).flatMap(SetAsideBy.init))
    }
}
