import CLibpq

extension Rows {
    /// The first `limit` rows (all by default) as a JSON array of objects, written straight from the server's texts, after
    /// the text `prefix` and before the bytes `suffix`.
    ///
    /// The keys are the column names in camel case; a column whose name begins with an underscore is left out.
    /// By the column's type: integers, floats, numerics and booleans as JSON values (`NaN` and infinities as strings),
    /// `json` and `jsonb` as they are, `timestamptz` as RFC 3339 in UTC with microseconds where they are not zero
    /// (infinity, years before 1 and after 9999 as PostgreSQL writes them), arrays of these as JSON arrays,
    /// NULL as `null`, everything else as a string.
    package func json(first limit: Int = .max, between prefix: StaticString = "", and suffix: [UInt8] = []) -> [UInt8] {
        let writer = RowJSONWriter(result)
        let shown = Swift.min(limit, count)
        var output = GrowingBytes(capacity: 64 + suffix.count + shown * writer.estimate)
        output.append(prefix)
        output.append(UInt8(ascii: "["))
        for row in 0..<Int32(shown) {
            if row > 0 { output.append(UInt8(ascii: ",")) }
            writer.append(row: row, to: &output)
        }
        output.append(UInt8(ascii: "]"))
        output.append(suffix)
        return output.array()
    }

    /// One row as a JSON object; see `json()`.
    package func json(row: Int) -> [UInt8] {
        precondition(row >= 0 && row < count, "There is no row \(row); the statement returned \(count).")
        let writer = RowJSONWriter(result)
        var output = GrowingBytes(capacity: writer.estimate)
        writer.append(row: Int32(row), to: &output)
        return output.array()
    }
}
