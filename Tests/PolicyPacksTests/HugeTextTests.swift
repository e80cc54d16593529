import Testing

@testable import PolicyPacks

/// Texts that are small to send and huge to read are refused at once, in words.
@Suite struct HugeTextTests {
    private static let many =
        "The file has more than 50000 values, with what its aliases (such as *name) repeat; the count stopped here. "
        + "Repeat less, or split the file."
    private static let key =
        "A key may hold an alias (such as *name) here. Write each key as a plain word, without alias, ? or [ ]."

    @Test func `an alias that is repeated 40,000 times, as an example or as a ladder`() throws {
        let example = """
            examples:
              - &e
                name: a long history
                history: [\(Array(repeating: "{criterion: J, day: 2025-06-01}", count: 100).joined(separator: ", "))]
            """
        let examples = example + "\n" + String(repeating: "  - *e\n", count: 40_000)
        #expect(problems(of: examples) == ["x.yaml:3: \(Self.many)"])
        let steps = Array(repeating: "{a: b}", count: 20).joined(separator: ", ")
        let ladders =
            "ladders:\n  a: &l {steps: [\(steps)]}\n"
            + (1...3000).map { "  a\($0): *l\n" }.joined()
        #expect(problems(of: ladders) == ["x.yaml:2: \(Self.many)"])
    }

    @Test func `aliases of aliases, as values and as keys`() {
        let bomb = "a0: &a0 [x, x]\n" + (1...60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined()
        #expect(problems(of: bomb) == ["x.yaml:1: \(Self.many)"])
        let keys = [
            "*a60 : x", "? *a60\n: x", "[*a60]: x", "z: {*a60 # a remark\n : x}", "z: [? *a60 : x]", "z: {? [*a60]}",
        ]
        for key in keys {
            #expect(problems(of: bomb + key + "\n") == ["x.yaml:62: \(Self.key)"], "\(key)")
        }
        #expect(problems(of: "a: \"why? *because\"\nb: &b [x]\nc: *b\n") == [])
    }

    @Test func `texts repeated by aliases, and levels without end`() {
        let long = "a: &a \(String(repeating: "x", count: 500_000))\nb:\n" + String(repeating: "  - *a\n", count: 100)
        let bytes = Self.many.replacing("50000 values", with: "4194304 bytes of values")
        #expect(problems(of: long) == ["x.yaml:1: \(bytes)"])
        let deep = String(repeating: "[", count: 50) + String(repeating: "]", count: 50)
        #expect(
            problems(of: "a: \(deep)\n") == ["x.yaml:1: The file goes more than 40 levels deep here. Write it flatter."]
        )
        let deeper = problems(of: "a: " + String(repeating: "[", count: 200_000))
        #expect(deeper.count == 1 && deeper[0].hasPrefix("x.yaml:1: The file is not readable as YAML"))
    }

    @Test func `too many entries, examples and facts`() {
        let criteria = "criteria:\n" + (1...1001).map { "  c\($0): x\n" }.joined()
        #expect(
            refusal(of: criteria).contains(
                "x.yaml:2: The pack has 1001 criteria, with those of the pack that it extends; at most 1000 are read. Split it."
            ))
        let examples = "examples:\n" + String(repeating: "  - a\n", count: 2001)
        #expect(
            refusal(ofExamples: examples)
                == ["x.yaml:2: The file has 2001 examples; at most 2000 are run. Leave some out."])
        let history = Array(repeating: "{criterion: J, day: 2025-06-01, standing: established}", count: 501)
        let long = """
            examples:
              - name: long
                day: 2026-06-01
                findings: []
                history: [\(history.joined(separator: ", "))]
                expect: {outcome: nothing}
            """
        #expect(
            refusal(ofExamples: long)
                == ["x.yaml:5: \"history\" of an example has 501 items; at most 500 are read. Leave some out."])
    }

    @Test func `of very many problems the first 200 are told, and how many more there are`() {
        let told = refusal(ofExamples: "examples:\n" + String(repeating: "  - {nam: x}\n", count: 300))
        #expect(told.count == 201)
        #expect(told.last == "x.yaml:101: And 400 more problems. Mend these first.")
    }

    @Test func `each of them is refused in a moment`() {
        let rows = Array(repeating: "{criterion: J, day: 2025-06-01}", count: 1000).joined(separator: ", ")
        let texts = [
            "examples:\n  - &e {name: a, history: [\(rows)]}\n" + String(repeating: "  - *e\n", count: 40_000),
            "criteria:\n" + (1...40_000).map { "  c\($0): x\n" }.joined(),
            "ladders:\n" + (1...900).map { "  l\($0): {criteria: [x\($0), y\($0)], clases: [z]}\n" }.joined(),
            "a: &a [x]\nb: " + String(repeating: "]#", count: 100_000),
            "a: &a [x]\nb: *a\nc: \"" + String(repeating: "] ", count: 100_000) + "\"\n",
        ]
        for text in texts {
            let time = ContinuousClock().measure {
                _ = refusal(of: text)
                _ = refusal(ofExamples: text)
            }
            // Half a second in a debug build that shares its processor; the texts took minutes and gigabytes.
            #expect(time < .seconds(20), "\(text.prefix(40)): \(time)")
        }
    }

    private func problems(of text: String) -> [String] {
        let problems = ProblemList(file: "x.yaml")
        _ = try? PackLibrary.compose(text, problems)
        return problems.problems.map(\.description)
    }

    private func refusal(of text: String) -> [String] {
        do {
            _ = try PackLibrary.load(yaml: text, file: "x.yaml") { _, _ in nil }
            return []
        } catch let refusal as PackRefusal {
            return refusal.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    private func refusal(ofExamples text: String) -> [String] {
        do {
            guard let pack = try PackLibrary.builtIn().first else { return ["no pack"] }
            _ = try PackLibrary.runExamples(of: pack, yaml: text, file: "x.yaml")
            return []
        } catch let refusal as PackRefusal {
            return refusal.problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }
}
