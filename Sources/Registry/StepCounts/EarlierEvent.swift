import Policy
import Postgres
import Records

/// A violation of the former system, as the count of steps reads it.
struct EarlierEvent: Sendable, Equatable {
    var id: Int
    /// It stands in the register of penalties.
    var isPenalty: Bool
    var licence: String?
    var day: LocalDate
    /// `HH:MM:SS`, where it is known.
    var time: String?
    var caseNumber: String
    var violation: String
    var criterion: String
    var standing: Standing
    var decidedOn: LocalDate?
    var imposed: String
    var measure: MeasureKind?
    /// In whole units.
    var amount: Int?
    var days: Int?

    /// All of an authority, by licence and day.
    static func all(_ actor: Actor, _ db: Transaction) throws -> [EarlierEvent] {
        try db.rows(
            """
            SELECT e.id, e.kind = 'penalty' AS is_penalty, e.licence_number, e.day, e.at::text AS time, e.case_number,
                coalesce(e.violation, e.criterion) AS violation, e.criterion, e.standing, e.decided_on,
                coalesce(e.imposed, '') AS imposed, e.measure, e.amount::bigint AS amount, e.days
            FROM registry.earlier_event AS e WHERE e.jurisdiction_id = \(actor.jurisdiction)
            ORDER BY e.licence_number, e.day, e.id
            """
        ).map(EarlierEvent.init)
    }

    private init(_ row: Row) throws {
        id = try row.get("id")
        isPenalty = try row.get("is_penalty")
        licence = try row.get("licence_number")
        day = try row.get("day")
        time = try row.get("time")
        caseNumber = try row.get("case_number")
        violation = try row.get("violation")
        criterion = try row.get("criterion")
        let word: String = try row.get("standing")
        guard let standing = Standing(rawValue: word) else { throw OutletFacts.UnknownStanding(text: word) }
        self.standing = standing
        decidedOn = try row.get("decided_on")
        imposed = try row.get("imposed")
        measure = try row.get("measure", as: String?.self).flatMap(MeasureKind.init)
        amount = try row.get("amount")
        days = try row.get("days")
    }

    /// As a look-back for `event` sees it.
    func past(of event: EarlierEvent, outlet: String) -> PastViolation {
        var sameDay: SameDay?
        if day == event.day, caseNumber != event.caseNumber, let time, let other = event.time, time != other {
            sameDay = time < other ? .before : .after
        }
        return PastViolation(
            id: "\(id)", criterion: criterion, day: day, standing: standing, outlet: outlet, decidedOn: decidedOn,
            reference: caseNumber, measure: measure, sameDay: sameDay)
    }
}
