import Chance
import Policy

/// A random pack over the whole language of counting, and random facts for it; `rich` adds all that follows the count.
struct RandomWorld {
    let pack: Pack
    let facts: Facts

    static let codes = ["J", "K", "L", "M"]
    static let classes = ["low", "middle", "high"]

    init(_ random: inout SplitMix64, rich: Bool = false) {
        var draw = Draw(random)
        let length = Self.length(&draw)
        var rules = RandomRules.rules(length, &draw)
        if rich { RandomRules.enrich(&rules, &draw) }
        pack = Pack(
            id: "random/pack", version: "1", titles: Localized(["en": "Random"]), sha256: "00", language: "en",
            rules: rules)
        facts = RandomFacts.facts(length, rich: rich, &draw)
        random = draw.random
    }

    /// Short ones too, so that several windows fit between the days of a history.
    private static func length(_ draw: inout Draw) -> Length {
        switch draw.below(4) {
        case 0: Length(value: draw.from(1, 300), unit: .days)
        case 1: Length(value: draw.from(1, 40), unit: .weeks)
        case 2: Length(value: draw.from(1, 14), unit: .months)
        default: Length(value: draw.from(1, 2), unit: .years)
        }
    }
}

/// Draws from a seeded generator.
struct Draw {
    var random: SplitMix64

    init(_ random: SplitMix64) { self.random = random }

    mutating func below(_ end: Int) -> Int { Int.random(in: 0..<end, using: &random) }
    mutating func from(_ first: Int, _ last: Int) -> Int { Int.random(in: first...last, using: &random) }
    /// True once in `number` times.
    mutating func once(in number: Int) -> Bool { below(number) == 0 }
    mutating func one<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// One choice, and now and then two: a point that the source leaves open.
    mutating func some<Choice>(_ choices: [Choice]) -> [Choice] {
        Array(choices.shuffled(using: &random).prefix(once(in: 6) ? 2 : 1))
    }
}
