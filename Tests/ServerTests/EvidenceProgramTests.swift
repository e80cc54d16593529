import Crypto
import EvidenceFiles
import FoundationEssentials
import Glibc
import Records
import Registry
import Testing
import TestSupport

@testable import Server

/// The built service is killed while files come in.
@Suite struct EvidenceProgramTests {
    @Test(.timeLimit(.minutes(5)))
    func `what was acknowledged is there after kill -9, and the rest goes on from where it was`() async throws {
        try await withTestDatabase { database in
            let folder = try TestFolder.make()
            defer { TestFolder.remove(folder) }
            let registry = Registry(database: database.service, contextKey: database.contextKey, packs: .reading())
            let authority = try await Authority.establish(registry)
            let token = authority.tokens[.inspector]
            let files = (0..<12).map { TestEvidence.photo("photo \($0)", bytes: 2_000_000) }
            let acknowledged = Acknowledged()
            for round in 1...3 {
                _ = try? await ServiceProcess.run(over: database, evidence: folder) { service in
                    let client = Client(port: service.port, token: token)
                    await withTaskGroup(of: Void.self) { tasks in
                        tasks.addTask {
                            try? await Task.sleep(for: .milliseconds(60 * round))
                            kill(service.process, SIGKILL)
                        }
                        for lane in 0..<4 {
                            tasks.addTask {
                                for number in stride(from: lane, to: files.count, by: 4) {
                                    // A service that is gone is not asked again.
                                    guard await Self.send(files[number], number, client, acknowledged) else { return }
                                }
                            }
                        }
                    }
                }
            }
            let before = await acknowledged.numbers
            try await ServiceProcess.run(over: database, evidence: folder) { service in
                let client = Client(port: service.port, token: token)
                for number in before {
                    let name = Self.name(files[number])
                    let got = try await client.get("/v1/evidence/\(name)?purpose=to%20compare%20it")
                    #expect(got.body == files[number])
                }
                for number in files.indices {
                    #expect(await Self.send(files[number], number, client, acknowledged))
                    let shown = try await client.get("/v1/evidence/\(Self.name(files[number]))/details")
                    #expect(shown.status == 200)
                }
            }
            let all = await acknowledged.numbers
            #expect(all.count == files.count)
            #expect(try EvidenceFolder(folder).files().count == files.count)
            let rows = try await database.admin.query("SELECT count(*), count(DISTINCT sha256) FROM registry.evidence")
            {
                (try $0[0].decode(Int.self, 0), try $0[0].decode(Int.self, 1))
            }
            #expect(rows == (files.count, files.count))
        }
    }

    @Test func `a film goes in and out in constant memory`() async throws {
        try await withTestDatabase { database in
            let folder = try TestFolder.make()
            defer { TestFolder.remove(folder) }
            let registry = Registry(database: database.service, contextKey: database.contextKey, packs: .reading())
            let authority = try await Authority.establish(registry)
            try await ServiceProcess.run(over: database, evidence: folder) { service in
                let client = Client(port: service.port, token: authority.tokens[.officer])
                let small = TestEvidence.photo("to warm up", bytes: 1_000_000)
                #expect(try await client.send("PUT", "/v1/evidence/\(Self.name(small))", small).status == 201)
                let film = [0, 0, 0, 24] + Array("ftypmp42".utf8) + [UInt8](repeating: 7, count: 60_000_000)
                try service.forgetPeak()
                let before = try service.memory("VmRSS")
                // Who doesn't read for 15 s is cut off, and on a busy machine this may be us: then it is asked again.
                func again(_ ask: () async throws -> Reply) async throws -> Reply {
                    for _ in 0..<4 { if let reply = try? await ask() { return reply } }
                    return try await ask()
                }
                let sent = try await again { try await client.send("PUT", "/v1/evidence/\(Self.name(film))", film) }
                #expect((200...201).contains(sent.status))
                let got = try await again {
                    try await client.get("/v1/evidence/\(Self.name(film))?purpose=to%20compare%20it")
                }
                #expect(got.body.count == film.count)
                let more = try service.memory("VmHWM") - before
                #expect(more < 24 << 20, "\(more) bytes")
            }
        }
    }

    @Test
    func `the audit reads every file where the folder is named, says so where it isn't, and names what was changed`()
        async throws
    {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            let folder = EvidenceFolder(run.folder + "/files")
            try folder.prepare()
            let registry = Registry(
                database: database.service, contextKey: database.contextKey, packs: .reading(), evidence: folder)
            let authority = try await Authority.establish(registry)
            let photo = TestEvidence.photo("a counter")
            let digest = try #require(FileDigest(Self.name(photo)))
            let officer = Actor(
                jurisdiction: authority.actor.jurisdiction, jurisdictionCode: "0363", person: authority.actor.person,
                personName: "Ada Min", login: "admin", roles: [.officer])
            let upload = try Uploads(folder).begin(
                UploadKey(authority: officer.jurisdiction, person: officer.person, digest: digest), at: nil,
                TestEvidence.limits)
            try upload.append(photo)
            _ = try await registry.receiveEvidence(digest, try upload.complete(), Call(by: officer))
            try await TestLog.catchUp(database)
            let bare = try await run.verify("--deep")
            #expect(
                bare.status == 0 && bare.output.contains(", 1 evidence file not checked (--evidence FOLDER)"), "\(bare)"
            )
            let proved = try await run.verify("--deep", "--evidence", folder.path)
            #expect(proved.status == 0 && proved.output.contains(", 1 evidence file compared"), "\(proved)")
            let path = "\(folder.path)/files/\(officer.jurisdiction)/\(digest.text.prefix(2))/\(digest)"
            try Data(photo.dropLast() + [1]).write(to: URL(filePath: path))
            let changed = try await run.verify("--json", "--evidence", folder.path)
            #expect(changed.status == 1, "\(changed)")
            #expect(
                changed.output.contains(#""class":"evidence_altered""#)
                    && changed.output.contains(#""table":"registry.evidence""#)
                    && changed.output.contains(#""key":"1""#),
                "\(changed)")
        }
    }

    private static func name(_ bytes: [UInt8]) -> String { FileDigest(bytes: SHA256.hash(data: bytes))?.text ?? "" }

    /// Sends one in two parts, going on from what is there; gives whether it was acknowledged.
    private static func send(_ bytes: [UInt8], _ number: Int, _ client: Client, _ acknowledged: Acknowledged) async
        -> Bool
    {
        let path = "/v1/evidence/\(name(bytes))/upload"
        do {
            let standing = try await client.get(path)
            if try standing.json["complete"] == true {
                await acknowledged.note(number)
                return true
            }
            var offset = standing.status == 404 ? 0 : try standing.json["offset"]?.wholeNumber ?? 0
            while offset < bytes.count {
                let end = min(bytes.count, offset + 1_200_000)
                let sent = try await client.send(
                    "PATCH", path, Array(bytes[offset..<end]),
                    [
                        "Content-Type": "application/partial-upload", "Upload-Offset": "\(offset)",
                        "Upload-Complete": end == bytes.count ? "?1" : "?0",
                    ])
                guard sent.status == 200 else { return false }
                offset = end
            }
            await acknowledged.note(number)
            return true
        } catch {
            return false
        }
    }

    private actor Acknowledged {
        private(set) var numbers: Set<Int> = []
        func note(_ number: Int) { numbers.insert(number) }
    }
}
