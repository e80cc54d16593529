import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct TemplateTests {
    private func text(_ name: String) throws -> String {
        let path = try PackFolder.installed().path + "/" + name
        let bytes = try #require(FileManager.default.contents(atPath: path))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func template() throws -> Pack {
        try PackLibrary.load(yaml: text("template.yaml.txt"), file: "template.yaml.txt")
    }

    /// The keys that the readers in a folder of the sources know, from the lists that they name `keys` or `forms`.
    private func keys(in folder: String) throws -> Set<String> {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let path = root + "/Sources/PolicyPacks/" + folder
        var keys: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let bytes = try #require(FileManager.default.contents(atPath: path + "/" + name))
            let lists = String(decoding: bytes, as: UTF8.self)
                .matches(
                    of:
                        /(?:keys|forms)(?:: \[String\])?(?: =|:| \{)\s*(\[[^\]]*\](?:\s*\+ [A-Za-z.]+)*(?:\s*\+ \[[^\]]*\])?)/
                )
            for list in lists { for key in list.1.matches(of: /"([a-z_]+)"/) { keys.insert(String(key.1)) } }
        }
        return keys
    }

    /// The keys that a text states, without its remarks.
    private func stated(_ text: String) -> Set<String> {
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("#") ? "" : line.replacing(/\ #.*/, with: "")
        }
        return Set(lines.joined(separator: "\n").matches(of: /([a-z_]+):/).map { String($0.1) })
    }

    @Test func `the template states every key that the readers know, and its examples every key of an example`() throws
    {
        let known = try keys(in: "Reading")
        #expect(known.count > 100)
        // One pack can't extend another and be everything by itself.
        #expect(known.subtracting(try stated(text("template.yaml.txt"))) == ["extends"])
        let asked = try keys(in: "Examples")
        #expect(asked.count > 40)
        #expect(asked.subtracting(try stated(text("template.examples.yaml.txt"))) == [])
    }

    private func report(_ examples: String) throws -> [String] {
        try PackLibrary.runExamples(of: template(), yaml: examples, file: "template.examples.yaml").failures
            .map(\.description)
    }

    @Test func `the template is a pack that can be read`() throws {
        let pack = try template()
        #expect(pack.ladders.map(\.id) == ["minors", "quantities", "small", "staff", "larger"])
        #expect(pack.rules.classes.map(\.code) == ["minor", "moderate"])
        #expect(pack.rules.governance?.rulesOf == [.dayOfViolation])
        #expect(pack.ladders[1].counts.map(\.id) == ["month", "ever"])
        #expect(pack.ladders[1].counts[1].readings.count == 4)
        #expect(pack.harm(of: "J") == .days(5))
        #expect(pack.harmOfIncident == .unknown(.noWeights))
        #expect(pack.licences.distances[0].exactly == [.near])
    }

    @Test func `the example in the README passes for Lakeville`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        let bytes = try #require(FileManager.default.contents(atPath: root + "/README.md"))
        let blocks = String(decoding: bytes, as: UTF8.self).split(separator: "```\n").map(String.init)
        let examples = try #require(blocks.first { $0.hasPrefix("examples:") })
        let pack = try #require(try PackLibrary.builtIn().first { $0.id == "us/mn/lakeville" })
        let report = try PackLibrary.runExamples(of: pack, yaml: examples, file: "README.md")
        #expect(report.examples == 1)
        #expect(report.failures.map(\.description) == [])
    }

    @Test func `what the template says is decided`() throws {
        let examples = try text("template.examples.yaml.txt")
        let failures = try report(examples)
        #expect(failures == [])
    }
}
