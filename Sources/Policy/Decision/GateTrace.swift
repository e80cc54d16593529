/// How a gate came out.
package struct GateTrace: Codable, Sendable, Equatable {
    package let gate: String
    package let name: Localized
    package let requirement: Localized
    package let state: State
    /// Who said so; nil in decisions of format 1, where only people did.
    package let by: By?
    /// True for what the licensee's choice depends on; nil for a gate, and in formats before 4.
    package var isCondition: Bool?
    /// Whether the violation counts only if it holds, or does not count if it holds; nil in format 1: must hold.
    package let effect: Gate.Effect?
    /// The first step for which it must hold; nil: the first.
    package let fromStep: Int?
    /// What was counted for a pattern.
    package let incidents: Int?
    package let reporters: Int?
    /// Name of the person who answered, and the day; nil where nobody did or it was not kept.
    package let person: String?
    package let on: LocalDate?
    /// Whether the rules say what follows where it does not hold; nil: they don't.
    package let otherwise: Bool?
    package let source: String
    package let confidence: Confidence

    package enum State: String, Codable, Sendable, CaseIterable {
        case confirmed
        case denied
        /// The facts don't say: a person must confirm.
        case open
    }

    package enum By: String, Codable, Sendable, CaseIterable {
        case person
        case facts
        /// The pack says what holds while nobody has answered.
        case rule
        case nobody
    }

    init(_ gate: Gate, _ answer: Answer) {
        self.gate = gate.code
        name = gate.name
        requirement = gate.requirement
        state = answer.state
        by = answer.by
        effect = gate.effect
        fromStep = gate.fromStep > 1 ? gate.fromStep : nil
        incidents = answer.incidents
        reporters = answer.reporters
        person = answer.person
        on = answer.on
        otherwise = gate.otherwise == nil ? nil : true
        source = gate.citation.text
        confidence = gate.citation.confidence
    }

    /// Whether the violation goes through.
    package var isPassed: Bool {
        switch state {
        case .open: false
        case .confirmed: effect != .excuses
        case .denied: effect == .excuses
        }
    }
}
