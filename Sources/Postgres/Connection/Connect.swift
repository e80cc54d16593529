import CLibpq

/// Opens a libpq connection; blocks until it stands or fails.
///
/// The connection string wins over the defaults given here (connect timeout, keepalives).
/// - Throws: `.connectionLost` with libpq's reason, in which a password never stands.
func connect(_ configuration: DatabaseConfiguration) throws -> OpaquePointer {
    var settings: [(String, String)] = [
        ("connect_timeout", "5"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
        ("fallback_application_name", configuration.applicationName),
        ("dbname", configuration.connectionString), ("client_encoding", "UTF8"),
    ]
    // What comes later wins over what the connection string says.
    if let login = configuration.login { settings.append(("user", login)) }
    if let database = configuration.database { settings.append(("dbname", database)) }
    let connection = withCStrings(settings.map(\.0)) { keywords in
        withCStrings(settings.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
    }
    guard let connection else { throw PostgresError(.connectionLost, "libpq could not allocate a connection.") }
    guard PQstatus(connection) == CONNECTION_OK else {
        let reason = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
        PQfinish(connection)
        throw PostgresError(
            .connectionLost, "No connection to PostgreSQL could be opened: \(reason.trimmedLines)")
    }
    return connection
}

/// Calls `body` with a NULL-ended array of C strings.
private func withCStrings<R>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> R) -> R {
    var buffer: [CChar] = []
    var offsets: [Int] = []
    for text in texts {
        offsets.append(buffer.count)
        buffer += text.utf8.map { CChar(bitPattern: $0) }
        buffer.append(0)
    }
    return buffer.withUnsafeBufferPointer { bytes in
        var pointers: [UnsafePointer<CChar>?] = offsets.map { offset in bytes.baseAddress.map { $0 + offset } }
        pointers.append(nil)
        return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
}

extension String {
    /// The text on one line.
    fileprivate var trimmedLines: String {
        split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
}
