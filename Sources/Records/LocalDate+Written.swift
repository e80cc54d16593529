import Policy

extension LocalDate: WrittenAsText {
    package init?(written text: String) { self.init(text) }
    package static var placeholder: LocalDate { LocalDate.distantPast }
    package static var form: String { "a date like 2026-11-20" }
    package static var problemCode: String { "not_a_date" }
    package var doubt: String? { isInKnownYears ? nil : Self.knownYears }
}
