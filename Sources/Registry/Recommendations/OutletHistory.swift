import Policy
import Postgres
import Records

/// The violations of an outlet as the policy module reads them.
enum OutletHistory {
    /// Columns id, criterion, day, status, established_on, reference, of every violation of the outlet.
    static func violations(of outlet: String, _ actor: Actor) -> SQL {
        """
        SELECT v.id, v.criterion, v.day, v.status, v.established_on, v.reference FROM registry.past_violation AS v
        WHERE v.jurisdiction_id = \(actor.jurisdiction) AND v.outlet_reference = \(outlet)
        """
    }

    static func read(_ rows: Rows, outlet: String) throws -> [PastViolation] {
        try rows.map { row in
            let standing = try row.get("status", as: String.self)
            guard let standing = Standing(rawValue: standing) else {
                throw UnknownStanding(text: standing)
            }
            return PastViolation(
                id: try row.get("id"), criterion: try row.get("criterion"), day: try row.get("day"), standing: standing,
                outlet: outlet, decidedOn: try row.get("established_on", as: LocalDate?.self),
                reference: try row.get("reference"))
        }
    }

    /// A status of a violation that the policy module has no word for: a fault of this program.
    struct UnknownStanding: Error {
        var text: String
    }
}
