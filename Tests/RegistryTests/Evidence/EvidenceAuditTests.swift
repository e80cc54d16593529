import EvidenceFiles
import FoundationEssentials
import Records
import Testing
import TestSupport
import TransparencyLog

@testable import Registry

/// What an audit says of evidence files that somebody changed behind the registry's back.
@Suite struct EvidenceAuditTests {
    private static let later = Int(Date().timeIntervalSince1970) + 7200

    @Test func `a flipped bit, a removed, a swapped and a further file, and a deleted row are found`() async throws {
        try await withLog { world, log in
            let first = try await world.received(TestEvidence.photo("the counter"), by: world.inspector)
            let second = try await world.received(TestEvidence.photo("the window"), by: world.inspector)
            try await log.catchUp()
            _ = try await log.settle()
            #expect(try await audit(world, log).map(\.kind) == [])
            let (one, two) = (try path(first, world), try path(second, world))
            let bytes = try Data(contentsOf: one)
            // One bit.
            var flipped = bytes
            flipped[20] ^= 0x10
            try flipped.write(to: one)
            let changed = try await audit(world, log)
            #expect(changed.map(\.kind) == [.evidenceAltered])
            #expect(changed[0].table == "registry.evidence" && changed[0].key == "1")
            #expect(
                changed[0].text == "The evidence file 1 (\(first.short)) has other bytes than those that were received."
            )
            // Removed.
            try FileManager.default.removeItem(at: one)
            let missing = try await audit(world, log)
            #expect(missing.map(\.text) == ["The evidence file 1 (\(first.short)) is not in the folder."])
            #expect(missing.map(\.kind) == [.evidenceMissing])
            // Swapped with another one.
            try Data(contentsOf: two).write(to: one)
            try bytes.write(to: two)
            #expect(try await audit(world, log).map(\.kind) == [.evidenceAltered, .evidenceAltered])
            try Data(contentsOf: one).write(to: two)
            try bytes.write(to: one)
            // A file that nobody received.
            let third = try path(try #require(FileDigest(String(repeating: "ab", count: 32))), world)
            try FileManager.default.createDirectory(
                at: third.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: third)
            #expect(try await audit(world, log).map(\.kind) == [])
            #expect(
                try await notes(world, log) == [
                    "1 evidence file lies there that no row keeps; registryd retention run takes them away in time."
                ])
            let month = Self.later + EvidenceFolder.orphanSeconds + 2 * 24 * 3600
            #expect(try await audit(world, log, now: month).map(\.kind) == [.evidenceSurplus])
            // One that comes in just now gets its row in a moment.
            #expect(try await audit(world, log, now: 0).map(\.kind) == [])
            try FileManager.default.removeItem(at: third)
            #expect(try await audit(world, log).map(\.kind) == [])
            // A row that a superuser deletes leaves its file, and its acts.
            try await log.tamper("DELETE FROM registry.evidence WHERE id = 1")
            #expect(try await audit(world, log).map(\.kind) == [.rowMissing])
            #expect(Set(try await audit(world, log, now: month).map(\.kind)) == [.rowMissing, .evidenceSurplus])
        }
    }

    @Test func `a file that a retention run is about to take away is no finding, unless it stays for days`()
        async throws
    {
        try await withLog { world, log in
            let photo = try await world.received(TestEvidence.photo("the counter"), by: world.inspector)
            try await log.catchUp()
            _ = try await log.settle()
            try await log.tamper("UPDATE registry.evidence SET status = 'destroyed', changed_at = now()")
            #expect(try await audit(world, log, deep: false) == [])
            #expect(try await notes(world, log).count == 1)
            let days = Self.later + 2 * 24 * 3600
            #expect(try await audit(world, log, now: days, deep: false).map(\.kind) == [.evidenceSurplus])
            try FileManager.default.removeItem(at: try path(photo, world))
            #expect(try await audit(world, log, now: days, deep: false) == [])
            // The same bytes once more: what was destroyed before says nothing of them.
            _ = try await world.received(TestEvidence.photo("the counter"), by: world.inspector)
            #expect(try await audit(world, log, deep: false) == [])
            try FileManager.default.removeItem(at: try path(photo, world))
            #expect(try await audit(world, log, deep: false).map(\.kind) == [.evidenceMissing])
        }
    }

    @Test func `a list of files without a row that somebody made up hides none, and stops nothing`() async throws {
        try await withLog { world, log in
            let photo = try await world.received(TestEvidence.photo("the counter"), by: world.inspector)
            try await log.catchUp()
            _ = try await log.settle()
            try await log.tamper("DELETE FROM registry.evidence")
            let list = try path(photo, world).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: ".unclaimed")
            for since in ["9223372036854775807", "99999999999", "-5", "x"] {
                try Data("\(photo) \(since)\nnothing\n".utf8).write(to: list)
                let report = try await report(world, log, now: Self.later, deep: false)
                #expect(report.notes.filter { $0.contains("1 evidence file lies there") }.count == 1, "\(since)")
                let swept = try await world.registry.runEvidenceRetention(
                    Call(by: world.administrator), now: Self.later)
                #expect(swept == [], "\(since)")
            }
        }
    }

    @Test func `who swaps a file and its row with it is found by the log`() async throws {
        try await withLog { world, log in
            let photo = try await world.received(TestEvidence.photo("the counter"), by: world.inspector)
            try await log.catchUp()
            _ = try await log.settle()
            let (other, placed) = try world.placed(TestEvidence.photo("another counter"), by: world.inspector)
            withExtendedLifetime(placed) {}
            try FileManager.default.removeItem(at: try path(photo, world))
            try await log.tamper(
                "UPDATE registry.evidence SET sha256 = \(other.bytes), bytes = \(placed.bytes) WHERE id = 1")
            let found = try await audit(world, log)
            #expect(found.map(\.kind) == [.rowChanged] && found[0].table == "registry.evidence")
            // The saboteur: an audit of the files alone believes the row.
            #expect(try await audit(world, log, deep: false) == [])
        }
    }

    private func path(_ digest: FileDigest, _ world: World) throws -> URL {
        URL(filePath: "\(try world.folder.path)/files/\(world.jurisdiction)/\(digest.text.prefix(2))/\(digest)")
    }

    private func audit(
        _ world: World, _ log: LogOf, now: Int = later, deep: Bool = true
    ) async throws -> [LogFinding] {
        try await report(world, log, now: now, deep: deep).findings
    }

    private func notes(_ world: World, _ log: LogOf) async throws -> [String] {
        try await report(world, log, now: Self.later, deep: false).notes.filter { $0.contains("evidence") }
    }

    private func report(_ world: World, _ log: LogOf, now: Int, deep: Bool) async throws -> LogAudit.Report {
        let trusted = try TrustPolicy("log \(log.signer.verifier.vkey)\nquorum none\n")
        return try await LogAudit(
            database: world.test.admin, trusted: trusted, known: [], evidence: try world.folder, now: now
        ).run(deep ? .rows : .log)
    }
}
