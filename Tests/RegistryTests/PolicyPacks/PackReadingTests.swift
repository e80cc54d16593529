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

    @Test func `what a source leaves open is told for classes, amounts, procedures, bars and distances too`() throws {
        let shelf = try PackShelf.installed()
        func choices(_ id: String, _ words: String) throws -> [String] {
            let shipped = try #require(shelf.shipped.first { $0.id == id })
            let report = try shelf.read(shipped.text) { _, _ in nil }.report()
            #expect(report.problems == [])
            return report.choices.map(\.text).filter { $0.contains(words) }
        }
        #expect(
            try choices("us/ca/8601", "Class \"minor\": the source leaves open") == [
                "us/ca/8601.yaml:29: Class \"minor\": the source leaves open how far its repeats raise a violation: one_class or every_class. Where they disagree a person decides.",
                "us/ca/8601.yaml:33: Class \"minor\": the source leaves open the day from which the look-back runs: this_violation or earlier_finding or earlier_decision or any_period. Where they disagree a person decides.",
                "us/ca/8601.yaml:34: Class \"minor\": the source leaves open whether the last day of the look-back counts: counts or does_not_count. Where they disagree a person decides.",
                "us/ca/8601.yaml:35: Class \"minor\": the source leaves open what an expired violation does to later ones: each_alone or whole_ladder. Where they disagree a person decides.",
            ])
        let province = try choices("ca/bc", "step 1")
        #expect(
            province == [
                "ca/bc.yaml:112: Ladder \"contravention\", step 1: the amount of the fine is unknown (LCRB practice on liquor and cannabis, gov.bc.ca). A person decides.",
                "ca/bc.yaml:112: Ladder \"contravention\", step 1: the length of the suspension is unknown (LCRB practice on liquor and cannabis, gov.bc.ca). A person decides.",
            ])
        #expect(
            try choices("us/mi/lincoln-park", "Procedure") == [
                "us/mi/lincoln-park.yaml:85: Procedure of \"suspension\": whether its intention is announced first is unknown (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:88: Procedure of \"suspension\": whether its proportion must be argued is unknown (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:89: Procedure of \"suspension\": which kind of document it needs is unknown (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:92: Procedure of \"fine\": whether its intention is announced first is unknown (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:93: Procedure of \"fine\": whether its proportion must be argued is unknown (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:94: Procedure of \"fine\": which kind of document it needs is unknown (Lincoln Park Code of Ordinances, 853.15).",
            ])
        let bars = try choices("us/wa/cannabis", "Bar ")
        #expect(
            bars == [
                "us/wa/cannabis.yaml:585: Bar \"category_V_or_VI\": how many violations stand against a licence is unknown (Washington Administrative Code, WAC 314-55-045)."
            ])
        #expect(
            try choices("de/clubs", "Distance \"school\"") == [
                "de/clubs.yaml:81: Distance \"school\": the source leaves open how it is measured: walking or straight. Where they disagree a person decides.",
                "de/clubs.yaml:81: Distance \"school\": the source leaves open on which side the very distance lies: near or far. Where they disagree a person decides.",
            ])
    }

    @Test(arguments: ["nl/dordrecht/o", "nl/leeuwarden/j"])
    func `what a pack inherits is told with file and line of the pack that states it`(id: String) throws {
        let shelf = try PackShelf.installed()
        let shipped = try #require(shelf.shipped.first { $0.id == id })
        let remarks = try shelf.read(shipped.text) { id, version in
            shelf.shipped.first { $0.id == id && $0.version == version }?.text
        }.report().choices
        let inherited = remarks.map(\.text).filter { $0.contains("Procedure of \"closure\"") }
        let what = "Procedure of \"closure\""
        let act = "is unknown (Algemene wet bestuursrecht, BWBR0005537, art. 4:8, 4:11, 4:84, 5:24, 5:31, 6:7 and 6:8)."
        #expect(
            inherited == [
                "nl/ahojgi.yaml:107: \(what): how long the term \"comply\" lasts \(act)",
                "nl/ahojgi.yaml:107: \(what): how long the term \"view\" lasts \(act)",
            ])
        #expect(remarks.allSatisfy { $0.line != nil }, "\(remarks)")
    }

    @Test func `what a pack settles by a reading of its own is told with its line beside what stays open`() throws {
        let shelf = try PackShelf.installed()
        func readings(_ id: String) throws -> [String] {
            let shipped = try #require(shelf.shipped.first { $0.id == id })
            let report = try shelf.read(shipped.text) { _, _ in nil }.report()
            return report.choices.map(\.text).filter { $0.contains("the pack's own reading") }
        }
        #expect(
            try readings("us/mi/lincoln-park") == [
                "us/mi/lincoln-park.yaml:45: Ladder \"requirement\": the source does not say this; the pack's own reading is that only established violations count as earlier ones (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:46: Ladder \"requirement\": the source does not say this; the pack's own reading is that earlier violations count at the same premises, whoever operates them (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:47: Ladder \"requirement\": the source does not say this; the pack's own reading is that an earlier violation that ended with a warning counts (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:62: Ladder \"requirement\", step 1: the source does not say this; the pack's own reading is that the USD 3,000 are for each day after the first, beside the amount of the step (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:69: Ladder \"requirement\", step 2: the source does not say this; the pack's own reading is that the USD 3,000 are for each day after the first, beside the amount of the step (Lincoln Park Code of Ordinances, 853.15).",
                "us/mi/lincoln-park.yaml:79: Combination: the source does not say this; the pack's own reading is that the amount is due for each day on which a violation goes on (Lincoln Park Code of Ordinances, 853.15).",
            ])
        #expect(
            try readings("us/wa/cannabis").suffix(1) == [
                "us/wa/cannabis.yaml:20: Versions: the source does not say this; the pack's own reading is that a later version that is milder does not apply to an earlier violation (Washington Administrative Code, WAC 314-55-509, apps.leg.wa.gov)."
            ])
    }

    @Test func `that nobody says how several percentages go together is told as a choice`() throws {
        let shelf = try PackShelf.installed()
        var text = try #require(shelf.shipped.first { $0.id == "us/ca/17808" }).text
        text.text = text.text.replacing("combination:\n", with: "combination:\n  percentages: unknown\n")
        let report = try shelf.read(text) { _, _ in nil }.report()
        #expect(report.problems == [])
        #expect(
            report.choices.map(\.text).filter { $0.contains("percentages") } == [
                "us/ca/17808.yaml:75: Several percentages: the source leaves open how they go together: multiply or add. Where they disagree a person decides."
            ])
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
