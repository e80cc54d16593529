import Records

/// A refusal because several recommendations wait, with a command to paste for each of them.
enum RecommendationNotNamed {
    static let code = "recommendation_not_named"

    /// The refusal of the server with the same command for each number that it lists.
    static func offering(_ failure: Failure) -> Failure {
        failure.code == code ? offering(failure, failure.choices) : failure
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
        return offering(failure, sorted.map { "\(number($0))" })
    }

    private static func number(_ recommendation: JSONValue) -> Int { recommendation["id"]?.wholeNumber ?? 0 }

    private static func offering(_ failure: Failure, _ numbers: [String]) -> Failure {
        failure.offering(numbers.map { .appending(["--recommendation", $0]) })
    }
}
