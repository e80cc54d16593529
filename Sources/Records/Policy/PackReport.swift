/// What a check found about one text of a policy pack.
///
/// A check of another kind adds its remarks to `problems`, which keep the pack from being proposed, or to `choices`, which
/// don't.
package struct PackReport: Sendable, Equatable {
    /// SHA-256 of the text that was checked, in hex.
    package var sha256: String
    /// How many examples were run.
    package var examples: Int
    /// How many combinations of facts the proof covered; 0 when the text can't be read or has no ladder.
    /// The largest number stands for at least as many.
    package var combinations: Int
    /// Why the pack can't be proposed; in the order of the file.
    package var problems: [PackRemark]
    /// What the source leaves open, and how the pack reads it.
    package var choices: [PackRemark]

    package init(
        sha256: String, examples: Int = 0, combinations: Int = 0, problems: [PackRemark] = [],
        choices: [PackRemark] = []
    ) {
        self.sha256 = sha256
        self.examples = examples
        self.combinations = combinations
        self.problems = problems
        self.choices = choices
    }

    package var json: JSONValue {
        [
            "sha256": .string(sha256), "examples": .integer(examples), "combinations": .integer(combinations),
            "problems": .array(problems.map(\.json)), "choices": .array(choices.map(\.json)),
        ]
    }
}
