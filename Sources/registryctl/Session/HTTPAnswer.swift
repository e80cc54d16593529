import AsyncHTTPClient
import Records

/// What the server answered to a request that it did.
struct HTTPAnswer: Sendable {
    var status: Int
    var json: JSONValue
    /// The entity tag with its quotes.
    var etag: String?
    /// The server did it and took it back.
    var isDryRun = false
    /// What the server signed for a change.
    var receipt: String?
    /// The roles of who asked, where what comes next depends on them; nil when they are not known.
    var roles: [String]?

    /// The version in the entity tag, for messages and for `If-Match`.
    var version: Int? { etag.flatMap { Int($0.drop { !$0.isNumber }.prefix { $0.isNumber }) } }
}
