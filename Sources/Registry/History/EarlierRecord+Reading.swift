import Policy
import Records

extension RowReader {
    /// As `text`; an empty field, or one of more than `limit` characters, is noted.
    mutating func filled(_ column: String, limit: Int = 200) -> String {
        if text(column) == nil { note(column, "missing", "\(column) is empty; the row needs it.") }
        return limited(column, limit) ?? ""
    }
}

extension EarlierRecord {
    /// A licence has six digits; a spreadsheet took the leading zero of some. Everything else names no licence.
    mutating func takeLicence(_ text: String?) {
        guard let text, text.allSatisfy({ $0.isASCII && $0.isNumber }), (5...6).contains(text.count) else {
            remarks.append(.noLicence)
            return
        }
        if text.count == 5 { remarks.append(.leadingZero) }
        licenceNumber = text.count == 5 ? "0" + text : text
    }

    /// The day of a column that must have one.
    mutating func takeDay(_ row: inout RowReader, _ column: String) {
        guard let written = Self.written(&row, column) else { return }
        day = written.day
        time = written.time
        if kind == .penalty, written.isMidnight { remarks.append(.noTime) }
    }

    /// The day of payment or effect, where it can be right.
    mutating func takeEffect(_ row: inout RowReader, _ column: String, _ today: LocalDate) {
        guard row.text(column) != nil else {
            remarks.append(.noEffect)
            return
        }
        guard let written = Self.written(&row, column) else { return }
        if written.day > today {
            remarks.append(.effectInFuture)
        } else if let day, written.day < day {
            remarks.append(.effectBefore)
        } else {
            effectiveOn = written.day
        }
    }

    /// What was violated, with its code and its provision in one spelling: `314-55-083(4)` is `314.55.083(4)`.
    mutating func takeViolation(_ text: String, _ provision: String?) {
        violation = text
        criterion = Self.code(of: text)
        guard let provision else {
            remarks.append(.noProvision)
            return
        }
        self.provision = provision.replacing("-", with: ".")
        if self.provision != provision { remarks.append(.otherSpelling) }
    }

    private static func written(_ row: inout RowReader, _ column: String) -> WrittenDay? {
        guard let text = row.text(column) else {
            row.note(column, "missing", "\(column) is empty; the row needs a day.")
            return nil
        }
        guard let written = WrittenDay(text) else {
            row.note(column, "not_a_date", "\(column) is \"\(text)\", which is no day that can be read.")
            return nil
        }
        return written
    }
}
