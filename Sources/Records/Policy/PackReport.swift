/// What a check found about one text of a policy pack.
///
/// A check of another kind adds its remarks to `problems`, which keep the pack from being proposed, or to `choices`, which
/// don't.
package struct PackReport: Sendable, Equatable {
    /// SHA-256 of the text that was checked, in hex.
    package var sha256: String
    /// Which pack the text says that it is; nil when it can't be read.
    package var pack: String?
    package var version: String?
    /// How many examples were run.
    package var examples: Int
    /// How many examples came along and were not run, because the pack or the examples themselves can't be read; nil when
    /// they can't even be counted.
    package var examplesNotRun: Int?
    /// How many combinations of facts the proof covered; 0 when the text can't be read or has no ladder.
    /// The largest number stands for at least as many.
    package var combinations: Int
    /// Why the pack can't be proposed; in the order of the file.
    package var problems: [PackRemark]
    /// What the source leaves open, and how the pack reads it.
    package var choices: [PackRemark]

    package init(
        sha256: String, pack: String? = nil, version: String? = nil, examples: Int = 0, examplesNotRun: Int? = 0,
        combinations: Int = 0, problems: [PackRemark] = [], choices: [PackRemark] = []
    ) {
        self.sha256 = sha256
        self.pack = pack
        self.version = version
        self.examples = examples
        self.examplesNotRun = examplesNotRun
        self.combinations = combinations
        self.problems = problems
        self.choices = choices
    }

    package var json: JSONValue {
        [
            "sha256": .string(sha256), "pack": pack.map(JSONValue.string) ?? .null,
            "version": version.map(JSONValue.string) ?? .null, "examples": .integer(examples),
            "examplesNotRun": examplesNotRun.map(JSONValue.integer) ?? .null, "combinations": .integer(combinations),
            "problems": .array(problems.map(\.json)), "choices": .array(choices.map(\.json)),
        ]
    }
}
