import HTTPTypes
import Hummingbird
import Records
import Registry
import TransparencyLog

extension RouteTable {
    /// The log as C2SP tlog-tiles has it. Heads and hashes tell how much was done in all and nothing of what, so anybody reads
    /// them; entries, which say who did how much and when, are for who signed in with a role.
    mutating func addLog() {
        open(.get, "/log/checkpoint") { _, _, parts in
            .file(
                Array(try await parts.registry.logCheckpoint().utf8), "text/plain; charset=utf-8", "public, max-age=1")
        }
        for path in Self.tilePaths {
            signedIn(.get, "/log/tile/entries" + path) { ask in
                try ask.noQuery()
                let bytes = try await ask.registry.logEntries(try ask.visit.tile(level: 0, ask.request), ask.actor)
                return .file(bytes, "application/octet-stream", "private, max-age=31536000, immutable")
            }
        }
        for path in Self.tilePaths {
            open(.get, "/log/tile/{level}" + path) { request, visit, parts in
                // A number that is written in another way is another place.
                let level = visit.parameters.get("level").flatMap { text in
                    UInt64(plain: text).flatMap { Int(exactly: $0) }
                }
                guard let level else { throw Refusal.noSuchPath(request.uri.path) }
                let bytes = try await parts.registry.logTile(try visit.tile(level: level, request))
                return .file(bytes, "application/octet-stream", "public, max-age=31536000, immutable")
            }
        }
    }

    /// An index has one part for every three digits, and a tile that is not full has its width behind it.
    private static let tilePaths = ["/{first}", "/{first}/{second}", "/{first}/{second}/{third}"]
}

extension Visit {
    /// The tile that the last parameters of the path name.
    fileprivate func tile(level: Int, _ request: Request) throws -> TileAddress {
        let parts = ["first", "second", "third"].compactMap { parameters.get($0) }
        guard let address = TileAddress(level: level, parts: parts) else { throw Refusal.noSuchPath(request.uri.path) }
        return address
    }
}

extension Response {
    /// A part of the log; full or not, it never becomes another one.
    fileprivate static func file(_ bytes: [UInt8], _ type: String, _ caching: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: caching, .accessControlAllowOrigin: "*"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
