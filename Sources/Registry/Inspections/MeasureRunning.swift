import Policy
import Records

/// An inspection with access to premises against which a closure or a suspension ran: it may be a check whether that is kept, so it
/// is told and not refused.
struct MeasureRunning {
    /// Reference of the inspection itself.
    private let inspection: String
    private let kinds: [MeasureKind]

    /// Nil when there was no access, or nothing ran that forbids selling.
    init?(_ running: [MeasureKind], hadAccess: Bool, inspection: String) {
        kinds = running.filter(\.stopsSales)
        guard hadAccess, !kinds.isEmpty else { return nil }
        self.inspection = inspection
    }

    /// As a member of `warnings`.
    var json: JSONValue {
        let what = kinds.map { "a \($0.rawValue)" }.joined(separator: " and ")
        return [
            "code": "measure_running", "inspection": .string(inspection),
            "text": .string(
                "There was access while \(what) ran against this outlet. If it was open for selling, tell an officer: "
                    + "that is told by no finding unless the rules have one for it."),
        ]
    }
}
