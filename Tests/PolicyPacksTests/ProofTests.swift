import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct ProofTests {
    @Test func `every shipped pack is proved over its whole space and has an example on each side`() throws {
        let folder = try PackFolder.installed()
        var combinations: [String: Int] = [:]
        for file in folder.files {
            let pack = try #require(try folder.pack(id: file.id, version: file.version))
            let examples = try folder.examples(beside: file)?.text
            let proof = PackLibrary.prove(pack, yaml: file.text, file: file.path, examples: examples)
            #expect(proof.problems.map(\.description) == [])
            #expect(proof.decided <= proof.combinations)
            combinations[pack.id] = proof.combinations
        }
        #expect(combinations["nl/leeuwarden/j"] == 1_398_026)
        #expect(combinations["nl/dordrecht/o"] == 40_782_328_882)
        #expect(combinations["nl/ahojgi"] == 0)
    }

    @Test func `the template is proved`() throws {
        let path = try PackFolder.installed().path + "/template.yaml.txt"
        let bytes = try #require(FileManager.default.contents(atPath: path))
        let pack = try PackLibrary.load(yaml: String(decoding: bytes, as: UTF8.self), file: "template.yaml.txt")
        let proof = prove(pack)
        #expect(proof.problems.map(\.message) == [])
        #expect(
            proof.choices.map(\.message) == [
                "Criterion J: at an outlet of a type that the pack does not name a person decides."
            ])
    }
}
