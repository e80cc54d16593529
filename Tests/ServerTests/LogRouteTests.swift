import Postgres
import Records
import Testing
import TestSupport
import TransparencyLog

@testable import Server

/// The log over HTTP, as other people's clients read it.
@Suite struct LogRouteTests {
    @Test func `whoever has the key rebuilds the log from its tiles`() async throws {
        try await RunningServer.run { server in
            try await Self.fill(server, acts: 300)
            let anybody = server.client(nil)
            let checkpoint = try await anybody.get("/log/checkpoint")
            #expect(checkpoint.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(checkpoint.header("Cache-Control") == "public, max-age=1")
            let head = try #require(SignedNote(checkpoint.body).flatMap { Checkpoint(text: $0.text) })
            #expect(head.size > 300)
            var frontier = Frontier()
            for tile in TileAddress.new(from: 0, to: head.size) where tile.level == 0 {
                let hashes = try await anybody.get("/log/" + tile.path)
                #expect(hashes.header("Cache-Control") == "public, max-age=31536000, immutable")
                #expect(hashes.body.count == 32 * tile.width)
                let entries = try await server.client(.inspector).get("/log/" + tile.entriesPath)
                #expect(entries.header("Cache-Control") == "private, max-age=31536000, immutable")
                let bundle = try #require(EntryBundle.decode(entries.body))
                #expect(bundle.flatMap { TreeHash.leaf($0).bytes } == hashes.body)
                for entry in bundle { frontier.append(.leaf(entry)) }
            }
            #expect(frontier.root == head.root)
            let above = try await anybody.get("/log/tile/1/000.p/1")
            #expect(above.status == 200 && above.body.count == 32)
        }
    }

    @Test func `what there is not, and what needs a role, is refused in words`() async throws {
        try await RunningServer.run { server in
            let anybody = server.client(nil)
            let unsigned = try await anybody.get("/log/checkpoint")
            #expect(try unsigned.status == 404 && unsigned.json["detail"] == "No head of the log has been signed yet.")
            try await Self.fill(server, acts: 3)
            for path in ["/log/tile/0/000", "/log/tile/7/000", "/log/tile/0/000.p/250", "/log/tile/entries/000"] {
                let reply = try await server.client(.officer).get(path)
                #expect(
                    try reply.status == 404 && reply.json["detail"] == "The log has no such tile.", "\(path): \(reply)")
            }
            for path in [
                "/log/tile/0/0", "/log/tile/0/x000", "/log/tile/00/000", "/log/tile/64/000", "/log/tile/0/000.p/256",
                "/log/tile/0/000.p/0", "/log/tile/0/000.p/01", "/log/tile/0/x000/001", "/log/tile/-1/000",
                "/log/tile/0/1/2/3/4",
            ] {
                let reply = try await server.client(.officer).get(path)
                #expect(try reply.status == 404 && reply.json["code"] == "unknown_path", "\(path): \(reply)")
            }
            #expect(try await anybody.get("/log/tile/entries/000.p/2").status == 401)
            let door = try await server.client(.intake).get("/log/tile/entries/000.p/2")
            #expect(try door.status == 403 && door.json["detail"] == "To read entries of the log a role is needed.")
        }
    }

    @Test func `places of a large log have several parts`() throws {
        for index: UInt64 in [0, 7, 999, 1000, 1234, 999_999] {
            for width in [1, 200, 256] {
                let tile = TileAddress(level: 2, index: index, width: width)
                let parts = tile.path.split(separator: "/").dropFirst(2).map(String.init)
                #expect(TileAddress(level: 2, parts: parts) == tile, "\(tile.path)")
            }
        }
    }

    /// Acts in the log of the server's database, under a signed head.
    static func fill(_ server: RunningServer, acts: Int) async throws {
        try await server.database.admin.write { db in
            try db.execute(
                """
                INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
                SELECT 1, 'x', 'log', 'visit', n::text, 1, sha256(n::text::bytea) FROM generate_series(1, \(acts)::integer) AS n
                """)
        }
        try await TestLog.catchUp(server.database)
    }
}
