import FoundationEssentials
import Policy
import PolicyPacks
import Testing

/// What the check lists beside its problems: what a person should look at before signing.
@Suite struct ProofChoiceTests {
    /// The choices that the check lists for the good pack with these places changed.
    private func choices(_ changes: [(String, String)]) throws -> [String] {
        let good = try GoodPack.text(second: "      - measure: {kind: closure, length: 3 months}")
        let yaml = changes.reduce(good) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        let pack = try PackLibrary.load(yaml: yaml, file: "rules.yaml")
        return PackLibrary.prove(pack, yaml: yaml, file: "rules.yaml", examples: nil).choices
            .map { "\($0.line): \($0.message)" }
    }

    private static let twoClasses =
        "classes:\n  m: {name: {en: M}, source: rule}\n  n: {name: {en: N}, source: rule}\ncriteria:"

    @Test func `a closure at a first breach of a heavier class is listed`() throws {
        let told = try choices([
            ("criteria:\n", Self.twoClasses + "\n"), ("measured: optional", "class: n\n    measured: optional"),
            ("{kind: warning}\n", "{kind: closure, length: 1 month}\n"),
        ])
        #expect(
            told.contains(
                "34: Criterion J: a first breach leads to closure for 1 month. No reason is stated for it, since its class "
                    + "\"n\" is not the first of the classes."))
    }

    @Test func `a kind of measure without a procedure is listed where it first comes`() throws {
        let missing = { (line: Int, kind: String) in
            "\(line): The pack states no procedure for \"\(kind)\": whether the intention is announced first, whether it must be "
                + "argued that it is proportionate, and which document it needs. State it under procedure, or unknown with the "
                + "source."
        }
        #expect(try choices([]) == [missing(30, "warning"), missing(32, "closure")])
        let procedure =
            "procedure:\n  closure: {intention: unknown, proportionality: unknown, document: unknown, source: rule}\nlicences:"
        #expect(try choices([("licences:", procedure)]) == [missing(30, "warning")])
    }

    @Test func `a number of the pack that is extended which a local pack states otherwise is listed with both sources`()
        throws
    {
        let yaml = """
            pack: nl/test/local
            version: "1"
            title: {en: Local}
            language: nl
            extends: {pack: nl/ahojgi, version: "2017-05-10"}
            validity: {from: unknown, through: unknown, source: rule}
            sources:
              rule: {title: The rule, reference: R 1, confidence: V}
            criteria:
              J:
                quantities:
                  years: {limit: 21, source: rule}
              G:
                quantities:
                  g: {limit: 5, source: rule}
                  g_stock: {limit: 250, source: rule}
            """
        let pack = try PackLibrary.load(yaml: yaml, file: "local.yaml")
        let proof = PackLibrary.prove(pack, yaml: yaml, file: "local.yaml", examples: nil)
        let directive = "Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017"
        #expect(
            proof.choices.map { "\($0.line): \($0.message)" } == [
                "12: Limit in years of criterion J: 21 here (The rule, R 1) instead of 18 in the pack that is extended "
                    + "(\(directive)).",
                "16: Limit in g_stock of criterion G: 250 here (The rule, R 1) instead of 500 in the pack that is extended "
                    + "(\(directive)).",
            ])
    }

    @Test func `what the national text says beside the criteria is listed with its source`() throws {
        let folder = try PackFolder.installed()
        let file = try #require(folder.files.first { $0.id == "nl/ahojgi" })
        let pack = try #require(try folder.pack(id: file.id, version: file.version))
        let proof = PackLibrary.prove(pack, yaml: file.text, file: file.path, examples: nil)
        let head =
            "Noted beside the rules, which decide nothing by it (Aanwijzing Opiumwet, BWBR0036356, text as of 10 May 2017): "
        #expect(
            proof.choices.map(\.message) == [
                head + "There is no alcohol in a coffeeshop.",
                head
                    + "Below the maximum stock nothing is done in principle; a breach of any criterion puts the whole stock at "
                    + "the operator's own risk.",
            ])
    }

    @Test(arguments: ["nl/leeuwarden/j", "nl/amsterdam/two-step"])
    func `a withdrawal under a Dutch policy rule must be argued to be proportionate`(id: String) throws {
        let pack = try #require(try PackLibrary.builtIn().first { $0.id == id })
        let withdrawal = try #require(pack.rules.procedures.first { $0.kind == .withdrawal })
        #expect(withdrawal.proportionality == .required)
        #expect(withdrawal.source.contains("4:84"))
    }
}
