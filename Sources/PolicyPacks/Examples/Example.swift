import Policy

/// One example beside a pack: what is asked, and what the pack must make of it.
struct Example {
    let name: String
    let line: Int
    let question: Question
    /// The figures of the facts, as they are written.
    var figures: [String: String] = [:]

    enum Question {
        case decision(Facts, Expected)
        /// An application for a licence, or a sale, with the expected state per rule.
        case application(LicenceApplication, [String: String])
        case sale(Sale, [String: String])
    }

    /// What a decision must come to.
    struct Expected {
        /// Text of the expected measures, `a person decides` or `nothing`.
        let outcome: String
        /// Expected step per criterion.
        let steps: [String: Int]
        /// Expected severity class per criterion, after any rise.
        let classes: [String: String]
        /// Who must have the choice; nil where the example does not say.
        let chooser: Sanction.Chooser?
        /// Expected problems of the findings; the codes of `FindingProblem`.
        let problems: [String]
    }
}
