import Policy
import PolicyPacks
import Testing

/// Money for each day, and figures that examples state.
@Suite struct RateTests {
    private static let either = """
              - any:
                  - {kind: suspension, length: 7 days}
                  - {kind: fine, amount: {base: prescribed_days, RATE}}
        """

    private func said(_ rate: String, format: Int = Decision.format) throws -> String {
        let pack = try GoodPack.pack(second: Self.either.replacing("RATE", with: rate))
        return decide(GoodPack.second(), under: pack, format: format).text
    }

    @Test func `prescribed days times a rate, as an author writes it`() throws {
        #expect(
            try said("rate: USD 165") == "suspension of the licence for 7 days or a fine of USD 1,155")
        #expect(
            try said("rate: USD 16.50, plus: USD 10, at_least: USD 100, at_most: USD 120")
                == "suspension of the licence for 7 days or a fine of USD 120")
    }

    @Test func `a text that was activated with times is still read as it was, and refused by the check alone`() throws {
        let old = "suspension of the licence for 7 days or a fine of USD 11.55"
        #expect(try said("times: 165, currency: USD") == old)
        #expect(try said("times: 165, currency: USD", format: 2) == old)
    }

    private func failures(_ amount: String, _ figures: String, _ outcome: String) throws -> [String] {
        let pack = try GoodPack.pack(second: "      - measure: {kind: fine, amount: \(amount)}")
        let examples = """
            examples:
              - name: second
                day: 2026-06-01
                figures: {\(figures)}
                findings: [{criterion: J, result: fail}]
                history: [{criterion: J, day: 2026-01-01, standing: established}]
                expect: {outcome: "\(outcome)", step: {J: 2}}
            """
        return try PackLibrary.runExamples(of: pack, yaml: examples, file: "x.yaml").failures.map(\.message)
    }

    @Test func `a figure of money is written with the currency of the pack`() throws {
        let twice = "{base: retail_value, times: 2, currency: EUR}"
        #expect(try failures(twice, "retail_value: EUR 1200", "a fine of EUR 2,400") == [])
        #expect(
            try failures(twice, "retail_value: 1200", "a fine of EUR 24") == [
                "\"second\": \"retail_value\" is 1200, but the pack reckons it in another form. Write EUR 1200."
            ])
        #expect(
            try failures(twice, "retail_value: USD 1200", "a fine of EUR 2,400") == [
                "\"second\": \"retail_value\" is USD 1200, but the pack reckons it in another form. Write EUR 1200."
            ])
        #expect(
            try failures(twice, "retail_value: EUR 1200, retail_values: EUR 1", "a fine of EUR 2,400") == [
                "\"second\": \"retail_values\" is not a figure of the pack. Did you mean \"retail_value\"?"
            ])
    }

    @Test func `a figure that a rate multiplies is a whole number`() throws {
        let rated = "{base: items, rate: EUR 12.50}"
        #expect(try failures(rated, "items: 3", "a fine of EUR 37.50") == [])
        #expect(
            try failures(rated, "items: EUR 3", "a fine of EUR 3,750") == [
                "\"second\": \"items\" is EUR 3, but the pack reckons it in another form. Write a whole number, such as 3."
            ])
    }
}
