/// How well a statement of a source is known, as the collected facts mark it.
package enum Confidence: String, Codable, Sendable, CaseIterable {
    /// The text of the law, table or judgment was seen.
    case seen = "V"
    /// The text was seen, but the page was cut before its end.
    case seenInPart = "V-part"
    /// Seen in a secondary source.
    case secondary = "S"
    /// Seen in a machine-made summary of a judgment.
    case machineSummary = "S-auto"
    /// Recalled from memory: check before use.
    case recalled = "R"
}
