import Records

/// A visit by somebody who is barred from the outlet. What was seen is not lost, so it is stored and told and not refused:
/// somebody else looks at it.
struct BarredInspector {
    /// Reference of the inspection itself.
    private let inspection: String
    private let names: String

    /// Nil when nobody was barred.
    init?(_ names: String?, inspection: String) {
        guard let names else { return nil }
        self.names = names
        self.inspection = inspection
    }

    /// As a member of `warnings`.
    var json: JSONValue {
        [
            "code": "barred_inspector", "inspection": .string(inspection),
            "text": .string(
                "\(names) is barred from this outlet by a conflict of interest. The visit is stored; an officer or reviewer has to look "
                    + "at it, and can void it."),
        ]
    }
}
