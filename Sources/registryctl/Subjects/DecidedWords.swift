import Records

/// What a decision calls for, in words.
enum DecidedWords {
    /// "fine and suspension" of measures that go together, "no measure" where nothing is done.
    static func of(_ decision: JSONValue) -> String {
        let kinds = (decision["measures"]?.items ?? []).compactMap(\.text).map(\.spoken)
        return kinds.isEmpty ? decision["measure"]?.text?.spokenMeasure ?? "" : kinds.joined(separator: " and ")
    }

    /// How it was decided, in one phrase. Where the rules leave it to a person nobody departs from them.
    /// - Parameter isOpen: whether the rules left it to a person.
    static func manner(_ decision: JSONValue, isOpen: Bool) -> String? {
        switch decision["choice"]?.text {
        case DecisionChoice.follow.rawValue: "follows what was recommended"
        case DecisionChoice.depart.rawValue where isOpen: "taken by a person, to whom the rules leave it"
        case DecisionChoice.depart.rawValue: "departs from what was recommended"
        default: nil
        }
    }

    /// The same in a word: followed, departed, chosen.
    static func choice(_ decision: JSONValue, isOpen: Bool) -> String? {
        switch decision["choice"]?.text {
        case DecisionChoice.follow.rawValue: "followed"
        case DecisionChoice.depart.rawValue: isOpen ? "chosen" : "departed"
        default: nil
        }
    }
}
