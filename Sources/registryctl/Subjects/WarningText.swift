import Records

/// What an answer warns of, a sentence each.
enum WarningText {
    static func lines(_ answer: JSONValue) -> [String] { (answer["warnings"]?.items ?? []).map(of) }

    /// "Warning: The transfer of 2026-03-01 was recorded on 2026-11-26."
    static func of(_ warning: JSONValue) -> String { "Warning: \(warning["text"]?.text ?? "")" }
}
