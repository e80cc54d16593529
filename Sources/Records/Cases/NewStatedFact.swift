/// A fact that a person states for the rules about an inspection.
package struct NewStatedFact: Sendable, Equatable {
    /// The recommendation's id; nil is the one of the case that takes it.
    package var recommendation: Int?
    /// A figure, an attribute or an offer in the words of the pack, or `days`, or `individual`.
    package var name: String
    package var value: String
    /// Code of the failed criterion that went on for days; nil is the only one that failed.
    package var criterion: String?
    package var reason: String

    package init(
        recommendation: Int? = nil, name: String, value: String, criterion: String? = nil, reason: String
    ) {
        self.recommendation = recommendation
        self.name = name
        self.value = value
        self.criterion = criterion
        self.reason = reason
    }

    /// Reads the body of a statement.
    package init(_ fields: inout Fields) {
        recommendation = fields.optionalInteger("recommendation", in: 1...Int.max)
        name = fields.text("name", max: 100)
        value = fields.text("value", max: 100)
        criterion = fields.optionalText("criterion", max: 100)
        reason = fields.fullReason()
    }
}
