import Policy
import Records

/// Reads the fields of one row by column name and collects what is wrong with them.
struct RowReader {
    let row: CSVReader.Row
    let columns: [String: Int]
    private(set) var rejects: [Reject] = []

    init(_ row: CSVReader.Row, _ columns: [String: Int]) {
        self.row = row
        self.columns = columns
    }

    /// The field without the space around it; nil when it is empty or the list has no such column.
    func text(_ column: String) -> String? {
        guard let place = columns[column] else { return nil }
        let text = row.fields[place].trimmed
        return text.isEmpty ? nil : text
    }

    /// As `text`; an empty field, or one of more than `limit` characters, is noted.
    mutating func needed(_ column: String, limit: Int = 200) -> String {
        guard let text = limited(column, limit) else {
            if self.text(column) == nil { note(column, "missing", "\(column) is empty; the address needs it.") }
            return ""
        }
        return text
    }

    /// As `text`; more than `limit` characters are noted.
    mutating func limited(_ column: String, _ limit: Int = 200) -> String? {
        guard let text = text(column) else { return nil }
        if let scalar = text.unicodeScalars.first(where: PastedText.turnsTheText) {
            let code = String(scalar.value, radix: 16, uppercase: true)
            note(column, "control_character", "\(column) holds the control character U+\(code); take it out.")
            return nil
        }
        guard text.count <= limit else {
            note(column, "too_long", "\(column) has \(text.count) characters; at most \(limit) are kept.")
            return nil
        }
        return text
    }

    mutating func day(_ column: String) -> LocalDate? {
        guard let text = text(column) else { return nil }
        guard let day = LocalDate(text) else {
            note(column, "not_a_date", "\(column) is \"\(text)\"; a day is written like 2026-03-05.")
            return nil
        }
        guard day.isInKnownYears else {
            note(column, "out_of_range", "\(column) is \(day); \(LocalDate.knownYears).")
            return nil
        }
        return day
    }

    mutating func kind(_ column: String) -> OutletKind? {
        guard let text = text(column) else { return nil }
        guard let kind = OutletKind(rawValue: text) else {
            let known = OutletKind.allCases.map(\.rawValue).joined(separator: ", ")
            note(column, "not_a_choice", "\(column) is \"\(text)\"; it is one of \(known).")
            return nil
        }
        return kind
    }

    /// Longitude and latitude together, within the bounds of the authority where it has them.
    mutating func place(within bounds: Bounds?) -> Place? {
        let (east, north) = (degrees("longitude", 180), degrees("latitude", 90))
        guard let east, let north else {
            if text("longitude") == nil, text("latitude") != nil {
                note("longitude", "missing", "latitude is given and longitude is not; a place needs both.")
            }
            if text("latitude") == nil, text("longitude") != nil {
                note("latitude", "missing", "longitude is given and latitude is not; a place needs both.")
            }
            return nil
        }
        guard let bounds, !bounds.contains(longitude: east, latitude: north) else {
            return Place(longitude: east, latitude: north)
        }
        let swapped = bounds.contains(longitude: north, latitude: east) ? " and look swapped" : ""
        note(
            "longitude", swapped.isEmpty ? "outside" : "swapped",
            "Longitude \(east) and latitude \(north) lie outside the authority\(swapped): longitude is "
                + "\(bounds.west) to \(bounds.east) and latitude \(bounds.south) to \(bounds.north) there.")
        return nil
    }

    mutating func note(_ column: String, _ code: String, _ message: String) {
        rejects.append(
            Reject(line: row.line, column: column, code: code, message: message, original: Array(row.source)))
    }

    /// The fraction may stand behind a comma.
    private mutating func degrees(_ column: String, _ limit: Double) -> Double? {
        guard let text = text(column) else { return nil }
        let isDecimal = text.wholeMatch(of: /[+-]?[0-9]+([.,][0-9]+)?/) != nil
        guard isDecimal, let value = Double(text.replacing(",", with: ".")), value.magnitude <= limit else {
            note(
                column, "not_degrees", "\(column) is \"\(text)\"; it is a number from -\(Int(limit)) to \(Int(limit)).")
            return nil
        }
        return value
    }
}

extension Bounds {
    func contains(longitude: Double, latitude: Double) -> Bool {
        (west...east).contains(longitude) && (south...north).contains(latitude)
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
