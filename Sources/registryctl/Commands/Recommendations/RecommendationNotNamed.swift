import Records

/// A refusal because several recommendations wait, with a command to paste for each of them.
enum RecommendationNotNamed {
    static let code = "recommendation_not_named"

    /// The refusal of the server with the same command for each number that it lists.
    static func offering(_ failure: Failure) -> Failure {
        guard failure.code == code else { return failure }
        // "…: 1 (I-2026-0001 of 2026-10-01, nl/leeuwarden/j: closure), 2 (I-2026-0002 of …"
        let pieces = failure.what.split(separator: " (I-").dropLast()
        return offering(failure, pieces.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } })
    }

    /// The same refusal for what is only read, made here of the recommendations in the list of a case.
    static func failure(_ file: String, _ waiting: [JSONValue]) -> Failure {
        let sorted = waiting.sorted { number($0) < number($1) }
        let list = sorted.map { one in
            let outcome = one["measure"]?.text?.spokenMeasure ?? "a person decides"
            let visit = "\(one["inspection"]?.text ?? "") of \(one["day"]?.text ?? "")"
            return "\(number(one)) (\(visit), \(one["packId"]?.text ?? ""): \(outcome))"
        }
        let failure = Failure(
            .refused, code,
            "Recommendations about several inspections of case \(file) wait for a decision: \(list.joined(separator: ", ")).",
            why: ["Name the recommendation that you want explained."])
        return offering(failure, sorted.map(number))
    }

    private static func number(_ recommendation: JSONValue) -> Int { recommendation["id"]?.wholeNumber ?? 0 }

    private static func offering(_ failure: Failure, _ numbers: [Int]) -> Failure {
        let reruns = numbers.map { Rerun.appending(["--recommendation", String($0)]) }
        guard let first = reruns.first else { return failure }
        var failure = failure
        failure.rerun = first
        failure.furtherReruns = Array(reruns.dropFirst())
        return failure
    }
}
