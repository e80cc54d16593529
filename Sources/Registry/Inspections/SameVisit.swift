import Postgres
import Records

/// Another inspection that is likely the same visit, typed twice: the field may be right, so it is told and not refused.
struct SameVisit {
    private let reference: String
    /// By how much the other one began later; negative when it began earlier.
    private let minutes: Int
    /// Name of its inspector; nil when one of the persons was at both.
    private let inspector: String?

    /// From the columns same_visit, same_visit_minutes and same_visit_by; nil when the first is.
    init?(_ row: Row) throws {
        guard let reference = try row.get("same_visit", as: String?.self) else { return nil }
        self.reference = reference
        minutes = try row.get("same_visit_minutes")
        inspector = try row.get("same_visit_by")
    }

    /// As a member of `warnings`.
    var json: JSONValue {
        [
            "code": "same_visit", "inspection": .string(reference),
            "text": .string("\(reference) by \(inspector ?? "the same inspector") began \(when) at this outlet."),
        ]
    }

    private var when: String {
        guard minutes != 0 else { return "at the same time" }
        let length = abs(minutes)
        return "\(length) minute\(length == 1 ? "" : "s") \(minutes < 0 ? "earlier" : "later")"
    }
}
