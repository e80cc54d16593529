import Records

/// One request to the server, before it is sent.
struct HTTPAsk: Sendable {
    enum Method: String, Sendable { case GET, POST, PUT, PATCH }

    var method: Method
    /// Begins with `/v1`; its parts are encoded already.
    var path: String
    /// Members without a value are left out.
    var query: [(name: String, value: String?)] = []
    var headers: [(name: String, value: String)] = []
    var body: [UInt8]?

    init(_ method: Method, _ path: String, _ query: [(name: String, value: String?)] = []) {
        self.method = method
        self.path = path
        self.query = query
    }

    init(_ method: Method, _ path: String, json: JSONValue) {
        self.init(method, path)
        body = json.bytes()
        headers.append(("Content-Type", "application/json"))
    }

    /// Whether it changes nothing more when it is sent twice. A change that names the version it is based on is not: the second
    /// would be told that the record has changed.
    var isRepeatable: Bool {
        switch method {
        case .GET, .PUT: true
        case .POST: headers.contains { $0.name == "Idempotency-Key" }
        case .PATCH: false
        }
    }

    /// Path and query.
    var target: String {
        let members = query.compactMap { name, value in value.map { "\(name)=\(Self.encoded($0))" } }
        return members.isEmpty ? path : "\(path)?\(members.joined(separator: "&"))"
    }

    /// Percent-encodes everything but RFC 3986's unreserved characters.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            switch scalar {
            case "A"..."Z", "a"..."z", "0"..."9", "-", ".", "_", "~": encoded.unicodeScalars.append(scalar)
            default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
