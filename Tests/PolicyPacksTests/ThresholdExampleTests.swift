import FoundationEssentials
import Policy
import PolicyPacks
import Testing

/// The packs that are refused for want of an example are accepted once it is there.
@Suite struct ThresholdExampleTests {
    private static let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Unsound/"

    /// What is wrong with a pack of that folder beside other examples.
    private func problems(of name: String, _ examples: String) throws -> [String] {
        let bytes = try #require(FileManager.default.contents(atPath: Self.folder + name + ".yaml"))
        let yaml = try #require(String(decoding: bytes, as: UTF8.self).split(separator: "\n---\n").first) + "\n"
        let pack = try PackLibrary.load(yaml: String(yaml), file: name)
        let proof = PackLibrary.prove(pack, yaml: String(yaml), file: name, examples: examples)
        return try proof.problems.map(\.message)
            + PackLibrary.runExamples(of: pack, yaml: examples, file: "examples").failures.map(\.description)
    }

    private func example(_ facts: String..., outcome: String, earlier: String? = nil) -> String {
        let history = earlier.map { ["history: [{criterion: J, day: \($0), standing: established}]"] } ?? []
        let lines = ["day: 2026-06-01", "findings: [{criterion: J, result: fail}]"] + history + facts
        let name = "  - name: example \(lines.joined().hashValue)"
        return ([name] + lines.map { "    " + $0 } + ["    expect: {outcome: \"\(outcome)\"}"])
            .joined(separator: "\n") + "\n"
    }

    private func incident(_ day: String, _ reporter: String, _ metres: Int) -> String {
        "{day: \(day), reporters: [\(reporter)], metres: \(metres), attribution: confirmed}"
    }

    private func incidents(_ last: String) -> String {
        "incidents: [\(incident("2026-05-01", "a", 100)), \(incident("2026-05-02", "a", 20)), \(last)]"
    }

    @Test func `a pattern has an example on each side of each of its numbers`() throws {
        let full = incidents(incident("2025-12-02", "b", 5))
        let examples =
            "examples:\n" + example(full, outcome: "a warning")
            + example(full, outcome: "closure for 3 months", earlier: "2025-06-01")
            + example(full, outcome: "a warning", earlier: "2024-06-01")
            + example(incidents(incident("2026-05-03", "a", 5)), outcome: "nothing")
            + example(incidents(incident("2025-12-01", "b", 5)), outcome: "nothing")
            + example(incidents(incident("2026-05-03", "b", 101)), outcome: "nothing")
        #expect(try problems(of: "pattern_without_examples", examples) == [])
    }

    @Test func `a reward has an example with inspections enough, and one with too few`() throws {
        let examples =
            "examples:\n"
            + example("inspections: [2024-01-10, 2025-01-10]", outcome: "a warning", earlier: "2023-05-31")
            + example("inspections: [2023-05-31, 2025-01-10]", outcome: "a warning")
            + example(outcome: "a fine of EUR 500", earlier: "2025-06-01")
        let add = "Add one beside the pack, in the file of its examples."
        let told = try problems(of: "reward_without_examples", examples)
        #expect(!told.contains { $0.contains("inspections") || $0.contains("3 years") })
        let few = "examples:\n" + example("inspections: [2023-05-31, 2025-01-10]", outcome: "a warning")
        #expect(
            try problems(of: "reward_without_examples", few).contains(
                "No example has at least 2 inspections in 3 years without an established violation. \(add)"))
        // Where an established violation breaks the period, the number shows nothing.
        let broken =
            "examples:\n"
            + example("inspections: [2024-01-10, 2025-01-10]", outcome: "a fine of EUR 500", earlier: "2025-06-01")
        #expect(
            try problems(of: "reward_without_examples", broken).contains(
                "No example has at least 2 inspections in 3 years without an established violation. \(add)"))
    }

    @Test func `an answer of a person is no example of the number behind a gate`() throws {
        let answered =
            example("confirmed: [notice]", outcome: "a warning")
            + example("confirmed: [notice]", outcome: "closure for 3 months", earlier: "2025-06-01")
            + example("confirmed: [notice]", outcome: "a warning", earlier: "2024-06-01")
        let given = example("notices: [{criterion: J, day: 2026-05-02}]", outcome: "a warning")
        let late = example("notices: [{criterion: J, day: 2026-05-03}]", outcome: "nothing")
        let add = "Add one beside the pack, in the file of its examples."
        #expect(
            try problems(of: "notice_without_examples", "examples:\n" + answered + given)
                == ["No example has a later notice. \(add)"])
        #expect(try problems(of: "notice_without_examples", "examples:\n" + answered + given + late) == [])
    }

    @Test func `a result has an example on each side of its bounds`() throws {
        func fine(_ value: String, _ outcome: String, _ earlier: String? = nil) -> String {
            example("figures: {retail_value: \(value)}", outcome: outcome, earlier: earlier)
        }
        let inside =
            fine("EUR 200", "a fine of EUR 400", "2025-06-01") + fine("EUR 200", "a fine of EUR 400", "2024-06-01")
        let edges = fine("EUR 49.99", "a fine of EUR 100") + fine("EUR 30000", "a fine of EUR 50,000")
        #expect(try problems(of: "bounds_without_examples", "examples:\n" + inside + edges) == [])
    }
}
