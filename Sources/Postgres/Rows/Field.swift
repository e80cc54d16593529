import CLibpq

/// One value of one row, before it is decoded.
package struct Field {
    let result: ServerResult
    let row: Int32
    let column: Int32

    package var isNull: Bool { PQgetisnull(result.pointer, row, column) == 1 }

    /// The server's number of the column's type.
    var type: UInt32 { PQftype(result.pointer, column) }

    /// The value's text; valid as long as this field lives. Only for values that are not NULL.
    var bytes: UnsafeBufferPointer<UInt8> {
        guard let value = PQgetvalue(result.pointer, row, column) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        let length = Int(PQgetlength(result.pointer, row, column))
        return UnsafeBufferPointer(
            start: UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self), count: length)
    }

    /// The value's text, or an error that names the column when it is NULL.
    func bytes(for wanted: StaticString) throws -> UnsafeBufferPointer<UInt8> {
        guard !isNull else {
            throw PostgresError.decoding("Column \"\(name)\" is NULL; \(wanted) was asked for.")
        }
        return bytes
    }

    /// The elements of a one-dimensional array without NULLs, as texts.
    func arrayTexts(for wanted: StaticString) throws -> [String] {
        var reader = ArrayTextReader(try bytes(for: wanted))
        var texts: [String] = []
        var depth = 0
        while let token = reader.next() {
            switch token {
            case .open:
                depth += 1
                guard depth == 1 else { throw unreadable(as: wanted) }
            case .close: depth -= 1
            case .null: throw unreadable(as: wanted)
            case .element(let bytes): texts.append(String(decoding: bytes, as: UTF8.self))
            }
        }
        guard !reader.failed else { throw unreadable(as: wanted) }
        return texts
    }

    /// The error for a value that cannot be read as asked; it names the column and never shows the value.
    package func unreadable(as wanted: StaticString) -> PostgresError {
        .decoding("Column \"\(name)\" (type \(type)) cannot be read as \(wanted).")
    }

    private var name: String { PQfname(result.pointer, column).map { String(cString: $0) } ?? "" }
}
