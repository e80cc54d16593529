import Policy

/// One example beside a pack: facts, and what the pack must make of them.
struct Example {
    let name: String
    let line: Int
    let facts: Facts
    /// Text of the expected measure, `a person decides` or `nothing`.
    let outcome: String
    /// Expected step per criterion.
    let steps: [String: Int]
    /// Expected problems of the findings; the codes of `FindingProblem`.
    let problems: [String]
}
