import CLibpq

extension Link {
    /// Runs `COPY … FROM STDIN`; blocks. Gives the number of rows loaded.
    func copyIn(_ sql: SQL, _ chunks: some Sequence<[UInt8]>, isCancelled: () -> Bool) throws -> Int {
        let text = try textWithLiterals(sql)
        return try outsidePipeline {
            try beginCopy(text, sql, PGRES_COPY_IN)
            for chunk in chunks {
                if isCancelled() { break }
                guard try put(chunk, sql) else { break }
            }
            return try finishCopyIn(sql, isCancelled: isCancelled())
        }
    }

    /// Ends the data of a `COPY … FROM STDIN`; blocks. Gives the number of rows.
    ///
    /// Where the server has something to say before the end, that should be its refusal. The COPY is ended as a failed
    /// one then, so that part of the data is never kept.
    func finishCopyIn(_ sql: SQL, isCancelled: Bool = false) throws -> Int {
        let reason: String? = isCancelled ? "cancelled" : hasReadableBytes ? "interrupted by the server" : nil
        guard PQputCopyEnd(pointer, reason) == 1 else { throw lost(sql.text) }
        return try endCopy(sql)
    }

    /// Makes a connection usable again on which a COPY in a transaction was not ended as planned; blocks.
    /// False when it has to be closed.
    func abandonCopy() -> Bool {
        guard !isBroken else { return false }
        if PQpipelineStatus(pointer) == PQ_PIPELINE_OFF {
            // Refused where no COPY is going on any more.
            PQputCopyEnd(pointer, "the sender gave up")
            while let answer = PQgetResult(pointer) {
                let status = PQresultStatus(answer)
                PQclear(answer)
                if status == PGRES_COPY_IN || status == PGRES_COPY_OUT { return false }
            }
            guard PQenterPipelineMode(pointer) == 1 else { return false }
        }
        return isInTransaction ? run(["ROLLBACK"]).failure == nil : !isBroken
    }

    /// Begins a COPY; blocks. Outside pipeline mode only.
    func beginCopy(_ text: String, _ sql: SQL, _ direction: ExecStatusType) throws {
        guard let answer = PQexec(pointer, text) else { throw lost(sql.text) }
        if PQresultStatus(answer) == direction { return PQclear(answer) }
        _ = try accept(answer, text: sql.text)
        throw PostgresError(
            .server, "The statement is not a COPY in the direction that was asked for.", statement: sql.text)
    }

    /// The next rows of a `COPY … TO STDOUT`, at least `size` bytes unless the end comes first, and whether it has.
    func nextCopied(atLeast size: Int, _ sql: SQL) throws -> (chunk: [UInt8], isLast: Bool) {
        var chunk: [UInt8] = []
        chunk.reserveCapacity(size + size / 8)
        while chunk.count < size {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(pointer, &row, 0)
            guard length > 0, let row else {
                if length == -1 { return (chunk, true) }
                throw lost(sql.text)
            }
            chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
            PQfreemem(row)
        }
        return (chunk, false)
    }

    /// Takes the answer that ends a COPY; gives the number of rows.
    func endCopy(_ sql: SQL) throws -> Int {
        var copied = 0
        var failure: PostgresError?
        while let answer = PQgetResult(pointer) {
            do {
                copied = try accept(answer, text: sql.text).affected
            } catch {
                failure = failure ?? error as? PostgresError
            }
        }
        if let failure { throw failure }
        return copied
    }

    /// Sends a part of the data; blocks while the server does not take it. False when the server has answered already,
    /// so that more data makes no sense.
    func put(_ chunk: [UInt8], _ sql: SQL) throws -> Bool {
        let status = chunk.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { PQputCopyData(pointer, $0.baseAddress, Int32($0.count)) }
        }
        guard status == 1 else { throw lost(sql.text) }
        return !hasReadableBytes
    }
}
