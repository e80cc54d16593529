import Policy
import PolicyPacks
import Testing

@Suite struct BuiltInPackTests {
    @Test func `the three packs are built in and the national criteria are not offered as one`() throws {
        #expect(try PackLibrary.builtIn().map(\.id) == ["nl/amsterdam/two-step", "nl/dordrecht/o", "nl/leeuwarden/j"])
    }

    @Test func `every example of every pack passes`() throws {
        let folder = try PackFolder.installed()
        for file in folder.files {
            guard let examples = try folder.examples(beside: file) else {
                Issue.record("\(file.path) has no examples")
                continue
            }
            let pack = try #require(try folder.pack(id: file.id, version: file.version))
            let report = try PackLibrary.runExamples(of: pack, yaml: examples.text, file: examples.path)
            #expect(report.failures.map(\.description) == [])
            #expect(report.examples >= 10)
        }
    }
}
