/// How a gate came out.
package struct GateTrace: Codable, Sendable, Equatable {
    package let gate: String
    package let name: Localized
    package let requirement: Localized
    package let state: State
    package let source: String
    package let confidence: Confidence

    package enum State: String, Codable, Sendable, CaseIterable {
        case confirmed
        case denied
        /// The facts don't say: a person must confirm.
        case open
    }
}
