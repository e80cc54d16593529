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
            for number in 0..<count {
                let reply = try await server.client(.intake).post("/v1/nuisance-reports", Self.body(number))
                answers.append(String(decoding: reply.body, as: UTF8.self))
            }
            for target in [
                "/v1/nuisance-reports?limit=500", "/v1/exports/nuisance-reports?format=csv",
                "/v1/nuisance-reports/N-2026-0001",
            ] {
                answers.append(String(decoding: try await server.client().get(target).body, as: UTF8.self))
            }
            // The control: what is not sealed is found where it is looked for, in tables, files and answers alike.
            let open = try await Self.places(server, answers, entries, "openword")
            #expect(open == ["answers", "dump", "files"])
            #expect(try await Self.places(server, answers, entries, "canary") == [])
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

    /// Where a word stands: in what the database dumps, in its files and its write-ahead log, in answers, in the log.
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
        let files = try await Command("/bin/grep", ["-rlaF", word, folder, log]).run()
        let ownLog = (log as NSString).deletingLastPathComponent + ".log"
        let logged = try await Command("/bin/grep", ["-caF", word, ownLog]).run()
        #expect(logged.status <= 1, "the log of the server is there")
        let found = [
            ("answers", answers.joined().contains(word)), ("dump", dump.output.contains(word)),
            ("files", !files.output.isEmpty), ("server log", logged.status == 0),
            ("log", "\(entries.lines)".contains(word)),
        ]
        return found.filter(\.1).map(\.0)
    }
}
