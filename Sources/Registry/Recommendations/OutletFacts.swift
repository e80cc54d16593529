import Policy
import Postgres
import Records

/// What the registry knows about an outlet, seen from one inspection of it.
struct OutletFacts: Sendable {
    /// Reference of the outlet.
    let outlet: String
    /// Every violation of the outlet, those of the inspection itself among them.
    let history: [PastViolation]
    /// Reference of the party that operates the outlet on the day of the inspection.
    let `operator`: String?

    /// From the rows of `ops.inspection_subject`, of which there is at least one.
    init(_ rows: Rows, outlet: String) throws {
        let row = rows[0]
        self.outlet = outlet
        self.operator = try row.get("operator_now")
        history = try row.get("id", as: Int?.self) == nil ? [] : rows.map { try PastViolation($0, outlet: outlet) }
    }

    /// A status of a violation that the policy module has no word for: a fault of this program.
    struct UnknownStanding: Error {
        var text: String
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
            sameDay: try row.get("same_day", as: String?.self).flatMap(SameDay.init))
    }
}
