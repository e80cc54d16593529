import CLibpq

/// Owns one libpq result and frees it.
///
/// `@unchecked Sendable`: libpq never changes a result after it has been handed out ("PGresult objects are normally
/// read-only after creation, and so can be passed around freely between threads", manual 34.20), and nothing here does.
final class ServerResult: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    /// The number in the command tag: rows inserted, updated, deleted, selected or copied; 0 for other commands.
    var affectedRows: Int {
        guard let text = PQcmdTuples(pointer) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// The command tag without its numbers is what tells COMMIT from ROLLBACK.
    var commandTag: String {
        PQcmdStatus(pointer).map { String(cString: $0) } ?? ""
    }
}
