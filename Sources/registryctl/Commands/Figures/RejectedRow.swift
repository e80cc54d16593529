/// A row of a list that was not taken, from the file of rejects: line, column, code, message, then the original cells.
struct RejectedRow: Equatable {
    var line: String
    var column: String
    var message: String

    /// "line 168: The row has 8 columns; the header has 6."
    var sentence: String { "line \(line)\(column.isEmpty ? "" : ", \(column)"): \(message)" }

    /// The first rows of a file of rejects.
    static func first(_ count: Int, of csv: String) -> [RejectedRow] {
        var rows: [RejectedRow] = []
        // It has the separator of the list.
        let separator: Character = csv.hasPrefix("line;") ? ";" : ","
        var reader = Substring(csv)
        while !reader.isEmpty, rows.count <= count {
            let cells = row(&reader, separator)
            if cells.count >= 4 { rows.append(RejectedRow(line: cells[0], column: cells[1], message: cells[3])) }
        }
        return Array(rows.dropFirst().prefix(count))
    }

    /// Takes one row (RFC 4180) from the front.
    private static func row(_ text: inout Substring, _ separator: Character) -> [String] {
        var cells = [""]
        var isQuoted = false
        while let character = text.popFirst() {
            switch character {
            case "\"" where isQuoted && text.first == "\"":
                text.removeFirst()
                cells[cells.count - 1].append("\"")
            case "\"": isQuoted.toggle()
            case separator where !isQuoted: cells.append("")
            case "\r\n" where !isQuoted, "\n" where !isQuoted: return cells
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
