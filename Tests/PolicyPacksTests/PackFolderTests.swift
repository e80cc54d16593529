import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct PackFolderTests {
    /// A folder with these files, removed after `body`.
    private func withFolder<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
        let folder = FileManager.default.temporaryDirectory.path + "/packs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try! FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files {
            #expect(FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8)))
        }
        return try body(folder)
    }

    private func local(_ id: String, extends base: String) -> String {
        """
        pack: \(id)
        version: "1"
        title: {en: Local}
        language: en
        extends: \(base)
        validity: {from: unknown, through: unknown, source: rule}
        sources:
          rule: {title: The rule, confidence: V}
        combination: {several_criteria: unknown, continuing: unknown, source: rule}
        """
    }

    @Test func `a pack in a folder of one's own can extend one that came with the program`() throws {
        let text = local("my/pack", extends: "{pack: nl/ahojgi, version: \"2017-05-10\"}")
        let pack = try withFolder(["mine.yaml": text]) { folder in
            try #require(try PackFolder(path: folder).pack(id: "my/pack", version: "1"))
        }
        #expect(pack.criteria.map(\.code) == ["A", "H", "O", "J", "G", "I"])
        #expect(pack.bases.map(\.id) == ["nl/ahojgi"])
        #expect(pack.licences.maximum.value == nil)
    }

    @Test func `packs that extend each other in a circle are refused`() throws {
        let files = [
            "a.yaml": local("a", extends: "{pack: b, version: \"1\"}"),
            "b.yaml": local("b", extends: "{pack: a, version: \"1\"}"),
        ]
        let refusal = try withFolder(files) { folder in
            #expect(throws: PackRefusal.self) { try PackFolder(path: folder).pack(id: "a", version: "1") }
        }
        #expect(
            refusal?.description
                == "a.yaml:1: Pack a extends others in a circle, or more than 8 deep. Let it extend fewer.")
    }

    @Test func `the problems of all files of a folder are told at once`() throws {
        let files = ["a.yaml": "pack: a\n", "b.yaml": "", "ignored.txt": "x", "a.examples.yaml": "x"]
        let refusal = try withFolder(files) { folder in
            #expect(throws: PackRefusal.self) { try PackFolder(path: folder).packs() }
        }
        #expect(Set(try #require(refusal).problems.map(\.file)) == ["a.yaml", "b.yaml"])
    }

    @Test func `a file that is not UTF-8 is refused by name`() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/packs-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try! FileManager.default.removeItem(atPath: folder) }
        #expect(FileManager.default.createFile(atPath: folder + "/latin.yaml", contents: Data([0x70, 0xE9])))
        let missing = #expect(throws: PackFolder.Missing.self) { try PackFolder(path: folder) }
        #expect(missing?.description == "The pack file \(folder)/latin.yaml is not UTF-8 text. Save it as UTF-8.")
    }

    private func localG(_ limit: Int) -> [String: String] {
        let text =
            local("my/pack", extends: "{pack: nl/ahojgi, version: \"2017-05-10\"}")
            + "\ncriteria: {G: {quantities: {g_stock: {bound: at_most, limit: \(limit), source: rule}}}}\n"
        return ["mine.yaml": text]
    }

    @Test func `a local pack overrides one named value with its own source`() throws {
        let pack = try withFolder(localG(300)) { folder in
            try #require(try PackFolder(path: folder).pack(id: "my/pack", version: "1"))
        }
        let base = try #require(try PackFolder.installed().pack(id: "nl/ahojgi", version: "2017-05-10"))
        let (own, national) = (try #require(pack.criterion("G")), try #require(base.criterion("G")))
        #expect(own.norm == national.norm)
        #expect(own.quantities.map(\.unit) == ["g", "g_stock"])
        #expect(own.quantities[0] == national.quantities[0])
        #expect(own.quantities[1].limit.value == 300)
        #expect(own.quantities[1].limit.citation.title == "The rule")
        #expect(own.quantities[1].bound == .atMost)
    }

    @Test func `a local limit above the ceiling is refused`() throws {
        let refusal = try withFolder(localG(501)) { folder in
            #expect(throws: PackRefusal.self) { try PackFolder(path: folder).packs() }
        }
        #expect(
            refusal?.description
                == "mine.yaml:10: The limit 501 of quantity \"g_stock\" is above 500, the ceiling of the pack that is "
                + "extended. Lower it.")
    }

    @Test func `a local ladder keeps what it does not state`() throws {
        let text =
            local("my/pack", extends: "{pack: nl/leeuwarden/j, version: \"2011\"}") + """

                ladders:
                  minors:
                    look_back: {length: 5 years, anchor: earlier_finding, anniversary: counts, expiry: each_alone, source: rule}
                """
        let pack = try withFolder(["mine.yaml": text]) { folder in
            try #require(try PackFolder(path: folder).pack(id: "my/pack", version: "1"))
        }
        let base = try #require(try PackFolder.installed().pack(id: "nl/leeuwarden/j", version: "2011"))
        let (own, other) = (try #require(pack.ladder(for: "J")), try #require(base.ladder(for: "J")))
        #expect(own.steps == other.steps)
        #expect(own.counts[0].lookBack?.length == Length(value: 5, unit: .years))
        #expect(own.counts[0].repeats == other.counts[0].repeats)
        #expect(own.counts[0].notes.map(\.source).first == "The rule")
    }
}
