import Policy
import PolicyPacks
import Testing

/// Several circumstances at once, as an author writes them.
@Suite struct CircumstanceTests {
    private func circumstances(_ effects: [(String, String)]) -> String {
        "circumstances:\n"
            + effects.map { "  \($0): {name: {en: \($0)}, effect: {\($1)}, source: rule}\n" }.joined()
    }

    private func fined(
        _ amount: String, _ one: Int, _ other: Int, _ percentages: String?, format: Int = Decision.format
    ) throws -> Decision {
        let pack = try GoodPack.pack(
            second: "      - measure: {kind: fine, amount: \(amount)}",
            combination: percentages.map { "percentages: \($0)" },
            more: circumstances([("first", "percent: \(one)"), ("second", "percent: \(other)")]))
        return decide(GoodPack.second(confirmed: ["first", "second"]), under: pack, format: format)
    }

    @Test(arguments: [
        ("EUR 10000", 75, 75, "a fine of EUR 5,625"), ("EUR 500", 33, 150, "a fine of EUR 247.50"),
        ("EUR 500", 1, 50, "a fine of EUR 2.50"), ("EUR 0.01", 50, 50, "a fine of EUR 0"),
        ("EUR 0.02", 50, 50, "a fine of EUR 0.01"),
    ])
    func `percentages that multiply are exact, and rounded once`(
        amount: String, one: Int, other: Int, expected: String
    ) throws {
        #expect(try fined(amount, one, other, "multiply").text == expected)
        #expect(try fined(amount, other, one, "multiply").text == expected)
    }

    @Test func `percentages that add are each of the whole`() throws {
        #expect(try fined("EUR 10000", 75, 75, "add").text == "a fine of EUR 5,000")
        #expect(try fined("EUR 500", 150, 150, "add").text == "a fine of EUR 1,000")
        #expect(try fined("EUR 500", 50, 50, "add").personDecides)
    }

    @Test func `where the source leaves it open, or the pack says nothing, a person decides`() throws {
        for open in ["unknown", nil] {
            #expect(
                try fined("EUR 10000", 75, 75, open).reasonPersonDecides
                    == "A person decides: the source does not say how several percentages go together.")
        }
    }

    @Test func `one percentage alone needs no declaration`() throws {
        let pack = try GoodPack.pack(
            second: "      - measure: {kind: fine, amount: EUR 500}",
            more: circumstances([("first", "percent: 33"), ("second", "percent: 75")]))
        #expect(decide(GoodPack.second(confirmed: ["first"]), under: pack).text == "a fine of EUR 165")
    }

    @Test func `what was stored in format 2 is decided again as it was`() throws {
        #expect(try fined("EUR 10000", 75, 75, nil, format: 2).text == "a fine of EUR 5,600")
        #expect(try fined("EUR 500", 33, 150, nil, format: 2).text == "a fine of EUR 245")
        #expect(try fined("EUR 500", 1, 50, nil, format: 2).text == "a fine of EUR 0")
        #expect(try fined("EUR 500", 1, 50, nil, format: 2).format == 2)
    }

    private func first(_ effects: [(String, String)], format: Int = Decision.format) throws -> Int? {
        let pack = try GoodPack.pack(
            second: "      - measure: {kind: fine, amount: EUR 500}", more: circumstances(effects))
        let facts = GoodPack.second(confirmed: effects.map(\.0), history: [])
        return decide(facts, under: pack, format: format).lines[0].step
    }

    @Test func `a milder and a heavier circumstance make up for each other in whatever order they are listed`() throws {
        let (mild, heavy) = (("mild", "steps: -1"), ("heavy", "steps: 1"))
        #expect(try first([mild, heavy]) == 1)
        #expect(try first([heavy, mild]) == 1)
        #expect(try first([mild, heavy, ("worse", "steps: 1")]) == 2)
        #expect(try first([heavy, ("worse", "steps: 1"), mild]) == 2)
    }

    @Test func `in format 2 the order of the file moved the step`() throws {
        let (mild, heavy) = (("mild", "steps: -1"), ("heavy", "steps: 1"))
        #expect(try first([mild, heavy], format: 2) == 2)
        #expect(try first([heavy, mild], format: 2) == 1)
    }
}
