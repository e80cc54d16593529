import Chance
import Foundation
import Testing

@testable import TransparencyLog

@Suite struct DrawTests {
    private static let isFull = ProcessInfo.processInfo.environment["REGISTRY_FULL"] == "1"

    private static let secret = [UInt8](0..<32)

    private func pool(_ members: [String] = ["c2d4", "88ab", "1f0c"]) throws -> DrawPool {
        try DrawPool(
            id: "D-2026-0001", secret: Self.secret, members: members,
            slots: [DrawSlot(id: "0363-001-Z", seats: 2, barred: ["88ab"]), DrawSlot(id: "0363-002-X", seats: 1)])
    }

    @Test func `a pool has one text, whoever types it in which order`() throws {
        let text = """
            tolerance-registry/draw-pool/v2
            D-2026-0001
            000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            3
            1f0c
            88ab
            c2d4
            2
            0363-001-Z 2 1
            88ab
            0363-002-X 1 0

            """
        #expect(try pool().text == text)
        #expect(try pool(["1f0c", "c2d4", "88ab"]) == pool())
        #expect(try DrawPool(text: text) == pool())
        #expect(try pool().digest == "c053d4670f30598e5f91f3aeac8966c626f66a9105f39ba69ed30b49ed77eb14")
    }

    @Test func `the seed is that of the draw, its secret and the head of the log, and nobody else's`() throws {
        let root = TreeHash.leaf([1, 2, 3])
        let seed = try pool().seed(root: root)
        let (members, slots) = (try pool().members, try pool().slots)
        let other = try DrawPool(id: "D-2026-0002", secret: Self.secret, members: members, slots: slots)
        let secret = [UInt8](1...32)
        let unknown = try DrawPool(id: "D-2026-0001", secret: secret, members: members, slots: slots)
        #expect(unknown.seed(root: root) != seed)
        #expect(DrawPool.hex(seed) == "ffcc4a3fc0876add17cd9a0950f00ab649d0a41b60fc5cfef17b54b9aeb30763")
        #expect(other.seed(root: root) != seed)
        #expect(try pool().seed(root: TreeHash.leaf([1, 2, 4])) != seed)
        #expect(try pool().drawn(seed: seed) == [["c2d4", "1f0c"], ["1f0c"]])
    }

    @Test func `a second program in another language draws the same, thousands of times`() throws {
        var chance = SplitMix64(seed: 3797)
        var (questions, ours): ([String], [String]) = ([], [])
        for number in 0..<(Self.isFull ? 10_000 : 2_000) {
            let pool = try Self.random(number, &chance)
            let root = TreeHash.leaf((0..<8).map { _ in UInt8.random(in: 0...255, using: &chance) })
            let text = pool.text.replacingOccurrences(of: "\n", with: "\\n")
            questions.append(#"{"pool": "\#(text)", "root": "\#(DrawPool.hex(root.bytes))"}"#)
            let seed = pool.seed(root: root)
            let drawn = pool.drawn(seed: seed).map { "[" + $0.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
            ours.append(
                "[" + (["\"\(pool.digest)\"", "\"\(DrawPool.hex(seed))\""] + drawn).joined(separator: ",") + "]")
            #expect(try DrawPool(text: pool.text) == pool)
        }
        #expect(try Self.answers(questions) == ours)
    }

    @Test func `both programs drop the same numbers where the remainder would favour some`() throws {
        // Of a bound just above 2^63 nearly every second number is dropped.
        let bounds: [UInt64] = [1, 2, 3, 7, 1 << 32, 1 << 63, (1 << 63) + 1, 3 << 62, .max, 10]
        var (questions, ours): ([String], [String]) = ([], [])
        for number in UInt8.min...UInt8.max {
            let seed = TreeHash.leaf([number]).bytes
            var stream = DrawStream(seed: seed)
            let list = bounds.map { "\"\($0)\"" }.joined(separator: ",")
            questions.append(#"{"seed": "\#(DrawPool.hex(seed))", "below": [\#(list)]}"#)
            ours.append("[" + bounds.map { "\"\(stream.number(below: $0))\"" }.joined(separator: ",") + "]")
        }
        #expect(try Self.answers(questions) == ours)
    }

    @Test func `every choice is as likely as every other, and a wrong shuffle is noticed`() throws {
        let members = (1...5).map { "m\($0)" }
        let slot = DrawSlot(id: "o", seats: 2, barred: ["m4"])
        let pool = try DrawPool(
            id: "D", secret: Self.secret, members: members, slots: [DrawSlot(id: "p", seats: 2), slot])
        var (first, second, wrong): ([String: Int], [String: Int], [String: Int]) = ([:], [:], [:])
        let draws = 6_000
        for number in 0..<draws {
            let seed = pool.seed(root: .leaf([UInt8(number >> 8), UInt8(number & 255)]))
            let drawn = pool.drawn(seed: seed).map { $0.joined(separator: " ") }
            first[drawn[0], default: 0] += 1
            second[drawn[1], default: 0] += 1
            var stream = DrawStream(seed: seed)
            wrong[Self.swappedWithAny(members, &stream).prefix(2).joined(separator: " "), default: 0] += 1
        }
        // 20 pairs of 5 and 12 of the 4 who are not barred. Beyond these values chance comes once in a million.
        #expect(first.count == 20 && second.count == 12)
        #expect(Self.chiSquare(first, draws) < 63.2, "\(Self.chiSquare(first, draws))")
        #expect(Self.chiSquare(second, draws) < 50.0, "\(Self.chiSquare(second, draws))")
        #expect(Self.chiSquare(wrong, draws) > 100, "\(Self.chiSquare(wrong, draws))")
    }

    @Test func `without dropping numbers the small ones would come too often`() {
        let bound: UInt64 = 3 << 62
        var (dropped, kept) = (0, 0)
        for number in 0..<4_000 {
            let seed = TreeHash.leaf([UInt8(number >> 8), UInt8(number & 255)]).bytes
            var stream = DrawStream(seed: seed)
            if stream.number(below: bound) < 1 << 62 { dropped += 1 }
            var plain = DrawStream(seed: seed)
            // Below 2^63 nothing is dropped, so two halves make the plain 64 bits.
            if (plain.number(below: 1 << 63) << 1) % bound < 1 << 62 { kept += 1 }
        }
        #expect((1_200...1_466).contains(dropped), "\(dropped)")
        #expect(kept > 1_850, "\(kept)")
    }

    @Test func `an altered pool has another digest, and a text that is not canonical is refused`() throws {
        let text = try pool().text
        #expect(try DrawPool(text: text.replacing("c2d4", with: "c2d5")).digest != pool().digest)
        for (altered, problem): (String, DrawProblem) in [
            (text.replacing("draw-pool/v2", with: "draw-pool/v1"), .line(1)),
            (text.replacing("\n0001", with: "\n01"), .line(3)), (text.replacing("0a0b", with: "0A0b"), .line(3)),
            (text.replacing("1f0c\n88ab\nc2d4", with: "88ab\n1f0c\nc2d4"), .line(5)),
            (text.replacing("\n3\n", with: "\n03\n"), .line(4)), (text + "\n", .line(13)),
            (String(text.dropLast()), .line(12)), (text.replacing("\n3\n", with: "\n4\n"), .line(9)),
            (text.replacing("0363-002-X 1 0", with: "0363-002-X 1"), .line(11)),
            (text.replacing("0363-002-X 1 0", with: "0363-002-X  1 0"), .line(11)),
        ] {
            #expect(throws: problem, "\(altered)") { try DrawPool(text: altered) }
        }
    }

    @Test func `a pool that can't be drawn from says why`() throws {
        let slot = DrawSlot(id: "o", seats: 2, barred: ["a", "b"])
        func made(_ id: String, _ members: [String], _ slots: [DrawSlot]) throws(DrawProblem) -> DrawPool {
            try DrawPool(id: id, secret: Self.secret, members: members, slots: slots)
        }
        let cases: [(() throws(DrawProblem) -> DrawPool, String)] = [
            (
                { () throws(DrawProblem) in try DrawPool(id: "D", secret: [1], members: ["a"], slots: [slot]) },
                "The secret of a pool has 32 bytes."
            ),
            ({ () throws(DrawProblem) in try made("D", [], [slot]) }, "Nobody is in the pool."),
            (
                { () throws(DrawProblem) in try made("D", ["a"], []) },
                "The pool doesn't say what is drawn for."
            ),
            (
                { () throws(DrawProblem) in try made("D", ["a", "b", "c"], [slot]) },
                "For o 2 must be drawn, and only 1 in the pool can be."
            ),
            (
                { () throws(DrawProblem) in try made("D", ["a", "b"], [slot]) },
                "For o 2 must be drawn, and nobody in the pool can be."
            ),
            (
                { () throws(DrawProblem) in try made("D", ["a", "c"], [slot]) },
                "b is barred for o and is not in the pool."
            ),
            (
                { () throws(DrawProblem) in try made("D", ["a", "b", "b"], [slot]) },
                "b stands in the pool twice."
            ),
            (
                { () throws(DrawProblem) in try made("D 1", ["a", "b"], [slot]) },
                "\"D 1\" can't stand in a pool: a name there has 1 to 64 letters, digits, dots, - and _."
            ),
        ]
        for (make, told) in cases {
            do throws(DrawProblem) {
                _ = try make()
                Issue.record("nothing is said: \(told)")
            } catch { #expect(error.told == told) }
        }
        #expect(DrawProblem.line(4).told == "Line 4 of the pool is not what its form asks for.")
    }

    @Test func `the second program believes of a record only what the log says too`() throws {
        let pool = try pool()
        let log = try LoggedDraw(pool)
        let seed = pool.seed(root: log.root)
        let good = Self.record(pool, log.head, seed, pool.drawn(seed: seed))
        let other = try DrawPool(
            id: pool.id, secret: pool.secret, members: pool.members + ["ffff"], slots: pool.slots)
        let otherSeed = pool.seed(root: .leaf([8]))
        let otherHead = log.head.replacing(log.root.base64, with: TreeHash.leaf([8]).base64)
        // Whole and forged: another pool, drawn from; another head that nobody signed.
        let forged = Self.record(other, log.head, seed, other.drawn(seed: seed))
        let headless = Self.record(pool, otherHead, otherSeed, pool.drawn(seed: otherSeed))
        for (record, exit, told): (String, Int32, String) in [
            (good, 0, "the same came out: 0363-001-Z "),
            (good, 0, "proved: draw 1, version 1, open by "),
            (
                good.replacing("\"replaces\": null", with: "\"replaces\": \"D-2026-0000\""), 1,
                "ALTERED: the row in the log says otherwise"
            ),
            (good.replacing("88ab\\nc2d4", with: "88ac\\nc2d4"), 1, "ALTERED: the pool is not the one whose digest"),
            (forged, 1, "ALTERED: its pool is not that of the row in the log"),
            (headless, 1, "ALTERED: its head is not the signed one under which the pool is proved"),
            (Self.record(pool, log.head, seed, other.drawn(seed: seed)), 1, "ALTERED: others are drawn"),
            (Self.record(pool, log.head, otherSeed, pool.drawn(seed: seed)), 1, "ALTERED: another seed follows"),
            ("{}", 2, "can't be told: KeyError: 'pool'"),
        ] {
            let ran = try log.check(record, by: Self.program)
            #expect(ran.exit == exit && ran.text.contains(told), "\(ran)")
        }
        let strange = try log.check(good, by: Self.program, key: LoggedDraw.strangerKey)
        #expect(strange.exit == 1 && strange.text.contains("is not signed by the key"), "\(strange)")
        let alone = try Self.run([log.path("draw.json")], input: nil)
        #expect(
            alone.exit == 64
                && alone.text.contains("Without the proof and the key nobody knows whether the pool was logged."),
            "\(alone)")
        // The saboteurs: without the comparison with the row, or with the signed head, a forged draw passes.
        try #expect(log.check(forged, bySabotaging: "if record[said] != row[stored]:", in: Self.program).exit == 0)
        let unbound = try log.check(
            headless, bySabotaging: "if not record[\"head\"].startswith(head + \"\\n\"):", in: Self.program,
            also: ("root_of(head)", "root_of(record[\"head\"])"))
        #expect(unbound.exit == 0, "\(unbound)")
    }

    // MARK: Support

    private static func record(_ pool: DrawPool, _ head: String, _ seed: [UInt8], _ drawn: [[String]]) -> String {
        let slots = zip(pool.slots, drawn).map { slot, drawn in
            "{\"slot\": \"\(slot.id)\", \"drawn\": [\(drawn.map { "\"\($0)\"" }.joined(separator: ", "))]}"
        }
        let text = pool.text.replacing("\n", with: "\\n")
        let head = head.replacing("\n", with: "\\n")
        return """
            {"reference": "\(pool.id)", "firstDay": "2026-12-07", "lastDay": "2026-12-11", "pool": "\(text)", "poolDigest": "\(pool.digest)", "head": "\(head)", "seed": "\(DrawPool.hex(seed))", "replaces": null,
             "drawn": [\(slots.joined(separator: ", "))]}
            """
    }

    private static func random(_ number: Int, _ chance: inout SplitMix64) throws -> DrawPool {
        let members = Set(
            (0..<Int.random(in: 2...30, using: &chance)).map { _ in
                String(UInt32.random(in: .min ... .max, using: &chance), radix: 16)
            })
        let slots = (1...Int.random(in: 1...6, using: &chance)).map { slot in
            let seats = Int.random(in: 1...min(2, members.count), using: &chance)
            let barred = Int.random(in: 0...(members.count - seats), using: &chance)
            return DrawSlot(
                id: "o\(slot)", seats: seats,
                barred: members.sorted().shuffled(using: &chance).prefix(barred))
        }
        let secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &chance) }
        return try DrawPool(id: "D-\(number)", secret: secret, members: members, slots: slots)
    }

    /// The well-known mistake: each changes places with any, not with those from it on.
    private static func swappedWithAny(_ items: [String], _ stream: inout DrawStream) -> [String] {
        var items = items
        for place in items.indices {
            items.swapAt(place, Int(stream.number(below: UInt64(items.count))))
        }
        return items
    }

    private static func chiSquare(_ counts: [String: Int], _ all: Int) -> Double {
        let expected = Double(all) / Double(counts.count)
        return counts.values.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }

    private static func answers(_ questions: [String]) throws -> [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "draws-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(questions.joined(separator: "\n").utf8).write(to: file)
        return try run(["--batch"], input: file).text.split(separator: "\n").map(String.init)
    }

    static func run(_ arguments: [String], input: URL?, program: String = program) throws -> (exit: Int32, text: String)
    {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-B", program] + arguments
        if let input { process.standardInput = try FileHandle(forReadingFrom: input) }
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    static let program = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "deploy/verify-draw.py").path
}
