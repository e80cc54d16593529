/// A row that does not come in, and why.
struct Reject: Sendable, Equatable {
    var line: Int
    /// The column at fault, empty when it is the row.
    var column: String
    var code: String
    var message: String
    /// The row as the file has it.
    var original: [UInt8]

    /// "1 row is rejected", "5 rows are rejected".
    static func counted(_ count: Int) -> String { count == 1 ? "1 row is rejected" : "\(count) rows are rejected" }

    /// The names of the columns that stand before those of the file.
    static let reasonColumns = ["line", "column", "code", "message"]

    /// The rejects as CSV: the reason in four columns, then the columns of the file as they were, with its separator.
    static func csv(_ rejects: [Reject], header: ArraySlice<UInt8>, separator: UInt8) -> [UInt8] {
        guard !rejects.isEmpty else { return [] }
        let mark = [separator]
        var text = Array(reasonColumns.joined(separator: String(decoding: mark, as: UTF8.self)).utf8) + mark + header
        text += "\r\n".utf8
        for reject in rejects.sorted(by: { $0.line < $1.line }) {
            for field in ["\(reject.line)", reject.column, reject.code, reject.message] {
                text += quoted(field, separator).utf8
                text += mark
            }
            text += reject.original
            text += "\r\n".utf8
        }
        return text
    }

    /// A field between quotes where it needs them.
    private static func quoted(_ field: String, _ separator: UInt8) -> String {
        guard field.utf8.contains(where: { [0x22, 0x0A, 0x0D, separator].contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
