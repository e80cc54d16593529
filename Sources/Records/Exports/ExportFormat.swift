/// In which form an export comes.
package enum ExportFormat: String, Sendable, CaseIterable, Codable {
    /// RFC 4180: header line, CRLF, UTF-8 without byte order mark.
    case csv
    /// One JSON object per line, with the same members as the CSV has columns.
    case jsonl

    package var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8; header=present"
        case .jsonl: "application/jsonl"
        }
    }
}
