import Policy
import Postgres
import Records

extension LocalDate: SQLDecodable {
    package static func decode(_ field: Field) throws -> LocalDate {
        guard let date = LocalDate(try String.decode(field)) else { throw field.unreadable(as: "LocalDate") }
        return date
    }
}

extension Instant: SQLDecodable {
    package static func decode(_ field: Field) throws -> Instant {
        guard let instant = Instant(text: try RFC3339.decode(field).text) else { throw field.unreadable(as: "Instant") }
        return instant
    }
}

extension Instant: SQLBindable {
    package func bind(into parameters: inout SQLParameters) {
        SQLText(description, type: 1184).bind(into: &parameters)
    }
}

extension UUIDText: SQLBindable {
    package func bind(into parameters: inout SQLParameters) {
        SQLText(text, type: 2950).bind(into: &parameters)
    }
}
