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
        combination: {several_criteria: unknown, source: rule}
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
}
