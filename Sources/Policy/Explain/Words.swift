/// Single words and days in the languages of the explanations, for sentences that are made elsewhere.
package enum Words {
    /// Such as "a warning".
    package static func of(_ kind: MeasureKind, _ language: Language) -> String { language.speech.noun(kind) }

    /// Such as "26 November 2026".
    package static func of(_ day: LocalDate, _ language: Language) -> String { language.speech.date(day) }
}
