import CLibpq

/// What a connection's notices said that changes the meaning of an answer; everything else is dropped, since notice
/// texts may contain values.
///
/// Filled by libpq's notice receiver, which runs inside the libpq call of whoever uses the connection at that moment.
final class NoticeInbox {
    /// A commit was made here, but the wait for its synchronous copy was given up.
    private(set) var gaveUpReplication = false

    /// Makes libpq report to this object for as long as the connection lives.
    func attach(to connection: OpaquePointer) {
        let receiver: PQnoticeReceiver = { argument, result in
            guard let argument, let result else { return }
            Unmanaged<NoticeInbox>.fromOpaque(argument).takeUnretainedValue().receive(result)
        }
        PQsetNoticeReceiver(connection, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Whether the wait was given up since the last call.
    func takeGaveUpReplication() -> Bool {
        defer { gaveUpReplication = false }
        return gaveUpReplication
    }

    /// The message is in the server's language unless the role may set it, so the reporting function counts as well.
    private func receive(_ result: OpaquePointer) {
        if let function = PQresultErrorField(result, Int32(UInt8(ascii: "R"))),
            String(cString: function) == "SyncRepWaitForLSN"
        {
            gaveUpReplication = true
        } else if let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))) {
            let text = String(cString: message)
            if text.hasPrefix("canceling wait for synchronous replication")
                || text.hasPrefix("canceling the wait for synchronous replication")
            {
                gaveUpReplication = true
            }
        }
    }
}
