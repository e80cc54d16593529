import FoundationEssentials
import Policy
import PolicyPacks
import Testing

@Suite struct LoadTests {
    private func good() throws -> String {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let bytes = try #require(FileManager.default.contents(atPath: folder + "/good.yaml"))
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a pack is read with every value and its citation`() throws {
        let text = try good()
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        let rule = Citation(title: "The rule", reference: "R 1", confidence: .seen)
        #expect(pack.id == "test/good")
        #expect(pack.version == "1")
        #expect(pack.title == "Good")
        #expect(pack.validFrom == LocalDate("2020-01-01"))
        #expect(pack.validThrough == nil)
        #expect(pack.sources == [rule])
        #expect(pack.licences == Licences(maximum: Sourced(10, rule)))
        #expect(
            pack.combination
                == Combination(
                    rule: .heaviestAbsorbs, citation: rule, order: [.warning, .closure], continuing: [.oneViolation]))
        let ladder = try #require(pack.ladder(for: "J"))
        #expect(
            ladder.counts[0].lookBack
                == LookBack(
                    length: Length(value: 2, unit: .years), anchors: [.earlierFinding], anniversaries: [.doesNotCount],
                    expiries: [.eachAlone]))
        #expect(ladder.beyond == .lastStepAgain)
        #expect(
            ladder.steps.map(\.outcome) == [
                .measure(Measure(kind: .warning)),
                .measure(Measure(kind: .closure, length: Length(value: 3, unit: .months))),
            ])
        #expect(ladder.steps[1].notes.map(\.value) == ["2: closure", "3 months"])
    }

    @Test func `the hash of a pack is that of its bytes`() throws {
        let text = try good()
        // From sha256sum.
        let hash = "cdcba84e2183c33763facc1a1c4a653cca53aa2589a1e61894a5f3db111e90b5"
        #expect(try PackLibrary.load(yaml: text, file: "good.yaml").sha256 == hash)
        let changed = try PackLibrary.load(yaml: text + "# a remark\n", file: "good.yaml")
        #expect(changed.sha256 != hash)
    }

    @Test
    func `an open look-back tries any period once per anniversary, and not at all where the whole ladder restarts`()
        throws
    {
        func readings(_ expiry: String) throws -> [String] {
            let text = try good()
                .replacing("anchor: earlier_finding", with: "anchor: unknown")
                .replacing("anniversary: does_not_count", with: "anniversary: counts")
                .replacing("expiry: each_alone", with: "expiry: \(expiry)")
            let rule = try #require(try PackLibrary.load(yaml: text, file: "good.yaml").ladder(for: "J")).counts[0]
            return rule.readings.compactMap(\.window).map { "\($0.anchor.rawValue) \($0.expiry.rawValue)" }
        }
        let open = [
            "this_violation each_alone", "this_violation whole_ladder", "earlier_finding each_alone",
            "earlier_finding whole_ladder", "earlier_decision each_alone", "earlier_decision whole_ladder",
            "any_period each_alone",
        ]
        #expect(try readings("unknown") == open)
        #expect(try readings("whole_ladder") == open.filter { $0.hasSuffix("whole_ladder") })
    }

    @Test func `a refusal reads as file, line and message`() throws {
        let text = try good().replacing("kind: closure", with: "kind: closur")
        let refusal = #expect(throws: PackRefusal.self) { try PackLibrary.load(yaml: text, file: "my/pack.yaml") }
        #expect(
            refusal?.description
                == "my/pack.yaml:32: \"closur\" is not known as \"kind\" of the measure of step 2 of ladder \"minors\". "
                + "Did you mean \"closure\"? Use one of conversation, warning, penalty_order, enforcement_order, fine, "
                + "closure, suspension, withdrawal, referral.")
    }

    @Test func `a pack that is too large is refused before it is read`() throws {
        let text = String(repeating: "#", count: (1 << 20) + 1)
        let refusal = #expect(throws: PackRefusal.self) { try PackLibrary.load(yaml: text, file: "big.yaml") }
        #expect(
            refusal?.description == "big.yaml:1: The file has 1048577 bytes; a pack may have 1048576. Split it.")
    }

    @Test func `a local pack takes the criteria of its base and replaces those that it states itself`() throws {
        let base = try PackLibrary.load(yaml: try good(), file: "good.yaml")
        let local = try good()
            .replacing("pack: test/good", with: "pack: test/local\nextends: {pack: test/good, version: \"1\"}")
            .replacing("  J:\n    name: {en: no minors}", with: "  A:\n    name: {en: no advertising}")
            .replacing("criteria: [J]", with: "criteria: [A, J]")
        let pack = try PackLibrary.load(yaml: local, file: "local.yaml") { id, version in
            id == "test/good" && version == "1" ? base : nil
        }
        #expect(pack.criteria.map(\.code) == ["J", "A"])
        #expect(pack.criterion("J") == base.criterion("J"))
        #expect(pack.bases == [base.reference])
        #expect(
            decide(Facts(day: .distantPast, outlet: "o", findings: [], history: []), under: pack).bases == pack.bases)
    }

    @Test func `the text of a built-in pack has the hash that the pack states`() throws {
        for pack in try PackLibrary.builtIn() {
            let text = try #require(PackLibrary.builtInSource(id: pack.id, version: pack.version))
            #expect(try PackLibrary.load(yaml: text, file: pack.id) == pack)
        }
        #expect(PackLibrary.builtInSource(id: "nl/amsterdam/two-step", version: "1900") == nil)
    }

    @Test func `a folder of packs that is not there says so`() {
        let missing = #expect(throws: PackFolder.Missing.self) { try PackFolder(path: "/nowhere/packs") }
        #expect(missing?.description.hasPrefix("The folder of packs /nowhere/packs was not read:") == true)
    }

    @Test func `an example that fails is told with file, line and both outcomes`() throws {
        let pack = try PackLibrary.load(yaml: try good(), file: "good.yaml")
        let yaml = """
            examples:
              - name: a first one
                day: 2024-02-29
                findings: [{criterion: J, result: fail, value: 17, unit: years}]
                expect: {outcome: closure for 3 months, step: {J: 2}}
              - name: a wrong value
                day: 2024-02-29
                findings: [{criterion: J, result: fail, value: 20, unit: years}]
                expect: {outcome: closure for 3 months, step: {J: 2}}
            """
        let report = try PackLibrary.runExamples(of: pack, yaml: yaml, file: "good.examples.yaml")
        #expect(report.examples == 2)
        #expect(
            report.failures.map(\.description) == [
                "good.examples.yaml:2: \"a first one\": the outcome is \"a warning\", not \"closure for 3 months\".",
                "good.examples.yaml:2: \"a first one\": J is at step 1, not 2.",
                "good.examples.yaml:6: \"a wrong value\": 20 years is a pass for J (age: at least 18 years), but the finding says "
                    + "fail. Correct the value or the result.",
            ])
    }

    @Test func `an example that expects another class or another chooser says so`() throws {
        let pack = try #require(try PackLibrary.builtIn().first { $0.id == "us/ca/8601" })
        let yaml = """
            examples:
              - name: a first one
                day: 2026-01-15
                findings: [{criterion: serious_rule, result: fail}]
                expect:
                  outcome: suspension of the licence or withdrawal of the licence
                  class: {serious_rule: moderate, minor_rule: minor}
                  chooser: licensee
              - name: nothing
                day: 2026-01-15
                expect: {outcome: nothing, chooser: authority}
            """
        #expect(
            try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml").failures.map(\.description) == [
                "e.yaml:2: \"a first one\": minor_rule is of no class, not minor.",
                "e.yaml:2: \"a first one\": serious_rule is of class serious, not moderate.",
                "e.yaml:2: \"a first one\": the authority chooses, not the licensee.",
                "e.yaml:9: \"nothing\": there is no choice, not the authority.",
            ])
    }

    @Test func `a name in an example that the pack does not have is told by that name`() throws {
        let pack = try #require(try PackLibrary.builtIn().first { $0.id == "us/ca/17808" })
        let yaml = """
            examples:
              - name: slips
                day: 2026-01-15
                findings: [{criterion: nuisance, result: fail, conduct: [loudly]}]
                history: [{criterion: nuisanse, day: 2025-12-01, standing: established}]
                confirmed: [adjacensy, written_notice, persistence]
                offers: {talk: declined}
                expect: {outcome: nothing, step: {nuisance: 1, noise: 1}}
            """
        #expect(
            try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml").failures.map(\.message) == [
                "\"slips\": \"adjacensy\" is not a gate, condition or circumstance of the pack. Did you mean \"adjacency\"?",
                "\"slips\": \"nuisanse\" is not a criterion of the pack. Did you mean \"nuisance\"?",
                "\"slips\": \"loudly\" is not a conduct that skips steps of the pack. The pack has none.",
                "\"slips\": \"talk\" is not an offer of the pack. The pack has none.",
                "\"slips\": \"noise\" is not a criterion of the pack. Known: nuisance.",
            ])
    }

    @Test func `a measured value in an example is told how to write its unit and its fraction`() throws {
        let pack = try PackLibrary.load(yaml: try good(), file: "good.yaml")
        let refusal = #expect(throws: PackRefusal.self) {
            try PackLibrary.runExamples(
                of: pack,
                yaml: """
                    examples:
                      - name: x
                        day: 2026-01-15
                        findings:
                          - {criterion: J, result: fail, value: 6.2g}
                          - {criterion: J, result: fail, value: 17 years}
                          - {criterion: J, result: fail, value: "6,2"}
                          - {criterion: J, result: fail, value: "1,000"}
                          - {criterion: J, result: fail, value: a lot}
                        expect: {outcome: nothing}
                    """, file: "e.yaml")
        }
        #expect(
            refusal?.problems.map(\.description) == [
                "e.yaml:5: \"value\" of a finding is \"6.2g\". J is measured in years. Write value: 6.2, unit: years.",
                "e.yaml:6: \"value\" of a finding is \"17 years\". Write value: 17, unit: years.",
                "e.yaml:7: \"value\" of a finding is \"6,2\". Write 6.2 with a dot.",
                "e.yaml:8: \"value\" of a finding is \"1,000\". Write a number from 0, or unknown.",
                "e.yaml:9: \"value\" of a finding is \"a lot\". Write a number from 0, or unknown.",
            ])
    }

    @Test func `a byte-order mark before the first letter does no harm`() throws {
        let pack = try PackLibrary.load(yaml: "\u{FEFF}" + good(), file: "good.yaml")
        #expect(pack.id == "test/good")
    }

    @Test func `examples that can't be read are refused like packs`() throws {
        let pack = try PackLibrary.load(yaml: try good(), file: "good.yaml")
        let refusal = #expect(throws: PackRefusal.self) {
            try PackLibrary.runExamples(
                of: pack, yaml: "examples:\n  - name: x\n    day: 2023-02-29\n    expects: {}\n", file: "e.yaml")
        }
        #expect(
            refusal?.problems.map(\.description) == [
                "e.yaml:2: \"day\" of an example is \"2023-02-29\". Write a day as YYYY-MM-DD.",
                "e.yaml:4: An example has an unknown key \"expects\". Did you mean \"expect\"?",
            ])
    }
}
