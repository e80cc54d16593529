import Records

/// What a case has of recommendations: the decisions on them, and the actions that carry those out.
enum CarriedOut {
    /// - Parameter recommendations: their numbers.
    static func decisions(on recommendations: [Int], in file: JSONValue) -> [JSONValue] {
        (file["decisions"]?.items ?? []).filter {
            $0["recommendation"]?.wholeNumber.map(recommendations.contains) ?? false
        }
    }

    /// - Parameter recommendations: their numbers.
    static func actions(on recommendations: [Int], in file: JSONValue) -> [JSONValue] {
        let decisions = decisions(on: recommendations, in: file)
        return (file["actions"]?.items ?? []).filter { action in decisions.contains { $0["id"] == action["decision"] } }
    }
}
