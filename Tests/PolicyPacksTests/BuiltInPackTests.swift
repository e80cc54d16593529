import Policy
import PolicyPacks
import Testing

@Suite struct BuiltInPackTests {
    @Test func `packs with ladders are offered, and those with criteria and limits alone are not`() throws {
        let folder = try PackFolder.installed()
        let ladders = [
            "ca/bc", "nl/amsterdam/two-step", "nl/dordrecht/o", "nl/leeuwarden/j", "us/ca/17808", "us/ca/8601",
            "us/ca/san-francisco/3314", "us/ca/san-luis-obispo", "us/mi/lincoln-park", "us/mn/braham",
            "us/mn/lakeville", "us/wa/alcohol-group-1", "us/wa/cannabis",
            "us/wa/register",
        ]
        #expect(try PackLibrary.builtIn().map(\.id) == ladders)
        #expect(folder.files.map(\.id).filter { !ladders.contains($0) } == ["ch/dispensing", "de/clubs", "nl/ahojgi"])
        for file in folder.files { #expect(file.path == file.id + ".yaml") }
    }

    @Test func `a first step of stated days weighs its own days, and nothing else has a weight`() throws {
        func harm(_ id: String, _ code: String) throws -> HarmWeight { try Stories.pack(id).harm(of: code) }
        #expect(try harm("nl/leeuwarden/j", "J") == .days(90))
        #expect(try harm("nl/leeuwarden/j", "A") == .unknown(.noLadder))
        #expect(try harm("us/ca/san-luis-obispo", "rules") == .days(30))
        #expect(try harm("us/wa/alcohol-group-1", "minors") == .days(5))
        #expect(try harm("us/wa/alcohol-group-1", "breach") == .unknown(.dependsOnFacts))
        for pack in try PackLibrary.builtIn() {
            guard let harm = pack.rules.harm else { continue }
            #expect([harm.withdrawal.value, harm.openEndedClosure.value] == [nil, nil])
            #expect(harm.finePerDay == nil && harm.incident == nil)
        }
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
