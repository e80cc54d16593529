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
}
