import Policy
import Postgres
import Records

/// The violations of an outlet as the policy module reads them.
enum OutletHistory {
    /// Columns id, criterion, day, status, established_on, reference, operator, measure, of every violation of the outlet.
    static func violations(of outlet: String, _ actor: Actor) -> SQL {
        """
        SELECT v.id, v.criterion, v.day, v.status, v.established_on, v.reference, v.operator, v.measure
        FROM registry.past_violation AS v
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
                reference: try row.get("reference"), operator: try row.get("operator"),
                measure: try row.get("measure", as: String?.self).flatMap(MeasureKind.init))
        }
    }

    /// Column operator: the reference of the party that operated the outlet on a day, at most one row.
    static func operators(of outlet: Int, on day: LocalDate, _ actor: Actor) -> SQL {
        """
        SELECT p.reference AS operator FROM registry.party_role AS r
        JOIN registry.party AS p ON p.jurisdiction_id = r.jurisdiction_id AND p.id = r.party_id
        WHERE r.jurisdiction_id = \(actor.jurisdiction) AND r.outlet_id = \(outlet) AND r.role = 'operator'
            AND r.valid_from <= \(day) AND (r.ends_on IS NULL OR r.ends_on > \(day))
        ORDER BY r.valid_from DESC, r.id DESC LIMIT 1
        """
    }

    /// A status of a violation that the policy module has no word for: a fault of this program.
    struct UnknownStanding: Error {
        var text: String
    }
}
