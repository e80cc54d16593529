import Crypto
import EvidenceFiles
import FoundationEssentials
import Records
import Testing
import TestSupport

@testable import Server

/// Evidence files over HTTP: whole and in parts, refused, handed out.
@Suite struct EvidenceRouteTests {
    private static func name(_ bytes: [UInt8]) -> String { FileDigest(bytes: SHA256.hash(data: bytes))?.text ?? "" }

    private static let part = ["Content-Type": "application/partial-upload"]

    private static func send(
        _ bytes: [UInt8], at offset: Int, isLast: Bool, of name: String, _ client: Client
    ) async throws -> Reply {
        try await client.send(
            "PATCH", "/v1/evidence/\(name)/upload", bytes,
            part.merging(["Upload-Offset": "\(offset)", "Upload-Complete": isLast ? "?1" : "?0"]) { $1 })
    }

    @Test func `a file comes whole in one PUT, twice without a difference, and goes out as an attachment`() async throws
    {
        try await RunningServer.run { server in
            let photo = TestEvidence.photo("a counter", bytes: 700_000)
            let name = Self.name(photo)
            let client = server.client(.officer)
            let put = try await client.send(
                "PUT", "/v1/evidence/\(name)", photo, ["Content-Type": "application/octet-stream"])
            #expect(put.status == 201 && put.header("Location") == "/v1/evidence/\(name)")
            #expect(try put.json["mediaType"] == "image/jpeg" && put.json["bytes"]?.wholeNumber == photo.count)
            #expect(try await client.send("PUT", "/v1/evidence/\(name.uppercased())", photo).status == 200)
            let bare = try await client.get("/v1/evidence/\(name)")
            #expect(
                try bare.problem
                    == "409 original_needs_a_purpose: The file \(name.prefix(12)) has no redacted copy, and an original is handed out "
                    + "for a purpose alone. | Say what you need it for (purpose); that is recorded.")
            let got = try await client.get("/v1/evidence/\(name)?purpose=the%20court%20asks")
            #expect(got.status == 200 && got.body == photo)
            #expect(got.header("Content-Disposition") == "attachment; filename=\"\(name.prefix(12)).jpg\"")
            #expect(got.header("X-Content-Type-Options") == "nosniff" && got.header("Cache-Control") == "no-store")
            #expect(got.header("Content-Type") == "image/jpeg" && got.header("Content-Length") == "\(photo.count)")
            #expect(got.header("Content-Location") == "/v1/evidence/\(name)")
            let views = try await client.get("/v1/evidence/\(name)/details").json["views"]?.items
            #expect(views?.map { $0["purpose"]?.text } == ["the court asks"])
        }
    }

    @Test(arguments: 1...3) func `parts that break off anywhere come to the whole file`(seed: UInt64) async throws {
        try await RunningServer.run { server in
            var random = SystemRandomNumberGenerator()
            let photo = TestEvidence.photo("seed \(seed)", bytes: 900_000)
            let name = Self.name(photo)
            let client = server.client(.inspector)
            let path = "/v1/evidence/\(name)/upload"
            #expect(try await client.get(path).status == 404)
            var rounds = 0
            while true {
                rounds += 1
                let standing = try await client.get(path)
                let offset = standing.status == 404 ? 0 : try standing.json["offset"]?.wholeNumber ?? 0
                #expect(standing.status == 404 || standing.header("Upload-Offset") == "\(offset)")
                let end = rounds > 8 ? photo.count : Int.random(in: offset...photo.count, using: &random)
                let bytes = Array(photo[offset..<end])
                if rounds % 2 == 0, end < photo.count {
                    try await breakOff(bytes, of: name, at: offset, server)
                    continue
                }
                let sent = try await Self.send(bytes, at: offset, isLast: end == photo.count, of: name, client)
                #expect(sent.status == 200, "\(String(decoding: sent.body, as: UTF8.self))")
                if end == photo.count { break }
            }
            #expect(try await client.get(path).json["complete"] == true)
            #expect(try await client.get("/v1/evidence/\(name)?purpose=to%20compare%20it").body == photo)
        }
    }

    /// Announces more than comes, and closes the connection.
    private func breakOff(_ bytes: [UInt8], of name: String, at offset: Int, _ server: RunningServer) async throws {
        let raw = try await RawConnection.open(server.port)
        try await raw.write(
            """
            PATCH /v1/evidence/\(name)/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(server.authority.tokens[.inspector] ?? "")\r
            Content-Type: application/partial-upload\r\nUpload-Offset: \(offset)\r\nUpload-Complete: ?1\r
            Content-Length: \(bytes.count + 1000)\r\n\r\n
            """)
        try await raw.write(bytes)
        try await raw.close()
        try await Task.sleep(for: .milliseconds(100))
    }

    @Test func `a file that was lost is asked for again, and is there again`() async throws {
        try await RunningServer.run { server in
            let photo = TestEvidence.photo("a counter", bytes: 70_000)
            let name = Self.name(photo)
            let client = server.client(.inspector)
            #expect(try await client.send("PUT", "/v1/evidence/\(name)", photo).status == 201)
            let folder = try server.registry.evidenceFolder()
            let found = try #require(try folder.files().first)
            #expect(try await client.get("/v1/evidence/\(name)/upload").json["complete"] == true)
            try FileManager.default.removeItem(atPath: "\(folder.path)/files/\(found.name)")
            let lost = try await client.get("/v1/evidence/\(name)/upload")
            #expect(try lost.status == 404 && lost.json["code"]?.text == "unknown_upload")
            #expect(try await Self.send(photo, at: 0, isLast: true, of: name, client).status == 200)
            #expect(try folder.files().map(\.name) == [found.name])
            #expect(try await client.get("/v1/evidence/\(name)?purpose=to%20compare").body == photo)
        }
    }

    @Test func `what doesn't fit is refused with a reason, and nothing is kept`() async throws {
        try await RunningServer.run { server in
            let client = server.client(.officer)
            let photo = TestEvidence.photo("a counter")
            let name = Self.name(photo)
            let wrong = try await client.send("PUT", "/v1/evidence/\(Self.name([1]))", photo)
            #expect(
                try wrong.problem
                    == "400 evidence_digest_differs: The bytes that came have another SHA-256 than the one in the path, so nothing was "
                    + "kept. | Work the hash out anew and send the whole file.")
            let program = [0x7F] + Array("ELF".utf8) + [UInt8](repeating: 0, count: 100)
            let type = try await client.send("PUT", "/v1/evidence/\(Self.name(program))", program)
            #expect(try type.status == 415 && type.json["code"] == "evidence_is_of_a_known_type")
            // The name and the type that a client states count for nothing.
            let page = Array("<html><script>alert(1)</script>\u{1}".utf8)
            let named = try await client.send(
                "PUT", "/v1/evidence/\(Self.name(page))", page, ["Content-Type": "image/jpeg"])
            #expect(named.status == 415)
            let text = Array(String(repeating: "a", count: 1_048_577).utf8)
            let large = try await client.send("PUT", "/v1/evidence/\(Self.name(text))", text)
            #expect(large.status == 415 || large.status == 413)
            let empty = try await client.send("PUT", "/v1/evidence/\(Self.name([]))", [])
            #expect(try empty.json["code"] == "evidence_is_not_empty")
            for (offset, isLast, problem) in [(5, true, "409 upload_offset_mismatch"), (0, false, "200")] {
                let reply = try await Self.send(Array(photo[..<5]), at: offset, isLast: isLast, of: name, client)
                #expect(try problem == "200" ? reply.status == 200 : reply.problem.hasPrefix(problem))
                if problem != "200" { #expect(reply.header("Upload-Offset") == "0") }
            }
            // Numbers of the sender's whose sum is more than a number holds end nothing but the request.
            for offset in [Int.max, 300_000_000] {
                let far = try await Self.send([1], at: offset, isLast: true, of: name, client)
                #expect(
                    try far.problem
                        == "413 evidence_is_not_too_large: The file would have more than 268435456 bytes, and none may; nothing was "
                        + "taken. | Make it smaller and keep the original where it is.")
            }
            let headless = try await client.send("PATCH", "/v1/evidence/\(name)/upload", photo, Self.part)
            #expect(
                try headless.errors == [
                    " upload_offset: Upload-Offset says at which byte the part begins, like Upload-Offset: 0.",
                    " upload_complete: Upload-Complete says whether the part is the last one: ?1 or ?0.",
                ])
            let json = try await client.send("PATCH", "/v1/evidence/\(name)/upload", photo)
            #expect(json.status == 415)
            let tried = try await client.send("PUT", "/v1/evidence/\(name)?dryRun=true", photo)
            #expect(try tried.json["code"] == "upload_is_not_tried")
            let policy = try await server.client(.policy).send("PUT", "/v1/evidence/\(name)", photo)
            #expect(
                try policy.problem
                    == "403 role_missing: To bring in a file the role intake or inspector or officer is needed. | Ask someone who has the "
                    + "role intake or inspector or officer.")
            let folder = try server.registry.evidenceFolder()
            #expect(try folder.files() == [])
        }
    }

    @Test(arguments: [
        "..%2f..%2fetc%2fpasswd", "%2e%2e", "a", String(repeating: "z", count: 64),
        String(repeating: "0", count: 63) + "%00",
        String(repeating: "0", count: 64) + "%2f..",
    ])
    func `no path leads out of the folder`(path: String) async throws {
        try await RunningServer.run { server in
            let client = server.client(.officer)
            for target in ["/v1/evidence/\(path)?purpose=to%20look%20at%20it", "/v1/evidence/\(path)/upload"] {
                let reply = try await client.get(target)
                #expect(reply.status == 400 || reply.status == 404, "\(target): \(reply.status)")
            }
            let put = try await client.send("PUT", "/v1/evidence/\(path)", TestEvidence.photo("x"))
            #expect([400, 404, 405].contains(put.status))
            #expect(try server.registry.evidenceFolder().files() == [])
        }
    }

    @Test func `a hash that another authority has answers as one that nobody has`() async throws {
        try await RunningServer.run { server in
            let photo = TestEvidence.photo("a face")
            let (known, unknown) = (Self.name(photo), Self.name([7]))
            #expect(try await server.client(.officer).send("PUT", "/v1/evidence/\(known)", photo).status == 201)
            let elsewhere = try await Authority.establish(server.registry, code: "0394")
            let stranger = Client(port: server.port, token: elsewhere.tokens[.officer])
            for tail in ["?purpose=to%20look%20at%20it", "", "/upload", "/details"] {
                let (one, other) = (
                    try await stranger.get("/v1/evidence/\(known)\(tail)"),
                    try await stranger.get("/v1/evidence/\(unknown)\(tail)")
                )
                #expect(one.status == 404 && other.status == 404, "\(tail)")
                let (said, there) = (try one.json["detail"]?.text, try other.json["detail"]?.text)
                #expect(said?.replacing(known, with: "X") == there?.replacing(unknown, with: "X"))
            }
            // Sent there, it is there as new as any other.
            #expect(try await stranger.send("PUT", "/v1/evidence/\(known)", photo).status == 201)
        }
    }

    @Test func `eight files at once, and no more`() async throws {
        var limits = ServerLimits()
        limits.evidenceStreams = 1
        try await RunningServer.run(limits) { server in
            let photo = TestEvidence.photo("a counter", bytes: 100_000)
            let raw = try await RawConnection.open(server.port)
            try await raw.write(
                """
                PUT /v1/evidence/\(Self.name(photo)) HTTP/1.1\r\nHost: x\r
                Authorization: Bearer \(server.authority.tokens[.inspector] ?? "")\r\nContent-Length: \(photo.count)\r\n\r\n
                """)
            try await raw.write(Array(photo[..<1000]))
            try await Task.sleep(for: .milliseconds(300))
            let other = TestEvidence.photo("another")
            let busy = try await server.client(.officer).send("PUT", "/v1/evidence/\(Self.name(other))", other)
            #expect(
                try busy.problem
                    == "503 too_many_streams: Nothing was begun: as many evidence files are running as may at one time. | Send the same "
                    + "request again when one of them has ended.")
            try await raw.close()
        }
    }

    @Test func `an upload that takes too long is ended, and goes on from where it was`() async throws {
        var limits = ServerLimits()
        limits.evidenceSeconds = 1
        try await RunningServer.run(limits) { server in
            let photo = TestEvidence.photo("a counter", bytes: 400_000)
            let raw = try await RawConnection.open(server.port)
            try await raw.write(
                """
                PUT /v1/evidence/\(Self.name(photo)) HTTP/1.1\r\nHost: x\r
                Authorization: Bearer \(server.authority.tokens[.inspector] ?? "")\r\nContent-Length: \(photo.count)\r\n\r\n
                """)
            try await raw.write(Array(photo[..<300_000]))
            #expect(await raw.untilClosed().contains(" 408 "))
            let client = server.client(.inspector)
            let offset =
                try await client.get("/v1/evidence/\(Self.name(photo))/upload").json["offset"]?.wholeNumber ?? 0
            #expect(offset > 0 && offset <= 300_000)
            let rest = try await Self.send(
                Array(photo[offset...]), at: offset, isLast: true, of: Self.name(photo), client)
            #expect(rest.status == 200)
        }
    }
}
