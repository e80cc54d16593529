import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct UnsoundPackTests {
    private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Unsound"

    private static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

    @Test func `there are unsound packs to try`() {
        #expect(Self.names.count >= 40)
    }

    /// The comment lines at the head state the problems as `line: message`; the examples follow after a line `---`.
    @Test(arguments: names)
    func `an unsound pack is read but refused by its proof with the messages that it states`(name: String) throws {
        let bytes = try #require(FileManager.default.contents(atPath: Self.folder + "/" + name))
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "\n---\n").map { String($0) + "\n" }
        try #require(parts.count == 2)
        let stated = parts[0].split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
        let pack = try PackLibrary.load(yaml: parts[0], file: name)
        let proof = PackLibrary.prove(pack, yaml: parts[0], file: name, examples: parts[1], limit: 20_000)
        let told = proof.problems.map { "\($0.line): \($0.message)" }
        #expect(told == stated)
    }
}
