import Policy

/// A value that travels as a JSON text of a known form.
package protocol WrittenAsText: Sendable {
    /// The value that the text names, or nil.
    init?(written text: String)
    /// What stands in for a text that names none, until all problems are thrown.
    static var placeholder: Self { get }
    /// What is expected, with an example: "a date like 2026-11-20".
    static var form: String { get }
    /// The machine's name of the problem: `not_a_date`.
    static var problemCode: String { get }
    /// What is said of a value that has the form and can't be meant; nil of one that can.
    var doubt: String? { get }
}

extension WrittenAsText {
    package var doubt: String? { nil }
    static var schema: JSONValue { ["type": "string", "description": .string(form)] }
}

extension Instant: WrittenAsText {
    package init?(written text: String) { self.init(text: text) }
    package static var placeholder: Instant { Instant(microseconds: 0) }
    package static var form: String { "a point in time with its offset like 2026-11-20T21:40:00+01:00" }
    package static var problemCode: String { "not_an_instant" }
    package var doubt: String? { isInKnownYears ? nil : LocalDate.knownYears }

    /// As `LocalDate.isInKnownYears`, in UTC.
    private var isInKnownYears: Bool { (-2_208_988_800_000_000..<32_503_680_000_000_000).contains(microseconds) }
}
