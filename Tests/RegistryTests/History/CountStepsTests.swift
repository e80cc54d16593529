import FoundationEssentials
import Policy
import PolicyPacks
import Records
import Server
import Testing

@testable import Registry

struct CountStepsTests {
    static let twoYears = "us/wa/register@2014-2020"
    static let threeYears = "us/wa/register-3y@2014-2020"

    @Test func `each penalty is counted under each pack, and what was imposed stands beside its step`() async throws {
        try await withTown(packs: try .installed()) { town in
            try await town.importSample()
            _ = try await town.registry.draftPack(try Self.localPack(), Call(by: town.policy))
            let query = StepCountQuery(packs: [Self.twoYears, Self.threeYears])
            let counts = try await town.registry.countSteps(query, town.policy).json
            #expect(counts["penalties"] == 11 && counts["counted"] == 8)
            #expect(
                counts["notCounted"]?.items?.map { Self.line($0) } == [
                    "The row names no licence. 1", "The case was dismissed or discontinued. 1",
                    "The row doesn't say what was imposed. 1",
                ])
            #expect(
                counts["steps"]?.items?.map { Self.step($0) } == [
                    "2 years, step 1: 4 = 3 fines (1250) + 0 suspensions + 0 withdrawals + 0 warnings + 1",
                    "2 years, step 1 to 2: 2 = 2 fines (1000) + 0 suspensions + 0 withdrawals + 0 warnings + 0",
                    "2 years, step 2: 2 = 0 fines (-) + 2 suspensions + 0 withdrawals + 0 warnings + 0",
                    "3 years, step 1: 4 = 3 fines (1250) + 0 suspensions + 0 withdrawals + 0 warnings + 1",
                    "3 years, step 1 to 2: 2 = 2 fines (1000) + 0 suspensions + 0 withdrawals + 0 warnings + 0",
                    "3 years, step 2 to 3: 1 = 0 fines (-) + 1 suspensions + 0 withdrawals + 0 warnings + 0",
                    "3 years, step 3: 1 = 0 fines (-) + 1 suspensions + 0 withdrawals + 0 warnings + 0",
                ])
            #expect(counts["agreement"]?[0]?["rows"] == 0 && counts["agreement"]?[0]?["verified"] == false)
            #expect(
                counts["notCompared"]?.items?.map { Self.line($0) } == [
                    "The pack doesn't say when its table holds. 8",
                    "The pack doesn't say when its table holds. 8",
                ])
        }
    }

    @Test func `what is compared on an assumed day is told as not verified`() async throws {
        try await withTown(packs: try .installed()) { town in
            try await town.importSample()
            let query = StepCountQuery(packs: [Self.twoYears], assumedFrom: .sample("2020-01-01"))
            let counts = try await town.registry.countSteps(query, town.officer).json
            #expect(
                counts["agreement"]?[0] == [
                    "pack": "us/wa/register", "version": "2014-2020", "from": "2020-01-01", "verified": false,
                    "rows": 2, "agree": 1,
                ])
            #expect(
                counts["compared"]?.items?.map { "\($0["case"]?.text ?? "") \($0["table"]?.text ?? "")" } == [
                    "A4 a fine of USD 1,250", "A5 a fine of USD 250",
                ])
            #expect(
                counts["notCompared"]?.items?.map { Self.line($0) } == [
                    "The offence lies outside the table's days. 5",
                    "The table for the type or step wasn't found. 1",
                ])
        }
    }

    @Test func `the local pack differs from the shipped one by its window alone`() throws {
        let folder = try PackFolder.installed()
        let shipped = try #require(try folder.pack(id: "us/wa/register", version: "2014-2020"))
        let text = try Self.localPack()
        let local = try PackLibrary.load(yaml: text.text, file: text.file)
        #expect(local.criteria == shipped.criteria && local.ladders.map(\.id) == shipped.ladders.map(\.id))
        for (one, other) in zip(shipped.ladders, local.ladders) {
            #expect(one.steps == other.steps && one.criteria == other.criteria && one.gates == other.gates)
            let (two, three) = (one.counts[0], other.counts[0])
            #expect(two.lookBack?.length == Length(value: 2, unit: .years))
            #expect(three.lookBack?.length == Length(value: 3, unit: .years))
            #expect(two.lookBack?.anchors == three.lookBack?.anchors && two.repeats == three.repeats)
            #expect(two.lookBack?.anniversaries == three.lookBack?.anniversaries && two.warnings == three.warnings)
            #expect(two.standings == three.standings && two.follows == three.follows)
        }
    }

    @Test func `the local pack is proved, with an example on each side of each of its windows`() throws {
        let text = try Self.localPack()
        let local = try PackLibrary.load(yaml: text.text, file: text.file)
        let proof = PackLibrary.prove(local, yaml: text.text, file: text.file, examples: text.examples)
        #expect(proof.problems.map(\.description) == [])
        let examples = try #require(text.examples)
        let report = try PackLibrary.runExamples(of: local, yaml: examples, file: "register-3y.examples.yaml")
        #expect(report.failures.map(\.description) == [] && report.examples == 22)
    }

    @Test func `without earlier penalties, and under an unknown pack, nothing is counted`() async throws {
        try await withTown(packs: try .installed()) { town in
            let none = try await refusalOf {
                try await town.registry.countSteps(StepCountQuery(packs: [Self.twoYears]), town.policy)
            }
            #expect(none.message == "There are no earlier penalties, so there is nothing to count.")
            let unknown = try await refusalOf {
                try await town.registry.countSteps(StepCountQuery(packs: ["us/wa/none@1"]), town.policy)
            }
            #expect(unknown.code == "unknown_policy_pack")
            let role = try await refusalOf {
                try await town.registry.countSteps(StepCountQuery(packs: [Self.twoYears]), town.inspector)
            }
            #expect(role.message == "To count steps the role policy or officer or reviewer is needed.")
        }
    }

    static func localPack() throws -> PackText {
        let (pack, examples) = (try sample("register-3y.yaml"), try sample("register-3y.examples.yaml"))
        return PackText(text: pack, file: "register-3y.yaml", examples: examples)
    }

    private static func sample(_ name: String) throws -> String {
        let path = WashingtonFiles.repository + "/deploy/samples/washington-lcb/\(name)"
        return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    static func line(_ row: JSONValue) -> String { "\(row["reason"]?.text ?? "") \(row["rows"]?.wholeNumber ?? 0)" }

    static func step(_ row: JSONValue) -> String {
        let median = row["medianFine"]?.wholeNumber.map { "\($0)" } ?? "-"
        let number = { (name: String) in row[name]?.wholeNumber ?? -1 }
        return "\(row["window"]?.text ?? ""), step \(row["step"]?.text ?? ""): \(number("rows")) = "
            + "\(number("fine")) fines (\(median)) + \(number("suspension")) suspensions + "
            + "\(number("withdrawal")) withdrawals + \(number("warning")) warnings + \(number("other"))"
    }
}
