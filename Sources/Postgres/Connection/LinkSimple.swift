import CLibpq

extension Link {
    /// Runs a text that may hold several statements by the simple protocol; blocks. Outside pipeline mode only.
    func runFile(_ text: String) throws -> Rows {
        guard let answer = PQexec(pointer, text) else { throw lost(text) }
        return try accept(answer, text: text)
    }

    /// Runs `body` outside pipeline mode; the batch before must have been answered.
    func outsidePipeline<R>(_ body: () throws -> R) throws -> R {
        guard PQexitPipelineMode(pointer) == 1 else { throw lost(nil) }
        defer { if !isBroken { PQenterPipelineMode(pointer) } }
        return try body()
    }

    /// The rows of an answer outside pipeline mode.
    /// - Throws: the server's refusal, or `.connectionLost`.
    func accept(_ answer: OpaquePointer, text: String) throws -> Rows {
        switch PQresultStatus(answer) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            return Rows(result: ServerResult(answer))
        default:
            let failure = PostgresError(result: answer, statement: text, parameters: nil)
            PQclear(answer)
            if failure.sqlstate == nil { throw lost(text) }
            throw failure.isFatal ? failure.withKind(.connectionLost) : failure
        }
    }

    /// The statement's text with its values written as literals, for COPY, which cannot bind.
    func textWithLiterals(_ sql: SQL) throws -> String {
        let source = Array(sql.text.utf8)
        var text: [UInt8] = []
        var copied = 0
        for slot in sql.parameters.slots {
            let position = Int(slot.position)
            text += source[copied..<position]
            text += try literal(slot, of: sql)
            copied = position + 1 + digitCount(sql.text.utf8, from: position + 1)
        }
        text += source[copied...]
        return String(decoding: text, as: UTF8.self)
    }

    private func literal(_ slot: SQLParameters.Slot, of sql: SQL) throws -> [UInt8] {
        guard slot.offset >= 0 else { return Array("NULL".utf8) }
        let range = Int(slot.offset)..<Int(slot.offset + slot.length)
        if slot.format == 1 {
            let hex = sql.parameters.bytes[range].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            return Array("'\\x\(hex)'::bytea".utf8)
        }
        let quoted: UnsafeMutablePointer<CChar>? = sql.parameters.bytes[range].withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { PQescapeLiteral(pointer, $0.baseAddress, bytes.count) }
        }
        guard let quoted else { throw lost(sql.text) }
        defer { PQfreemem(quoted) }
        return Array(String(cString: quoted).utf8)
    }
}
