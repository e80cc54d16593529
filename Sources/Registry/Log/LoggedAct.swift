/// An act of the outbox, with the bytes that the log has about it.
struct LoggedAct: Equatable {
    var jurisdiction: Int
    var id: Int
    var actor: String
    var act: String
    var object: String
    var objectKey: String
    var version: Int
    /// What the log holds of the row, in hexadecimal digits: the salted commitment, or the SHA-256 of one without a salt.
    var digest: String
    var isSalted: Bool
    /// UTC, to the microsecond: `2026-11-26T17:30:00.123456Z`.
    var at: String

    /// The entry: JSON with its members in order and no white space (RFC 8785). The database writes the same in
    /// `audit.entry_of`; this is worked out apart from it, so that a changed function is noticed.
    var entry: [UInt8] {
        let members: [(String, String)] = [
            ("act", Self.quoted(act)), ("actor", Self.quoted(actor)), ("at", Self.quoted(at)),
            ("digest", Self.quoted(digest)), ("id", "\(id)"), ("jurisdiction", "\(jurisdiction)"),
            ("key", Self.quoted(objectKey)), ("object", Self.quoted(object)), ("v", isSalted ? "2" : "1"),
            ("version", "\(version)"),
        ]
        return Array(("{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}").utf8)
    }

    /// A text as RFC 8785 writes it.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{8}": quoted += "\\b"
            case "\t": quoted += "\\t"
            case "\n": quoted += "\\n"
            case "\u{C}": quoted += "\\f"
            case "\r": quoted += "\\r"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
