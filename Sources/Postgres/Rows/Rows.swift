import CLibpq

/// The rows a statement returned, in the server's order, as text values until they are decoded.
package struct Rows: Sequence, Sendable {
    let result: ServerResult

    /// How many rows there are.
    package var count: Int { Int(PQntuples(result.pointer)) }

    /// The names of the columns, from left to right.
    package var columns: [String] {
        (0..<PQnfields(result.pointer)).map { column in
            PQfname(result.pointer, column).map { String(cString: $0) } ?? ""
        }
    }

    package subscript(row: Int) -> Row {
        precondition(row >= 0 && row < count, "There is no row \(row); the statement returned \(count).")
        return Row(result: result, row: Int32(row))
    }

    /// The rows the command changed, or the rows returned when it is a query.
    package var affected: Int { result.affectedRows }

    package func makeIterator() -> Iterator { Iterator(result: result, count: Int32(count)) }

    package struct Iterator: IteratorProtocol {
        let result: ServerResult
        let count: Int32
        var row: Int32 = 0

        package mutating func next() -> Row? {
            guard row < count else { return nil }
            defer { row += 1 }
            return Row(result: result, row: row)
        }
    }
}
