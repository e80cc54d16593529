/// How one rule about admission or sales comes out.
package struct RuleResult: Codable, Sendable, Equatable {
    package let rule: String
    package let name: Localized
    package let state: State
    /// What was counted or measured, and the limit; nil when one of them is not known.
    package let found: Double?
    package let limit: Double?
    package let source: String
    package let confidence: Confidence

    package enum State: String, Codable, Sendable, CaseIterable {
        case allowed
        case refused
        case normallyRefused = "normally_refused"
        /// The source or the facts don't say: a person decides.
        case personDecides = "person_decides"
    }
}
