import Records

/// What a decision calls for, in words.
enum DecidedWords {
    /// "fine and suspension" of measures that go together, "no measure" where nothing is done.
    static func of(_ decision: JSONValue) -> String {
        let kinds = (decision["measures"]?.items ?? []).compactMap(\.text).map(\.spoken)
        return kinds.isEmpty ? decision["measure"]?.text?.spokenMeasure ?? "" : kinds.joined(separator: " and ")
    }
}
