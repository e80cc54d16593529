import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct BadPackTests {
    private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Bad"

    private static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []

    @Test func `there are bad packs to try`() {
        #expect(Self.names.count >= 40)
    }

    /// The comment lines at the head of a bad pack state its problems as `line: message`.
    @Test(arguments: names)
    func `a bad pack is refused with the messages that it states`(name: String) throws {
        let bytes = try #require(FileManager.default.contents(atPath: Self.folder + "/" + name))
        let text = String(decoding: bytes, as: UTF8.self)
        let stated = text.split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
        let refusal = #expect(throws: PackRefusal.self) { try PackLibrary.load(yaml: text, file: name) }
        let told = try #require(refusal).problems.map { "\($0.line): \($0.message)" }
        #expect(told == stated)
    }
}
