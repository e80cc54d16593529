import Policy
import Records

/// A list of outlets, read and checked as far as that goes without the database.
struct OutletList: Sendable {
    /// Data rows in the file.
    var read = 0
    var rows: [StagedOutlet] = []
    var rejects: [Reject] = []
    /// The header line as the file has it.
    var header: [UInt8] = []
    /// What stands between two fields of the file.
    var separator = UInt8(ascii: ",")

    /// Rejected rows that may be about any outlet. Of a row about a closed outlet, or one that moved, it is known which one it
    /// means, so that one hides nothing.
    var unclear: Int { rejects.count { $0.code != "closed_outlet" && $0.code != "moved_outlet" } }

    /// Why it is not known which outlets the list no longer names; nil when it is. An outlet whose row was rejected would
    /// look as if the list did not name it.
    var vanishedNotKnown: String? { unclear > 0 ? "not known while \(Reject.counted(unclear))" : nil }

    /// - Throws: `Refusal` `not_utf8`, `not_csv`, `wrong_columns`, `empty_list`: when it isn't a list of that profile.
    init(_ bytes: [UInt8], _ profile: ImportProfile, within bounds: Bounds?) throws {
        try UTF8Check.require(bytes)
        var reader = CSVReader(bytes)
        guard let header = reader.next() else { throw reader.malformed.map(Self.notCSV) ?? Self.empty }
        self.header = Array(header.source)
        separator = reader.separator
        let columns = try profile.columns(of: header)
        while let row = reader.next() {
            if row.fields == [""] { continue }
            read += 1
            add(row, columns, width: header.fields.count, profile, bounds)
        }
        if let malformed = reader.malformed { throw Self.notCSV(malformed) }
        guard read > 0 else { throw Self.empty }
    }

    private mutating func add(
        _ row: CSVReader.Row, _ columns: [String: Int], width: Int, _ profile: ImportProfile, _ bounds: Bounds?
    ) {
        var reader = RowReader(row, columns)
        guard row.fields.count == width else {
            let word = row.fields.count > width ? "too_many_columns" : "too_few_columns"
            let message = "The row has \(row.fields.count) columns; the header has \(width)."
            rejects.append(
                Reject(line: row.line, column: "", code: word, message: message, original: Array(row.source)))
            return
        }
        let outlet = profile.outlet(&reader, within: bounds)
        if let first = reader.rejects.first {
            var reject = first
            reject.message = reader.rejects.map(\.message).joined(separator: " ")
            rejects.append(reject)
        } else {
            rows.append(outlet)
        }
    }

    static let empty = Refusal(
        .badInput, "empty_list", "The file has no rows, so there is nothing to compare.",
        hint: "Send the list as CSV with a header line.")

    static func notCSV(_ malformed: CSVReader.Malformed) -> Refusal {
        Refusal(
            .badInput, "not_csv", "The file is not CSV as RFC 4180 writes it, so nothing was applied.",
            detail: "Line \(malformed.line): \(malformed.message)", hint: "Mend that line and send the file again.")
    }
}
