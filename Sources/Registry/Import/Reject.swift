/// A row that does not come in, and why.
struct Reject: Sendable, Equatable {
    var line: Int
    /// The column at fault, empty when it is the row.
    var column: String
    var code: String
    var message: String
    /// The row as the file has it.
    var original: [UInt8]

    /// The rejects as CSV: the reason in four columns, then the columns of the file as they were.
    static func csv(_ rejects: [Reject], header: ArraySlice<UInt8>) -> [UInt8] {
        guard !rejects.isEmpty else { return [] }
        var text = Array("line,column,code,message,".utf8) + header
        text += "\r\n".utf8
        for reject in rejects.sorted(by: { $0.line < $1.line }) {
            text += "\(reject.line),\(quoted(reject.column)),\(quoted(reject.code)),\(quoted(reject.message)),".utf8
            text += reject.original
            text += "\r\n".utf8
        }
        return text
    }

    /// A field between quotes where it needs them.
    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }
}
