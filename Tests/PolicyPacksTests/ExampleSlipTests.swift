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

    @Test func `a value with its unit, and a figure without its currency, are told with what the pack has`() throws {
        let told = try refusal(
            """
            examples:
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail, value: 17 y}]
                figures: {retail_value: $300}
                expect: {outcome: a warning}
            """, second: "      - measure: {kind: fine, amount: {base: retail_value, times: 2, currency: USD}}")
        #expect(
            told == [
                "4: \"value\" of a finding is \"17 y\". J is measured in years. Write value: 17, unit: years.",
                "5: The amount of the example is \"$300\". Write USD 300.",
            ])
    }

    @Test func `the cause of an outcome is told in place of the outcome`() throws {
        let told = try failures(
            """
            examples:
              - name: a criterion that is not there
                day: 2026-06-01
                findings: [{criterion: K, result: fail}]
                expect: {outcome: a warning, step: {J: 1}}
              - name: another result
                day: 2026-06-01
                findings: [{criterion: J, result: failed}]
                expect: {outcome: a warning, step: {J: 1}}
              - name: no currency
                day: 2026-06-01
                findings: [{criterion: J, result: fail}]
                history: [{criterion: J, day: 2026-03-01, standing: established, decided: 2026-04-01}]
                figures: {retail_value: 300}
                expect: {outcome: a fine of USD 600}
              - name: no step
                day: 2026-06-01
                findings: [{criterion: J, result: pass}]
                expect: {outcome: nothing, step: {J: 1}, class: {J: heavy}, problems: [unknown_criterion]}
            """)
        #expect(
            told == [
                "\"a criterion that is not there\": Pack test/good has no criterion \"K\". Use one of J.",
                "\"another result\": \"failed\" is not a result. Use one of pass, fail, not_checked, not_applicable.",
                "\"no currency\": \"retail_value\" is 300, but the pack reckons it in another form. Write USD 300.",
                "\"no step\": the rules settle on no step for J, not on step 1.",
                "\"no step\": J is of no class, not heavy.",
                "\"no step\": \"expect\" names the problem unknown_criterion, and no finding has it. Leave it out of "
                    + "\"problems\", or correct the finding.",
            ])
    }

    @Test func `a window that runs from the decision asks for the day of the decision`() throws {
        let told = try failures(
            """
            examples:
              - name: one
                day: 2026-06-01
                findings: [{criterion: J, result: fail}]
                history: [{criterion: J, day: 2026-03-01, standing: established}]
                figures: {retail_value: USD 300}
                expect: {outcome: a fine of USD 600}
            """, anchor: "earlier_decision")
        #expect(
            told == [
                "\"one\": the outcome is \"a warning\", not \"a fine of USD 600\". The window runs from the decision, and the "
                    + "violation of J on 2026-03-01 in its history has none: write decided: and its day there."
            ])
    }

    @Test func `while an example has a slip, no side of a threshold is called missing`() throws {
        let text = try GoodPack.text(second: fine)
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        let slips = [
            "examples:\n  - {name: one, day: 2026-06-01, dag: x, findings: [{criterion: J, result: fail}], expect: {outcome: a warning}}",
            "examples:\n  - {name: one, day: 2026-06-01, findings: [{criterion: K, result: fail}], expect: {outcome: a warning}}",
            "examples:\n  - name: one\n    name: two",
        ]
        for yaml in slips {
            let proof = PackLibrary.prove(pack, yaml: text, file: "good.yaml", examples: yaml)
            #expect(
                proof.problems.map(\.message) == [
                    "Whether there is an example on each side of every limit, step and window was not looked at, because an "
                        + "example has a slip. Mend the file of the examples first."
                ])
        }
    }

    @Test func `slips of the examples are told beside a pack that can't be read`() {
        let yaml = "examples:\n  - {name: one, dag: 2026-06-01, expect: {outcome: a warning}}"
        #expect(
            PackLibrary.slips(inExamples: yaml, file: "e.yaml").map(\.description) == [
                "e.yaml:2: An example has an unknown key \"dag\". Did you mean \"day\"?",
                "e.yaml:2: An example has no \"day\".",
            ])
    }

    private let fine = "      - measure: {kind: fine, amount: {base: retail_value, times: 2, currency: USD}}"

    private func failures(_ yaml: String, anchor: String = "earlier_finding") throws -> [String] {
        let text = try GoodPack.text(second: fine).replacing("anchor: earlier_finding", with: "anchor: \(anchor)")
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        return try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml").failures.map(\.message)
    }

    private func refusal(
        _ yaml: String, second: String = "      - measure: {kind: closure, length: 3 months}"
    ) throws -> [String] {
        let pack = try GoodPack.pack(second: second)
        let refusal = #expect(throws: PackRefusal.self) {
            try PackLibrary.runExamples(of: pack, yaml: yaml, file: "e.yaml")
        }
        return try #require(refusal).problems.map { "\($0.line): \($0.message)" }
    }
}
