/// One text in one or more languages, keyed by language code.
package struct Localized: Sendable, Hashable {
    package let texts: [String: String]

    /// - Parameter texts: at least one text; keys are language codes such as `nl`.
    package init(_ texts: [String: String]) {
        self.texts = texts
    }

    /// The text in `language`; without one, the English text, else the first by language code.
    package subscript(language: Language) -> String {
        texts[language.rawValue] ?? texts["en"] ?? texts.min { $0.key < $1.key }?.value ?? ""
    }
}

extension Localized: Codable {
    package init(from decoder: any Decoder) throws {
        texts = try decoder.singleValueContainer().decode([String: String].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(texts)
    }
}
