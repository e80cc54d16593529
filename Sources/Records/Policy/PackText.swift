/// The text of a policy pack as somebody sends it, with the examples that came along.
package struct PackText: Sendable, Equatable {
    /// The YAML, byte for byte: its SHA-256 is that of the file.
    package var text: String
    /// What the file is called, for messages.
    package var file: String
    /// The examples, as YAML.
    package var examples: String?

    package init(text: String, file: String = "pack.yaml", examples: String? = nil) {
        self.text = text
        self.file = file
        self.examples = examples
    }

    /// Reads the body of a draft, an amendment or a check.
    package init(_ fields: inout Fields) {
        text = fields.document("text", max: Self.maximumBytes)
        file = fields.optionalText("file", max: 200) ?? "pack.yaml"
        examples = fields.optionalDocument("examples", max: Self.maximumBytes)
    }

    /// Reads the members of a text that may be absent; nil when it is.
    package init?(optional fields: inout Fields) {
        let text = fields.optionalDocument("text", max: Self.maximumBytes)
        file = fields.optionalText("file", max: 200) ?? "pack.yaml"
        examples = fields.optionalDocument("examples", max: Self.maximumBytes)
        guard let text else { return nil }
        self.text = text
    }

    /// What the file with the examples is called: `o.examples.yaml` beside `o.yaml`.
    package var examplesFile: String {
        (file.hasSuffix(".yaml") ? String(file.dropLast(".yaml".count)) : file) + ".examples.yaml"
    }

    private static let maximumBytes = 500_000
}
