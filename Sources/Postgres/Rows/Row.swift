import CLibpq

/// One row of a statement's answer.
package struct Row: Sendable {
    let result: ServerResult
    let row: Int32

    /// The value of the column at `index`.
    /// - Throws: `PostgresError` of kind `.decoding` when the value is not what the caller asked for.
    package subscript<T: SQLDecodable>(_ index: Int) -> T {
        get throws { try decode(T.self, index) }
    }

    /// The value of the column called `name`.
    package subscript<T: SQLDecodable>(_ name: String) -> T {
        get throws { try get(name) }
    }

    /// The value of the column at `index`.
    package func decode<T: SQLDecodable>(_ type: T.Type = T.self, _ index: Int) throws -> T {
        guard index >= 0, index < Int(PQnfields(result.pointer)) else {
            throw PostgresError.decoding("There is no column \(index); the row has \(PQnfields(result.pointer)).")
        }
        return try T.decode(Field(result: result, row: row, column: Int32(index)))
    }

    /// The value of the column called `name`.
    package func get<T: SQLDecodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        try T.decode(Field(result: result, row: row, column: try column(named: name)))
    }

    private func column(named name: String) throws -> Int32 {
        for column in 0..<PQnfields(result.pointer) {
            if let candidate = PQfname(result.pointer, column), isEqual(candidate, name) { return column }
        }
        let names = Rows(result: result).columns.joined(separator: ", ")
        throw PostgresError.decoding("There is no column \"\(name)\"; the row has \(names).")
    }

    private func isEqual(_ candidate: UnsafePointer<CChar>, _ name: String) -> Bool {
        var index = 0
        for byte in name.utf8 {
            guard UInt8(bitPattern: candidate[index]) == byte else { return false }
            index += 1
        }
        return candidate[index] == 0
    }
}
