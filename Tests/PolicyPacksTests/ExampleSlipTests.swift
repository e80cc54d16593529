import Policy
import PolicyPacks
import Testing

/// Examples that show nothing, or are written in a way that is easily mistaken.
@Suite struct ExampleSlipTests {
    @Test func `an example of a day outside the validity fails`() throws {
        let yaml = """
            examples:
              - name: early
                day: 2019-12-31
                findings: [{criterion: J, result: fail, value: 17, unit: years}]
                expect: {outcome: a warning}
              - name: late
                day: 2030-01-01
                findings: [{criterion: J, result: fail, value: 17, unit: years}]
                expect: {outcome: a warning}
            """
        let text = try GoodPack.text(second: "      - measure: {kind: closure, length: 3 months}")
            .replacing("through: unknown", with: "through: 2029-12-31")
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        #expect(
            try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml").failures.map(\.message) == [
                "\"early\": the rules hold from 2020-01-01; the example is of 2019-12-31.",
                "\"late\": the rules hold through 2029-12-31; the example is of 2030-01-01.",
            ])
    }

    @Test func `a decision before its violation and a name given twice are told`() throws {
        let told = try refusal(
            """
            examples:
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail}]
                history:
                  - {criterion: J, day: 2026-03-01, standing: established, decided: 2026-02-01}
                expect: {outcome: a warning}
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail}]
                expect: {outcome: a warning}
            """)
        #expect(
            told == [
                "6: The violation of J on 2026-03-01 is decided on 2026-02-01, before it happened. Correct one of the two.",
                "8: Two examples are called \"one\", here and on line 2. Give one another name.",
            ])
    }

    @Test func `history after the day of an example never counts, but where any period does`() throws {
        let yaml = """
            examples:
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail, value: 17, unit: years}]
                history: [{criterion: J, day: 2026-07-01, standing: established}, {criterion: J, day: 2024-05-01, standing: established}]
                expect: {outcome: a warning}
            """
        let text = try GoodPack.text(second: "      - measure: {kind: closure, length: 3 months}")
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        #expect(
            try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml").failures.map(\.message) == [
                "\"one\": the violation of J in its history is of 2026-07-01, after the example's own day, and never counts. "
                    + "Correct one of the two, or leave it out."
            ])
        let any = text.replacing("anchor: earlier_finding", with: "anchor: any_period")
        let rolling = try PackLibrary.load(yaml: any, file: "good.yaml")
        let told = try PackLibrary.runExamples(of: rolling, yaml: yaml, file: "e.yaml").failures.map(\.message)
        #expect(told == ["\"one\": the outcome is \"closure for 3 months\", not \"a warning\"."])
    }

    @Test func `the inspections of an example are days before it`() throws {
        let told = try refusal(
            """
            examples:
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail}]
                inspections: [2026-05-31, 2026-06-01, often]
                expect: {outcome: a warning}
            """)
        #expect(
            told == [
                "5: The inspection of 2026-06-01 in \"inspections\" is not before the day of the example, 2026-06-01, so it never "
                    + "counts. Correct one of the two, or leave it out.",
                "5: \"often\" of \"inspections\" is not a day. Write the days of the inspections before, such as inspections: "
                    + "[2025-03-01, 2025-09-15].",
            ])
    }

    @Test func `a value with its unit as a mapping, and an outcome with a comma, say what to write`() throws {
        let told = try refusal(
            """
            examples:
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail, value: {years: 17}}]
                expect: {outcome: a warning}
              - name: two
                day: 2026-06-01
                findings: [{criterion: J, result: fail}]
                expect: {outcome: a fine of at most USD 10,000}
            """)
        #expect(
            told == [
                "4: \"value\" of a finding is a mapping. Write value: 17, unit: years.",
                "9: \"expect\" has an unknown key \"000\". Put the outcome in \"quotation marks\": it has a comma.",
            ])
    }

    private func refusal(_ yaml: String) throws -> [String] {
        let pack = try GoodPack.pack(second: "      - measure: {kind: closure, length: 3 months}")
        let refusal = #expect(throws: PackRefusal.self) {
            try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml")
        }
        return try #require(refusal).problems.map { "\($0.line): \($0.message)" }
    }
}
