import Policy
import PolicyPacks
import Testing

/// A measure's own words state the numbers of the pack, and no others.
@Suite struct WordingTests {
    private static let worded = """
              - measure: {kind: closure, length: 4 days, wording: {en: closure for 4 consecutive days}}
        """
    private static let half = "circumstances:\n  half: {name: {en: half}, effect: {percent: 50}, source: rule}\n"

    private func said(_ confirmed: [String], format: Int = Decision.format) throws -> Measure? {
        let pack = try GoodPack.pack(second: Self.worded, more: Self.half)
        return decide(GoodPack.second(confirmed: confirmed), under: pack, format: format).measure
    }

    @Test func `a number that a circumstance has changed is told, not the one of the wording`() throws {
        #expect(try said([])?.text == "closure for 4 consecutive days")
        #expect(try said(["half"])?.text == "closure for 2 days")
        #expect(try said(["half"])?.wording == nil)
    }

    @Test func `in format 2 the wording stayed`() throws {
        let stored = try said(["half"], format: 2)
        #expect(stored?.text == "closure for 4 consecutive days")
        #expect(stored?.length == Length(value: 2, unit: .days))
    }

    private func told(_ measure: String) throws -> [String] {
        let text = try GoodPack.text(second: "      - measure: \(measure)")
        let pack = try PackLibrary.load(yaml: text, file: "good.yaml")
        return PackLibrary.prove(pack, yaml: text, file: "good.yaml", examples: nil).problems.map(\.message)
            .filter { $0.contains("wording") || $0.contains("fine without") }
    }

    @Test(arguments: [
        "{kind: fine, amount: EUR 1250, wording: {en: 'a penalty of EUR 1,250', nl: een boete van EUR 1.250}}",
        "{kind: fine, amount: EUR 1250.50, wording: {en: 'a penalty of EUR 1,250.50', de: 'Buße von EUR 1.250,50'}}",
        "{kind: fine, amount: {least: EUR 50, most: EUR 100}, wording: {en: EUR 50 to EUR 100}}",
        "{kind: fine, amount: unknown, wording: {en: a fine as the court sees fit}}",
        "{kind: closure, length: {most: 2 years}, wording: {nl: sluiting voor hooguit 2 jaar, de: höchstens 2 Jahre zu}}",
        "{kind: withdrawal, wording: {en: withdrawal of the permit}}", "{kind: fine, amount: EUR 500}",
    ])
    func `a wording with the numbers of its measure passes`(measure: String) throws {
        #expect(try told(measure) == [])
    }

    @Test func `a wording with another number, currency or unit is refused`() throws {
        func first(_ measure: String) throws -> String? { try told(measure).first }
        #expect(
            try first("{kind: warning, wording: {en: closure for 6 months}}")
                == "The wording \"closure for 6 months\" (en) says 6, which the measure does not prescribe. Write it as "
                + "length or amount, or leave it out.")
        #expect(
            try first("{kind: fine, amount: USD 500, wording: {en: a penalty of EUR 500}}")
                == "The wording \"a penalty of EUR 500\" (en) does not say USD 500, which the measure prescribes. Write it "
                + "there, or leave the wording out.")
        #expect(
            try first("{kind: closure, length: {least: 2 days, most: 5 days}, wording: {de: 2 Tage zu}}")
                == "The wording \"2 Tage zu\" (de) does not say 5 days, which the measure prescribes. Write it there, or "
                + "leave the wording out.")
        #expect(
            try first("{kind: fine}")
                == "A fine without an amount leaves it to whoever reads it. Write its amount, such as EUR 500 or "
                + "{most: EUR 500}, or amount: unknown.")
    }
}
