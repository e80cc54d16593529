/// PostgreSQL ends the lines of its CSV with LF; RFC 4180 wants CRLF.
enum CSVLines {
    /// `rows` with CRLF at the end of each row; a line feed inside quotes stays what it is.
    /// - Parameter rows: whole rows, as COPY hands them out.
    static func withCRLF(_ rows: [UInt8]) -> [UInt8] {
        var converted: [UInt8] = []
        converted.reserveCapacity(rows.count + rows.count / 32)
        var isQuoted = false
        for byte in rows {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if byte == UInt8(ascii: "\n"), !isQuoted { converted.append(UInt8(ascii: "\r")) }
            converted.append(byte)
        }
        return converted
    }
}
