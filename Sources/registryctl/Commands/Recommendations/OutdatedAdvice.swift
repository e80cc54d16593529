import Records

/// What the facts of a recommendation that waits have become since it was made.
enum OutdatedAdvice {
    /// The changes in words; none where it is still of today.
    static func changes(_ recommendation: JSONValue) -> [String] {
        (recommendation["outdated"]?.items ?? []).compactMap(\.text)
    }

    /// Below a record that shows recommendations: what changed for each, and what to do first: to withdraw the action that rests
    /// on it, where there is one, else to ask the rules again.
    /// - Parameter caseFile: the case, as far as it is known.
    static func say(_ recommendations: [JSONValue], in file: String, of caseFile: JSONValue, _ session: Session) {
        for recommendation in recommendations where !changes(recommendation).isEmpty {
            let number = recommendation["id"]?.wholeNumber ?? 0
            let list = changes(recommendation).joined(separator: "; ")
            session.say("Recommendation \(number): the facts changed since: \(list).")
            let resting = CarriedOut.actions(on: [number], in: caseFile)
                .filter { ["draft", "proposed"].contains($0["status"]?.text ?? "") }.compactMap {
                    $0["reference"]?.text
                }
            for action in resting { session.sayNext("registryctl action withdraw \(action) --reason TEXT") }
            guard resting.isEmpty else { continue }
            session.sayNext(AskAgain.command(file, recommendation["inspection"]?.text ?? "INSPECTION"))
        }
    }

    /// Of one that an act has just made outdated, as the answer of that act names it.
    static func sentence(_ advice: JSONValue, _ act: String) -> String {
        let number = advice["recommendation"]?.wholeNumber.map(String.init) ?? ""
        return
            "Recommendation \(number) about \(advice["inspection"]?.text ?? "") (\(InspectionEffectsText.outcome(advice)), "
            + "\(advice["case"]?.text ?? "")) was made before \(act), and is not followed as it is."
    }

    /// Where it stands in a list: "waiting, facts changed".
    @Sendable static func standing(_ recommendation: JSONValue) -> JSONValue {
        guard let standing = recommendation["standing"]?.text, !changes(recommendation).isEmpty else {
            return recommendation["standing"] ?? .null
        }
        return .string(standing + ", facts changed")
    }
}
