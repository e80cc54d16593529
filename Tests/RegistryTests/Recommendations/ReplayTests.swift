import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Every stored recommendation, computed again from what was stored with it.
struct ReplayTests {
    @Test func `what nobody touched comes out the same`() async throws {
        try await withHistory { world in
            _ = try await world.registry.recommendAgain(
                in: "C-2026-0001", inspection: "I-2026-0001", Call(by: world.officer))
            #expect(try await world.replayedLines() == ["4 replayed, 0 differing"])
            let query = ReplayQuery(from: .sample("2026-10-02"), to: .sample("2026-10-02"))
            #expect(try await world.replayedLines(query) == ["1 replayed, 0 differing"])
        }
    }

    @Test func `a pack whose text was swapped by a superuser is found, although it was read before`() async throws {
        try await withHistory { world in
            try await world.swap("source_text", "replace(source_text, '3 months', '1 month')")
            let lines = try await world.replayedLines()
            #expect(lines.count == 4)
            #expect(
                lines[0].hasPrefix(
                    "1 pack_text_altered: The text of policy pack nl/town/j 1 in the database was altered. It has SHA-256 "
                ))
            #expect(lines[3] == "3 replayed, 3 differing")
        }
    }

    @Test func `a pack whose text and hash were swapped is missed`() async throws {
        try await withHistory { world in
            let sha256 = try await world.registry.policyPack("1", world.officer).json["sha256"]?.text ?? ""
            try await world.swap("source_text", "source_text || ' '")
            try await world.swap(
                "(sha256, checked_sha256)",
                "(SELECT h, h FROM encode(sha256(convert_to(source_text, 'UTF8')), 'hex') AS h)")
            let lines = try await world.replayedLines()
            #expect(lines[0] == "1 pack_missing: no active text of nl/town/j 1 has SHA-256 \(sha256).")
            #expect(lines[3] == "3 replayed, 3 differing")
        }
    }

    @Test func `a trace that was written over is told with its first difference`() async throws {
        try await withHistory { world in
            _ = try await world.test.admin.write { db in
                try db.execute("ALTER TABLE registry.recommendation DISABLE TRIGGER USER")
                try db.execute(
                    """
                    UPDATE registry.recommendation SET trace = jsonb_set(trace::jsonb, '{lines,0,step}', '2')::json WHERE id = 2
                    """)
                try db.execute("UPDATE registry.recommendation SET measure = 'warning' WHERE id = 3")
            }
            #expect(
                try await world.replayedLines() == [
                    "2 differs: /trace/lines/0/step is stored as 2 and comes out as 1.",
                    "3 differs: /measure is stored as \"warning\" and comes out as \"closure\".",
                    "3 replayed, 2 differing",
                ])
        }
    }

    @Test(arguments: [2, 3])
    func `what was stored in an earlier format is computed again in that format`(format: Int) async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            try await world.inspect(1, on: "2026-10-01")
            let old = try await world.decided(in: format)
            try await world.store("$json$\(old)$json$")
            #expect(try await world.replayedLines() == ["1 replayed, 0 differing"])
            try await world.store("jsonb_set($json$\(old)$json$::jsonb, '{lines,0,outlook,0,code}', '\"first_again\"')")
            let lines = try await world.replayedLines()
            let code = "1 differs: /trace/lines/0/outlook/0/code is stored as \"first_again\" and comes out as "
            #expect(lines[0].hasPrefix(code))
            try await world.store("jsonb_set($json$\(old)$json$::jsonb, '{format}', '1')")
            #expect(
                try await world.replayedLines() == [
                    "1 differs: /trace/format is stored as 1 and comes out as 2.", "1 replayed, 1 differing",
                ])
        }
    }

    @Test func `more than fit into one reading are replayed in several`() async throws {
        try await withHistory { world in
            _ = try await world.test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
                try db.execute(
                    """
                    INSERT INTO registry.recommendation (jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version,
                        pack_sha256, day, measure, person_decides, facts, trace, recorded_by)
                    SELECT jurisdiction_id, outlet_id, case_id, inspection_id, pack_id, pack_version, pack_sha256, day, measure,
                        person_decides, facts, trace, recorded_by
                    FROM registry.recommendation, generate_series(1, 150)
                    """)
            }
            #expect(try await world.replayedLines() == ["453 replayed, 0 differing"])
        }
    }

    @Test func `whoever has none of the three roles replays nothing, and nobody another authority's`() async throws {
        try await withHistory { world in
            let refused = try await refusalOf {
                try await world.registry.replay(ReplayQuery(), world.inspector) { _ in }
            }
            #expect(
                refused
                    == Refusal(
                        .notAllowed, "role_needed",
                        "To replay recommendations the role policy or officer or reviewer is needed.",
                        hint: "Ask someone who has one of these roles."))
            let other = try await World(world.test, code: "0599", packs: [])
            #expect(try await other.replayedLines() == ["0 replayed, 0 differing"])
        }
    }

    /// A world with three recommendations under a pack of its own.
    private func withHistory(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.counting())
            for number in 1...3 { try await world.inspect(number, on: "2026-10-0\(number)") }
            try await body(world)
        }
    }
}

extension World {
    /// What a former engine would have decided on the facts of the only recommendation, as JSON.
    fileprivate func decided(in format: Int) async throws -> String {
        let stored: String = try await test.admin.read { try $0.one("SELECT facts FROM registry.recommendation") }
        let town = PackComparison.Side.stored(id: "nl/town/j", version: "1")
        let comparison = PackComparison(
            pack: town, against: town, from: .sample("2026-01-01"), to: .sample("2026-12-31"))
        let pack = try await registry.prepare(comparison, [], policy).new
        let decision = decide(try StableJSON.value(Facts.self, stored), under: pack, format: format)
        return String(decoding: decision.json(), as: UTF8.self)
    }

    /// Writes another trace over the stored ones, past the guards.
    fileprivate func store(_ trace: String) async throws {
        _ = try await test.admin.write { db in
            try db.execute("ALTER TABLE registry.recommendation DISABLE TRIGGER USER")
            try db.execute(.file("UPDATE registry.recommendation SET trace = (\(trace))::json"))
        }
    }

    /// The lines of a replay in short: `ID CODE: REASON`, and the numbers.
    func replayedLines(_ query: ReplayQuery = ReplayQuery()) async throws -> [String] {
        let bytes = Locked<[UInt8]>([])
        try await registry.replay(query, policy) { piece in bytes.withLock { $0 += piece } }
        return try bytes.withLock(\.self).split(separator: UInt8(ascii: "\n")).map { line in
            let json = try BoundedJSON.parse(Array(line))
            if let replayed = json["replayed"]?.wholeNumber {
                return "\(replayed) replayed, \(json["differing"]?.wholeNumber ?? -1) differing"
            }
            return
                "\(json["recommendation"]?.wholeNumber ?? 0) \(json["code"]?.text ?? ""): \(json["reason"]?.text ?? "")"
        }
    }
}
