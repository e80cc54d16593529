import FoundationEssentials
import Glibc
import Postgres
import Provision
import Records
import Testing
import TestSupport
import TransparencyLog

/// The transparency log as an operator runs it.
@Suite struct LogServiceTests {
    @Test func `a service keeps the log of its private database, and an auditor finds it whole`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let here = ["--data", folder, "--sql-folder", Self.sqlFolder]
        let none = try await Self.registryd(["audit", "head"] + here)
        #expect(
            none.errors.hasSuffix(
                "Name the folder of another one with --data, or a server of your own with --database.\n"))
        let established = try await Self.registryd(
            [
                "jurisdiction", "establish", "0363", "--name", "Amsterdam", "--time-zone", "Europe/Amsterdam",
                "--administrator", "a.jansen", "--administrator-name", "Anna Jansen",
            ] + here)
        try #require(established.status == 0, "\(established.errors)")
        let doctor = try await Self.registryd(["doctor"] + here)
        #expect(doctor.output.contains("ok   log: 0 entries, 0 under a signed head, "), "\(doctor)")
        #expect(
            doctor.output.contains("ok   log key: \(folder)/log.key is made by the first registryd serve"), "\(doctor)")
        let unsigned = try await Self.registryd(["audit", "verify"] + here)
        #expect(unsigned.status == 2 && unsigned.output.hasPrefix("can't be told: There is no key"), "\(unsigned)")

        try await ServiceProcess.run(here) { service in
            let standing = try await Self.settled(service)
            #expect(standing["waiting"] == 0 && standing["entries"] == standing["signedEntries"])
            #expect((standing["entries"]?.wholeNumber ?? 0) > 3)
            #expect(standing["signedAt"]?.text != nil && standing["oldestSeconds"] == 0)
        }
        let key = try await Self.registryd(["audit", "key"] + here)
        #expect(key.output.hasPrefix("registry-log-") && VerifierKey(vkey: key.output.dropLast()) != nil, "\(key)")
        let head = try await Self.registryd(["audit", "head"] + here)
        try head.output.write(toFile: folder + "/kept.head", atomically: true, encoding: .utf8)
        try key.output.write(toFile: folder + "/kept.key", atomically: true, encoding: .utf8)
        let own = try await Self.registryd(["audit", "verify", "--deep"] + here)
        #expect(own.status == 0, "\(own)")
        #expect(
            own.output.contains(" entries, all under a signed head, ") && own.output.contains("--key, --head."),
            "\(own)")
        let kept = ["--key", folder + "/kept.key", "--head", folder + "/kept.head"]
        let proved = try await Self.registryd(["audit", "verify"] + kept + here)
        #expect(proved.status == 0 && proved.output.hasSuffix("rows not compared (--deep)\n"), "\(proved)")
        let good = try await Self.registryd(["doctor"] + here)
        #expect(good.output.contains("ok   log key: \(folder)/log.key signs as registry-log-"), "\(good)")
        #expect(good.output.contains("ok   log login: registry_sequencer\n") && good.status == 0, "\(good)")
    }

    @Test func `a key that is gone is not made anew, and what was done before is still taken`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let here = ["--data", folder, "--sql-folder", Self.sqlFolder]
        _ = try await ServiceProcess.run(here) { try await Self.settled($0) }
        unlink(folder + "/log.key")
        let log = try await ServiceProcess.run(here) { service in
            for _ in 0..<100 where try !service.log().contains("no head of the log was signed") {
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await Client(port: service.port, token: nil).get("/health/ready").status == 200)
            return try service.log()
        }
        #expect(
            log.contains("The log key \(folder)/log.key is not there, and heads of the log were signed with one"),
            "\(log)")
        let doctor = try await Self.registryd(["doctor"] + here)
        #expect(
            doctor.output.contains("FAIL log key: \(folder)/log.key is not there") && doctor.status == 1, "\(doctor)")
    }

    @Test func `the log is handed over to a new key while the service runs`() async throws {
        let folder = try TestFolder.make()
        defer { TestFolder.remove(folder) }
        let here = ["--data", folder, "--sql-folder", Self.sqlFolder]
        let (old, new) = try await ServiceProcess.run(here) { service in
            _ = try await Self.settled(service)
            let old = try await Self.registryd(["audit", "key"] + here).output
            let early = try await Self.registryd(["audit", "rotate-key", "--finish"] + here)
            #expect(
                early.errors.contains(
                    "There is no next key \(folder)/log.key.next: no handover has begun, or the last one is finished."),
                "\(early)")
            let begun = try await Self.registryd(["audit", "rotate-key"] + here)
            try #require(begun.status == 0, "\(begun)")
            let new = String(begun.output.prefix { $0 != "\n" })
            let doctor = try await Self.registryd(["doctor"] + here)
            #expect(doctor.output.contains(", and its next key \(folder)/log.key.next beside it\n"), "\(doctor)")
            var ended = begun
            for _ in 0..<50 {
                ended = try await Self.registryd(["audit", "rotate-key", "--finish"] + here)
                if ended.status == 0 { break }
                #expect(ended.errors.contains("No head that both keys have signed covers the announcement yet"))
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(ended.output == "\(new)\nThe old key is destroyed here. Destroy its copies, too.\n", "\(ended)")
            _ = try await Self.settled(service)
            return (String(old.dropLast()), new)
        }
        #expect(old != new && VerifierKey(vkey: new)?.name == VerifierKey(vkey: old)?.name)
        #expect(try await Self.registryd(["audit", "key"] + here).output == new + "\n")
        #expect(access(folder + "/log.key.next", F_OK) != 0)
        try await ServiceProcess.run(here) { _ = try await Self.settled($0) }
        // Killed between putting the new key in the old one's place and removing it: the next handover begins with a key of its own.
        try FileManager.default.copyItem(atPath: folder + "/log.key", toPath: folder + "/log.key.next")
        let again = try await ServiceProcess.run(here) { _ in try await Self.registryd(["audit", "rotate-key"] + here) }
        #expect(again.status == 0 && !again.output.hasPrefix(new), "\(again)")
        for key in [old, new] {
            let verified = try await Self.registryd(["audit", "verify", "--deep", "--key", key] + here)
            #expect(verified.status == 0, "\(verified)")
        }
    }

    /// Acts are stored while the service is killed again and again, between the outbox, the log and the signature.
    @Test func `what a service that is killed had not put into the log is put in by the next one, once`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            for round in 0..<6 {
                await #expect(throws: ServiceProcess.Unexpected.self) {
                    try await ServiceProcess.run(run.words) { service in
                        for act in 0..<(20 + 7 * round) {
                            try await run.act()
                            if act % 5 == round % 5 { try await Task.sleep(for: .milliseconds(23 * (round + 1))) }
                        }
                        kill(service.process, SIGKILL)
                    }
                }
            }
            try await ServiceProcess.run(run.words) { _ = try await Self.settled($0) }
            let (acts, entries, twice) = try await run.counts()
            #expect(acts == entries && acts > 200 && twice == 0, "\(acts) acts, \(entries) entries")
            let verified = try await run.verify()
            #expect(verified.status == 0, "\(verified)")
        }
    }

    @Test func `a signer on another host signs what is new, and nothing of a database that was put back`() async throws
    {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            for _ in 0..<5 { try await run.act() }
            try await TestLog.catchUp(database)
            #expect(try await run.sign().output == "nothing new to sign\n")
            for _ in 0..<2 { try await run.act() }
            try await TestLog.catchUp(database)
            try await TestLog.tamper(database, ["DELETE FROM audit.checkpoint WHERE size > 5"])
            let signed = try await run.sign()
            #expect(signed.output == "signed: 7 entries\n", "\(signed)")
            try await TestLog.tamper(
                database,
                [
                    "DELETE FROM audit.checkpoint", "DELETE FROM audit.log_entry", "DELETE FROM audit.log_subtree",
                    "UPDATE audit.log_head SET size = 0, root = sha256(''), frontier = ''",
                ])
            let refused = try await run.sign()
            #expect(refused.status == 1)
            #expect(
                refused.errors.hasSuffix(
                    "The log of 0 entries doesn't continue the one of 7 entries that was signed before. "
                        + "Nothing more is signed. Type: registryd audit verify\n"), "\(refused)")
        }
    }

    @Test func `the doctor of a database of one's own says what the log lacks`() async throws {
        try await withTestDatabase { database in
            let run = try await LogRun(database)
            for _ in 0..<3 { try await run.act() }
            _ = try await database.admin.query("UPDATE audit.log_head SET moved_at = now()") { $0.count }
            let doctor = { try await Self.registryd(["doctor"] + run.common + ["--log-key-file", "/nowhere/log.key"]) }
            let unsigned = try await doctor()
            #expect(
                unsigned.output.contains(
                    "ok   log: 0 entries, 0 under a signed head, 3 acts wait\nok   log login: registry_sequencer\n"),
                "\(unsigned)")
            try await TestLog.tamper(database, ["UPDATE audit.outbox SET at = at - interval '5 minutes'"])
            let late = try await doctor()
            #expect(late.output.contains("FAIL log: 3 acts are not in the log, the oldest for 3"), "\(late)")
            try await TestLog.catchUp(database)
            let elsewhere = try await doctor()
            #expect(
                elsewhere.output.contains("ok   log key: none here (/nowhere/log.key); the last head was signed 2"),
                "\(elsewhere)")
            #expect(elsewhere.status == 0)
            try await run.act()
            try await TestLog.catchUp(database)
            try await TestLog.tamper(
                database,
                [
                    "DELETE FROM audit.checkpoint WHERE size > 3",
                    "UPDATE audit.outbox SET at = at - interval '5 minutes'",
                    "UPDATE audit.checkpoint SET signed_at = signed_at - interval '5 minutes'",
                ])
            let stopped = try await doctor()
            #expect(
                stopped.output.replacing(/for [0-9]+ s/, with: "for N s").contains(
                    "FAIL log: Acts have been in the log for N s, and no signed head covers them: 3 of 4 entries are signed for. "
                        + "Look at what registryd serve, or registryd sign where heads are signed, says of its key.\n"),
                "\(stopped)")
            try await TestLog.tamper(database, ["DELETE FROM audit.checkpoint"])
            let never = try await doctor()
            #expect(
                never.output.contains(
                    "FAIL log key: No head of the log has been signed, and there is no key /nowhere/log.key. "
                        + "Type: registryd sign --help"), "\(never)")
            try await database.admin.write { db in
                try db.execute(.file("REVOKE CONNECT ON DATABASE \(database.name) FROM PUBLIC"))
                try db.execute(.file("GRANT CONNECT ON DATABASE \(database.name) TO registry_service"))
            }
            let closed = try await doctor()
            #expect(
                closed.output.contains(
                    "FAIL log login: registry_sequencer can't log in, so acts are not put into the log"),
                "\(closed)")
        }
    }

    /// The numbers of `/health/log`, when nothing waits any more and all is signed.
    static func settled(_ service: ServiceProcess) async throws -> JSONValue {
        let client = Client(port: service.port, token: nil)
        var standing: JSONValue = .null
        for _ in 0..<300 {
            standing = try await client.get("/health/log").json
            if standing["waiting"] == 0, standing["entries"] == standing["signedEntries"], standing["signedAt"] != .null
            {
                break
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        return standing
    }

    static func registryd(_ words: [String]) async throws -> Command.Ending {
        try await Command(ServiceProcess.program, words).run()
    }

    private static let sqlFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "sql").path
}
