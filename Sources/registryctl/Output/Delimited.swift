/// Rows as TSV (tabs and line ends escaped) or CSV (RFC 4180).
enum Delimited {
    case tsv, csv

    func row(_ cells: [String]) -> String {
        switch self {
        case .tsv: cells.map(Self.escaped).joined(separator: "\t") + "\n"
        case .csv: cells.map(Self.quoted).joined(separator: ",") + "\r\n"
        }
    }

    private static func escaped(_ cell: String) -> String {
        var text = ""
        for scalar in cell.unicodeScalars {
            switch scalar {
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\\": text += "\\\\"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
