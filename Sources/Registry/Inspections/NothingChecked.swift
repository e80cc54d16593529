import Records

/// An inspection with access that says nothing about any criterion: it may be meant so, so it is told and not refused.
struct NothingChecked {
    /// Reference of the inspection itself.
    let inspection: String

    /// As a member of `warnings`.
    var json: JSONValue {
        [
            "code": "nothing_checked", "inspection": .string(inspection),
            "text": .string(
                "There was access, and no criterion was checked: every one is kept as not checked, which is never compliance."
            ),
        ]
    }
}
