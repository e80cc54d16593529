import Crypto
import Policy
import Records

/// A file of earlier records, read as far as that goes without the database.
struct HistoryList: Sendable {
    let form: HistoryForm
    /// Data rows in the file.
    private(set) var read = 0
    private(set) var records: [EarlierRecord] = []
    private(set) var rejects: [Reject] = []
    /// The header line as the file has it.
    let header: [UInt8]
    /// What stands between two fields of the file.
    let separator: UInt8
    private let columns: [String: Int]
    private let names: [String]
    private var seen: [[UInt8]: Int] = [:]

    /// - Parameter today: a day of payment after it can't be right.
    /// - Throws: `Refusal` `not_utf8`, `not_csv`, `wrong_columns`, `empty_list`: when it is no such file.
    init(_ bytes: [UInt8], _ profile: HistoryProfile, today: LocalDate) throws {
        try UTF8Check.require(bytes)
        var reader = CSVReader(bytes)
        guard let first = reader.next() else { throw reader.malformed.map(OutletList.notCSV) ?? OutletList.empty }
        header = Array(first.source)
        separator = reader.separator
        (form, columns) = try HistoryForm.find(first, profile)
        names = first.fields.map(HistoryForm.name)
        while let row = reader.next() {
            if row.fields == [""] { continue }
            read += 1
            add(row, today)
        }
        if let malformed = reader.malformed { throw OutletList.notCSV(malformed) }
        guard read > 0 else { throw OutletList.empty }
    }

    private mutating func add(_ row: CSVReader.Row, _ today: LocalDate) {
        var reader = RowReader(row, columns)
        guard row.fields.count == names.count else {
            let word = row.fields.count > names.count ? "too_many_columns" : "too_few_columns"
            return reject(
                row, "", word, "The row has \(row.fields.count) columns; the header has \(names.count).")
        }
        var record = form.record(&reader, today: today)
        if let first = reader.rejects.first {
            return reject(row, first.column, first.code, reader.rejects.map(\.message).joined(separator: " "))
        }
        record.original = original(row)
        if record.premises?.reference != nil { record.source = Array(row.source) }
        record.digest = digest(row, record.kind)
        record.occurrence = (seen[record.digest] ?? 0) + 1
        seen[record.digest] = record.occurrence
        if record.occurrence > 1 { record.remarks.append(.repeated) }
        records.append(record)
    }

    private mutating func reject(_ row: CSVReader.Row, _ column: String, _ code: String, _ message: String) {
        rejects.append(
            Reject(line: row.line, column: column, code: code, message: message, original: Array(row.source)))
    }

    private func original(_ row: CSVReader.Row) -> JSONValue {
        .object(
            Dictionary(
                zip(names, row.fields).filter { !$0.1.isEmpty }.map { ($0.0, JSONValue.string($0.1)) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// The same for two rows that say the same, also where one release of a file writes days or places otherwise.
    private func digest(_ row: CSVReader.Row, _ kind: EarlierRecord.Kind) -> [UInt8] {
        var text = kind.rawValue
        for (name, field) in zip(names, row.fields) where !HistoryForm.provenance.contains(name) {
            var value = field.trimmed
            if let written = WrittenDay(value), value.count > 6 { value = "\(written.day) \(written.time ?? "")" }
            if value == "UNINCORP. AREAS" { value = "UNINCORPORATED AREAS" }
            text += "\u{1F}\(value)"
        }
        return Array(SHA256.hash(data: Array(text.utf8)))
    }
}
