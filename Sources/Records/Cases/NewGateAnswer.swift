/// What a person establishes about a gate or a circumstance that a recommendation waits for.
package struct NewGateAnswer: Sendable, Equatable {
    /// The recommendation's id; nil is the one of the case that asks for it.
    package var recommendation: Int?
    /// Code of the gate or of the circumstance in the pack.
    package var gate: String
    /// Code of the criterion; nil is every failed one that it is asked for.
    package var criterion: String?
    package var holds: Bool
    package var reason: String

    package init(
        recommendation: Int? = nil, gate: String, criterion: String? = nil, holds: Bool, reason: String
    ) {
        self.recommendation = recommendation
        self.gate = gate
        self.criterion = criterion
        self.holds = holds
        self.reason = reason
    }

    /// Reads the body of an answer.
    package init(_ fields: inout Fields) {
        recommendation = fields.optionalInteger("recommendation", in: 1...Int.max)
        gate = fields.text("gate", max: 100)
        criterion = fields.optionalText("criterion", max: 100)
        holds = fields.bool("holds")
        reason = fields.fullReason()
    }
}
