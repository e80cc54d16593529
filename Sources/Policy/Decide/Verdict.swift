/// Whether one earlier violation counts under one reading.
enum Verdict: Equatable {
    case counts
    case refused(RefusedFact.Reason, days: Int?)
}

extension RefusedFact {
    init(_ fact: PastViolation, _ reason: Reason, days: Int? = nil) {
        self.init(
            id: fact.id, criterion: fact.criterion, day: fact.day, reference: fact.reference, reason: reason,
            days: days)
    }
}
