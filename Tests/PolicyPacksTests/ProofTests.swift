import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct ProofTests {
    /// The packs that ship, with the number of combinations of facts that each was proved over.
    private static let shipped: [(id: String, combinations: Int)] = [
        ("ca/bc", 2_396_508_427_619), ("ch/dispensing", 0), ("de/clubs", 0), ("nl/ahojgi", 0),
        ("nl/amsterdam/two-step", 403_471_957_551_082), ("nl/dordrecht/o", 53_140_593_850),
        ("nl/leeuwarden/j", 6_351_954), ("us/ca/17808", 3294), ("us/ca/8601", .max),
        ("us/ca/san-francisco/3314", 11_211_030_180), ("us/ca/san-luis-obispo", 2_509_584),
        ("us/mi/lincoln-park", 1_085_406), ("us/mn/braham", .max), ("us/mn/lakeville", 177_765_635_539_576_561),
        ("us/wa/alcohol-group-1", .max), ("us/wa/cannabis", .max), ("us/wa/register", .max),
    ]

    @Test func `every pack that ships is in the list of proved ones`() throws {
        #expect(try PackFolder.installed().files.map(\.id) == Self.shipped.map(\.id))
    }

    @Test(arguments: shipped)
    func `a shipped pack is proved over its whole space and has an example on each side`(
        id: String, combinations: Int
    ) throws {
        let folder = try PackFolder.installed()
        let file = try #require(folder.files.first { $0.id == id })
        let pack = try #require(try folder.pack(id: file.id, version: file.version))
        let examples = try folder.examples(beside: file)?.text
        let proof = PackLibrary.prove(pack, yaml: file.text, file: file.path, examples: examples)
        print("\(id): \(proof.combinations) combinations, \(proof.decided) decided one by one")
        #expect(proof.problems.map(\.description) == [])
        #expect(proof.combinations == combinations)
        #expect(proof.decided <= proof.combinations)
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
