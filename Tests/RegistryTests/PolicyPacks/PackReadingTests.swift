import Policy
import Postgres
import Records
import Server
import TestSupport
import Testing

@testable import Registry

/// How texts in the database become packs: once each, by their hash, and not when they were altered.
struct PackReadingTests {
    @Test func `a text is parsed once, however many inspections it governs`() async throws {
        let parsed = Locked(0)
        let shelf = try PackShelf.installed()
        let counting = PackShelf(shelf.shipped) { text, base in
            parsed.withLock { $0 += 1 }
            return try shelf.read(text, base)
        }
        try await withTestDatabase { test in
            let world = try await World(test, packs: [], packShelf: counting)
            try await world.activate(try SamplePack.new())
            let before = parsed.withLock(\.self)
            for number in 1...3 { try await world.inspect(number, on: "2026-10-0\(number)") }
            #expect(parsed.withLock(\.self) == before + 1)
        }
    }

    @Test func `packs that were crowded out are read again`() throws {
        let cache = PackCache(limit: 2)
        let pack = try Self.pack()
        var read: [String] = []
        for key in ["a", "b", "a", "c", "a", "b"] {
            _ = cache.pack(key) {
                read.append(key)
                return pack
            }
        }
        #expect(read == ["a", "b", "c", "b"])
        #expect(cache.count == 2)
    }

    @Test func `a text that was altered past the guards governs nothing`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            try await world.swap("source_text", "source_text || ' '")
            let refused = try await refusalOf { try await world.inspect(1) }
            #expect(refused.code == "pack_text_altered")
            #expect(refused.message == "The text of policy pack nl/town/j 1 in the database was altered.")
            #expect(refused.detail?.hasPrefix("It has SHA-256 ") == true)
            #expect(refused.hint == "Have the operator restore the text from a backup.")
        }
    }

    @Test func `a base is read as it was when the pack was drafted`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new())
            let poorer = PackShelf.reading()
            let other = Registry(database: world.test.service, contextKey: world.test.contextKey, packs: poorer)
            let logged = try await other.logInspection(
                World.id(1), .sample(world.outlet, ["J": .fail]), Call(by: world.inspector)
            ).json
            #expect(logged["recommendation"]?["measure"] == "closure")
        }
    }

    private static func pack() throws -> Pack {
        let shelf = try PackShelf.installed()
        let text = try #require(shelf.shipped.first { $0.id == "nl/ahojgi" }).text
        return try #require(try shelf.read(text) { _, _ in nil }.pack)
    }
}

extension World {
    /// The superuser writes past the guards into every version of a pack.
    func swap(_ column: String, _ expression: String) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(.file("UPDATE registry.policy_pack SET \(column) = \(expression)"))
        }
    }
}
