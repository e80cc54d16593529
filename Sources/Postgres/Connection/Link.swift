import CLibpq
import Glibc

/// One libpq connection in pipeline mode: statements go out in batches, each batch ends with a synchronisation point.
///
/// Not `Sendable`; `Connection` sees to it that one thread at a time uses it.
final class Link {
    let pointer: OpaquePointer
    let notices: NoticeInbox
    var statements: StatementCache
    private var expected: [Expected] = []
    private var answered = 0
    private var exchange = Exchange()

    /// What the server has still to answer, in the order it was sent.
    private enum Expected {
        case parse(text: String, name: String)
        case deallocate(name: String)
        case statement(SQL)
    }

    /// Names whose deallocation was skipped because its batch failed.
    private var orphans: [String] = []

    /// Connects and applies the settings; blocks.
    /// - Throws: `.connectionLost` with libpq's reason, which names host and user but no password.
    init(_ configuration: DatabaseConfiguration) throws {
        pointer = try connect(configuration)
        notices = NoticeInbox()
        statements = StatementCache(capacity: configuration.preparedStatements)
        notices.attach(to: pointer)
        for sql in configuration.sessionSettings + configuration.onConnect { _ = try runFile(sql) }
        guard PQenterPipelineMode(pointer) == 1 else { throw lost(nil) }
    }

    private var isFinished = false

    /// Closes the connection; nothing else may be called afterwards.
    func finish() {
        guard !isFinished else { return }
        isFinished = true
        PQfinish(pointer)
    }

    deinit { finish() }

    var descriptor: Int32 { PQsocket(pointer) }
    var isBroken: Bool { PQstatus(pointer) != CONNECTION_OK }
    var isInTransaction: Bool { PQtransactionStatus(pointer) != PQTRANS_IDLE }

    /// The server (or the network) has closed the connection while nobody used it.
    func isStale() -> Bool {
        var byte: UInt8 = 0
        let received = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        if received < 0 { return errno != EAGAIN && errno != EWOULDBLOCK }
        // Bytes nobody asked for are the server's farewell or a changed setting; libpq tells them apart.
        if received > 0 { return PQconsumeInput(pointer) == 0 || isBroken || hasReadableBytes }
        return true
    }

    /// More has arrived than has been read, or the other end has hung up.
    var hasReadableBytes: Bool {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&event, 1, 0) > 0
    }

    // MARK: Sending

    /// Puts one statement into the batch, preparing it first where this connection has not done so yet.
    func enqueue(_ sql: SQL) throws {
        if let refusal = sql.refusal { throw refusal }
        let name = try preparedName(for: sql)
        guard sendPrepared(name, sql.parameters, to: pointer) == 1 else { throw lost(sql.text) }
        expected.append(.statement(sql))
    }

    /// Ends the batch and pushes it out.
    func synchronize() throws {
        guard PQpipelineSync(pointer) == 1 else { throw lost(nil) }
    }

    private func preparedName(for sql: SQL) throws -> String {
        if let name = statements.name(of: sql.text) { return name }
        if let pending = pendingName(of: sql.text) { return pending }
        if let evicted = statements.evictIfFull() { orphans.append(evicted) }
        try enqueueDeallocations()
        let name = statements.newName()
        let types = sql.parameters.slots.map(\.type)
        guard PQsendPrepare(pointer, name, sql.text, Int32(types.count), types) == 1 else { throw lost(sql.text) }
        expected.append(.parse(text: sql.text, name: name))
        return name
    }

    private func pendingName(of text: String) -> String? {
        for case .parse(text, let name) in expected { return name }
        return nil
    }

    /// Frees names no longer used, unless the transaction has failed and takes nothing but its rollback.
    private func enqueueDeallocations() throws {
        guard !orphans.isEmpty, PQtransactionStatus(pointer) != PQTRANS_INERROR else { return }
        for name in orphans {
            guard PQsendQueryParams(pointer, "DEALLOCATE \(name)", 0, nil, nil, nil, nil, 0) == 1 else {
                throw lost(nil)
            }
            expected.append(.deallocate(name: name))
        }
        orphans = []
    }

    // MARK: Receiving

    /// Sends the statements as one batch and waits for all answers; blocks.
    func run(_ batch: [SQL]) -> Exchange {
        do {
            for sql in batch { try enqueue(sql) }
            try synchronize()
        } catch {
            return abandon(error as? PostgresError ?? lost(nil))
        }
        while !receive(blocking: true) {}
        return takeExchange()
    }

    /// The answers of a batch that `receive` has completed.
    func takeExchange() -> Exchange {
        defer {
            exchange = Exchange()
            expected.removeAll(keepingCapacity: true)
            answered = 0
        }
        return exchange
    }

    /// A batch that could not be sent as a whole: what was sent is answered first, so that the connection stays usable.
    private func abandon(_ error: PostgresError) -> Exchange {
        var exchange = takeExchange()
        if error.kind != .server {
            exchange.isLost = true
        } else if PQpipelineSync(pointer) == 1 {
            while !receive(blocking: true) {}
            exchange = takeExchange()
        }
        exchange.failure = error
        return exchange
    }

    /// Takes what has arrived; true when the batch is answered as a whole (or never will be).
    ///
    /// With `blocking` it waits for the rest. Without, the caller has called `PQconsumeInput`.
    func receive(blocking: Bool) -> Bool {
        var emptyAnswers = 0
        while blocking || PQisBusy(pointer) == 0 {
            guard let answer = PQgetResult(pointer) else {
                emptyAnswers += 1
                if isBroken || emptyAnswers > 1 { return finishLost() }
                answered += 1
                continue
            }
            emptyAnswers = 0
            if take(answer) { return true }
        }
        return false
    }

    private func finishLost() -> Bool {
        exchange.isLost = true
        if exchange.failure == nil { exchange.failure = lost(currentStatement?.text) }
        return true
    }

    /// True for the batch's end.
    private func take(_ answer: OpaquePointer) -> Bool {
        switch PQresultStatus(answer) {
        case PGRES_PIPELINE_SYNC:
            PQclear(answer)
            return true
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            takeSuccess(answer)
        case PGRES_PIPELINE_ABORTED:
            PQclear(answer)
            takeSkipped()
        default:
            takeFailure(answer)
        }
        return false
    }

    private func takeSuccess(_ answer: OpaquePointer) {
        let result = ServerResult(answer)
        guard answered < expected.count else { return }
        switch expected[answered] {
        case .parse(let text, let name): statements.insert(text, name: name)
        case .deallocate: break
        case .statement: exchange.rows.append(Rows(result: result))
        }
    }

    private func takeSkipped() {
        if answered < expected.count, case .deallocate(let name) = expected[answered] { orphans.append(name) }
    }

    private func takeFailure(_ answer: OpaquePointer) {
        defer { PQclear(answer) }
        let statement = currentStatement
        var failure = PostgresError(result: answer, statement: statement?.text, parameters: statement?.parameters)
        if failure.sqlstate == nil {
            failure = lost(statement?.text)
            exchange.isLost = true
        } else if failure.isFatal {
            failure = failure.withKind(.connectionLost)
            exchange.isLost = true
        } else if failure.isStalePlan, let text = statement?.text, let name = statements.remove(text) {
            orphans.append(name)
        }
        if exchange.failure == nil { exchange.failure = failure }
    }

    private var currentStatement: SQL? {
        for item in expected.dropFirst(answered) {
            if case .statement(let sql) = item { return sql }
        }
        return nil
    }

    func lost(_ statement: String?) -> PostgresError { .lost(statement) }
}

/// Sends bind, describe and execute for a prepared statement; 1 when libpq took it.
private func sendPrepared(_ name: String, _ parameters: SQLParameters, to connection: OpaquePointer) -> Int32 {
    let count = parameters.slots.count
    if count == 0 { return PQsendQueryPrepared(connection, name, 0, nil, nil, nil, 0) }
    return parameters.bytes.withUnsafeBufferPointer { bytes in
        withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 2) { numbers in
                for (index, slot) in parameters.slots.enumerated() {
                    values[index] =
                        slot.offset < 0
                        ? nil
                        : bytes.baseAddress.map { pointer in
                            UnsafeRawPointer(pointer + Int(slot.offset)).assumingMemoryBound(to: CChar.self)
                        }
                    numbers[index] = slot.length
                    numbers[count + index] = slot.format
                }
                let lengths = numbers.baseAddress
                return PQsendQueryPrepared(
                    connection, name, Int32(count), values.baseAddress, lengths, lengths.map { $0 + count }, 0)
            }
        }
    }
}
