import Foundation
import Logging
import Postgres
import Provision
import Records
import Sealing
import Testing
import TestSupport

@testable import Server

/// Words that stand nowhere else go in as contacts, and are looked for wherever anything was written.
@Suite struct ContactCanaryTests {
    private let count = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == nil ? 50 : 500

    @Test func `no contact stands in a table, a file of the database, a log, an answer or an export`() async throws {
        let entries = KeptEntries()
        try await RunningServer.run(logger: Logger(label: "http") { _ in entries }) { server in
            let key = try #require(ContactKey(newNamed: "officers"))
            _ = try await server.client(.administrator).post(
                "/v1/contact-keys", ["publicKey": .string(key.publicHalf.text)])
            _ = try await server.client(.reviewer).post("/v1/contact-keys/officers/confirmation", [:])
            var answers: [String] = []
            var statuses: Set<Int> = []
            for number in 0..<count {
                for reply in try await Self.sent(number, server.client(.intake)) {
                    statuses.insert(reply.status)
                    answers.append("\(reply.headers) \(String(decoding: reply.body, as: UTF8.self))")
                    // A receipt travels as base64.
                    let receipt = reply.header("Registry-Receipt").flatMap { Data(base64Encoded: $0) } ?? Data()
                    answers.append(String(decoding: receipt, as: UTF8.self))
                }
            }
            // Taken, refused in each way, and said again.
            #expect(statuses == [201, 400, 404, 415])
            try await TestLog.catchUp(server.database)
            for target in [
                "/v1/nuisance-reports?limit=500", "/v1/exports/nuisance-reports?format=csv",
                "/v1/nuisance-reports/N-2026-0001", "/v1/today", "/health/log", "/log/checkpoint",
            ] {
                answers.append(String(decoding: try await server.client().get(target).body, as: UTF8.self))
            }
            #expect(answers.contains { $0.contains("nuisance_report") }, "receipts can be read")
            // The control: what is not sealed is found wherever it is looked for.
            Logger(label: "http") { _ in entries }.info("openword")
            _ = try await server.database.admin.query("DO $$ BEGIN RAISE LOG 'openword'; END $$") { $0.count }
            let open = try await Self.places(server, answers, entries, "openword")
            #expect(open == ["answers", "dump", "tables", "write-ahead log", "server log", "log"])
            #expect(try await Self.places(server, answers, entries, "canary") == [])
        }
    }

    /// A report with a contact on one of the ways on which one can come in, right and wrong.
    private static func sent(_ number: Int, _ client: Client) async throws -> [Reply] {
        let (path, body) = ("/v1/nuisance-reports", body(number))
        let again = ["Idempotency-Key": "again-\(number)"]
        switch number / 5 % 9 {
        case 0: return [try await client.post(path, body)]
        case 1: return [try await client.post(path + "?dryRun=true", body)]
        case 2: return [try await client.post(path, body, again), try await client.post(path, body, again)]
        case 3:
            return [
                try await client.post(path, body, again), try await client.post(path, Self.body(number + 1), again),
            ]
        case 4: return [try await client.send("POST", path, Array(body.bytes().dropLast(2)), again)]
        case 5:
            return [
                try await client.send("POST", path, body.bytes(), again.merging(["Content-Type": "text/plain"]) { $1 })
            ]
        case 6: return [try await client.post("/v1/nuisance-report", body)]
        case 7: return [try await client.post(path, ["category": "noise", "contact": .string("canary\(number)x")])]
        default: return [try await client.post(path, ["category": "noise", "kontakt": body["contact"] ?? .null])]
        }
    }

    /// Contacts of every form, also those that are refused.
    private static func body(_ number: Int) -> JSONValue {
        let word = "canary\(number)x"
        let contact: JSONValue =
            switch number % 5 {
            case 0: ["name": .string("N. \(word)")]
            case 1: ["email": .string("\(word)@example.org")]
            case 2: ["phone": .string("020 555 0100 \(word)")]
            case 3: ["email": .string("\(word) at nowhere"), "phone": .string(word)]
            default: ["name": .string(String(repeating: word, count: 60)), "mobile": .string(word)]
            }
        return [
            "category": "noise", "occurredAt": "2026-03-01T22:00:00+01:00", "address": "Plein 1",
            "description": "openword.", "contact": contact,
        ]
    }

    /// Where a word stands: in answers with their headers, in what the database dumps, in its files, its write-ahead log and its
    /// server's log, in the log of the service.
    private static func places(
        _ server: RunningServer, _ answers: [String], _ entries: KeptEntries, _ word: String
    ) async throws -> [String] {
        let database = server.database
        _ = try await database.admin.query("CHECKPOINT") { $0.count }
        let folder = try await database.admin.query(
            "SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()"
        ) { try $0[0].decode(String.self, 0) }
        let dump = try await Command(
            database.cluster.cluster.binaries.path("pg_dump"), ["--inserts", database.connectionString(.admin)]
        ).run()
        #expect(dump.status == 0)
        let log = (folder as NSString).deletingLastPathComponent.replacingOccurrences(of: "/base", with: "/pg_wal")
        let files = try await Command("/bin/grep", ["-rlaF", word, folder]).run()
        let written = try await Command("/bin/grep", ["-rlaF", word, log]).run()
        let ownLog = (log as NSString).deletingLastPathComponent + ".log"
        let logged = try await Command("/bin/grep", ["-caF", word, ownLog]).run()
        #expect(logged.status <= 1, "the log of the server is there")
        let found = [
            ("answers", answers.joined().contains(word)), ("dump", dump.output.contains(word)),
            ("tables", !files.output.isEmpty), ("write-ahead log", !written.output.isEmpty),
            ("server log", logged.status == 0),
            ("log", "\(entries.lines)".contains(word)),
        ]
        return found.filter(\.1).map(\.0)
    }
}
