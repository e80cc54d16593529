import CLibpq

extension PostgresError {
    /// From the result of a statement the server refused; `parameters` are taken out of the message.
    init(result: OpaquePointer, statement: String?, parameters: SQLParameters?) {
        func field(_ code: Character) -> String? {
            let number = Int32(code.asciiValue ?? 0)
            return PQresultErrorField(result, number).map { String(cString: $0) }
        }
        let sqlstate = field("C")
        let isOwn = sqlstate == "P0001" || sqlstate?.hasPrefix("RG") == true
        let primary = field("M") ?? "The server gave no reason."
        self.init(
            .server, isOwn ? primary : redact(primary, sqlstate: sqlstate, parameters: parameters), statement: statement
        )
        self.sqlstate = sqlstate
        severity = field("V") ?? field("S")
        detail = isOwn ? field("D") : nil
        hint = isOwn ? field("H") : nil
        schema = field("s")
        table = field("t")
        column = field("c")
        constraint = field("n")
        reportedBy = field("R")
    }

    /// The server ended the session with this error, so nothing more will come.
    var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

    /// The same report with another meaning, for sessions that ended.
    func withKind(_ kind: Kind) -> PostgresError {
        var other = PostgresError(kind, message, statement: statement)
        other.sqlstate = sqlstate
        other.severity = severity
        other.reportedBy = reportedBy
        return other
    }
}

/// The server's message without the values of the statement.
///
/// Class 22 (data exception) quotes the value in the message itself, so everything between the first and the last
/// quote goes; elsewhere every bound text of three characters or more that occurs is replaced.
private func redact(_ message: String, sqlstate: String?, parameters: SQLParameters?) -> String {
    var text = message
    if sqlstate?.hasPrefix("22") == true, let first = text.firstIndex(of: "\""), let last = text.lastIndex(of: "\""),
        first < last
    {
        text.replaceSubrange(first...last, with: "\"…\"")
    }
    guard let parameters else { return text }
    for slot in parameters.slots {
        guard let value = parameters.text(of: slot), value.count >= 3 else { continue }
        text = replacing(value, in: text)
    }
    return text
}

private func replacing(_ value: String, in text: String) -> String {
    var result: [Character] = []
    let characters = Array(text)
    let wanted = Array(value)
    var index = 0
    while index < characters.count {
        if characters[index...].starts(with: wanted) {
            result.append("…")
            index += wanted.count
        } else {
            result.append(characters[index])
            index += 1
        }
    }
    return String(result)
}
