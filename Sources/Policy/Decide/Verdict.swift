/// Whether one earlier violation counts under one reading.
enum Verdict: Equatable {
    case counts
    case refused(RefusedFact.Reason)
}
