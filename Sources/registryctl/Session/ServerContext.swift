import Records

/// A server and the person who signed in there.
struct ServerContext: Sendable, Equatable {
    /// `http://` or `https://`, host, and port where it isn't the usual one; no slash at the end.
    var server: String
    var token: String?
    /// The login that the token belongs to.
    var login: String?
    /// The code of the authority that a session is of, so that the next sign-in asks for nothing else; nil where a token was
    /// brought along.
    var signsInTo: String?
    /// It was signed in to with the identity provider, not with a credential.
    var signsInWithProvider = false
    /// Until when the token is good, if nobody revokes it; nil where it was kept before that was.
    var expiresAt: Instant?
    /// IANA zone of the jurisdiction, in which times are read and shown.
    var timeZone: String?

    init(
        server: String, token: String? = nil, login: String? = nil, timeZone: String? = nil, expiresAt: Instant? = nil
    ) {
        self.server = server
        self.token = token
        self.login = login
        self.timeZone = timeZone
        self.expiresAt = expiresAt
    }

    init?(_ json: JSONValue) {
        guard let server = json["server"]?.text else { return nil }
        self.init(
            server: server, token: json["token"]?.text, login: json["login"]?.text, timeZone: json["timeZone"]?.text,
            expiresAt: json["expiresAt"]?.text.flatMap { Instant(text: $0) })
        signsInTo = json["signsInTo"]?.text
        signsInWithProvider = json["signsInWithProvider"]?.truth ?? false
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["server": .string(server)]
        members["token"] = token.map(JSONValue.string)
        members["login"] = login.map(JSONValue.string)
        members["signsInTo"] = signsInTo.map(JSONValue.string)
        if signsInWithProvider { members["signsInWithProvider"] = .bool(true) }
        members["timeZone"] = timeZone.map(JSONValue.string)
        members["expiresAt"] = expiresAt.map { .string($0.description) }
        return .object(members)
    }

    /// Host and port, for messages.
    var host: String { String(server.drop { $0 != "/" }.drop { $0 == "/" }) }
}
