import Policy
import Yams

/// Reads the rules about admission, licences and sales.
struct LicencesReader {
    private let root: Section
    private let sources: SourceReader
    private let base: Licences?
    private let problems: ProblemList

    init(_ root: Section, _ sources: SourceReader, base: Licences?) {
        self.root = root
        self.sources = sources
        self.base = base
        problems = root.problems
    }

    func read() -> Licences? {
        guard let node = root.node("licences") else {
            if !root.has("extends") { _ = root.required("licences", "Write maximum: {value: unknown, source: ...}.") }
            return base
        }
        guard
            let section = Section(
                node, what: "\"licences\"", keys: ["maximum", "bars", "distances", "sales"], problems)
        else { return nil }
        let maximum = section.has("maximum") || base == nil ? self.maximum(section) : base?.maximum
        let bars = section.entries("bars").compactMap { bar($0.key, $0.value) }
        let distances = section.entries("distances").compactMap { distance($0.key, $0.value) }
        let sales = section.entries("sales").compactMap { sale($0.key, $0.value) }
        guard let maximum else { return nil }
        return Licences(
            maximum: maximum, bars: merged(base?.bars, bars, \.code),
            distances: merged(base?.distances, distances, \.place), sales: merged(base?.sales, sales, \.code))
    }

    private func merged<Value>(_ base: [Value]?, _ own: [Value], _ code: (Value) -> String) -> [Value] {
        (base ?? []).filter { one in !own.contains { code($0) == code(one) } } + own
    }

    private func maximum(_ section: Section) -> Sourced<Int>? {
        guard let maximum = section.required("maximum"),
            let value = Section(maximum, what: "\"maximum\"", keys: ["value", "source"], problems),
            let number = value.required("value"),
            let citation = sources.citation(of: value, for: "the maximum number of licences")
        else { return nil }
        if number.isUnknown { return Sourced(nil, citation) }
        guard let count = number.text.flatMap(Int.init), count >= 0 else {
            problems.add(
                number.line,
                "The maximum number of licences is \"\(number.text ?? "not a text")\". Write a whole number from 0, or unknown."
            )
            return nil
        }
        return Sourced(count, citation)
    }

    private func bar(_ code: String, _ node: Node) -> Bar? {
        let keys = ["name", "classes", "criteria", "at_least", "within", "effect", "source"]
        guard let section = Section(node, what: "bar \"\(code)\"", keys: keys, problems) else { return nil }
        let name = section.localized("name")
        let citation = sources.citation(of: section, for: "the bar")
        let effect = section.choice("effect", Bar.Effect.self)
        let within = section.required("within", "Write in which period, such as 2 years, or unknown.")
        let count = section.required("at_least", "Write how many violations, or unknown.")
        guard let name, let citation, let effect, let within, let count else { return nil }
        return Bar(
            code: code, name: name, classes: section.texts("classes"), criteria: section.texts("criteria"),
            atLeast: Sourced(count.isUnknown ? nil : section.whole(count, "at_least", from: 1), citation),
            within: within.isUnknown ? nil : section.length(within, "within"), effect: effect)
    }

    private func distance(_ place: String, _ node: Node) -> DistanceRule? {
        let what = "distance \"\(place)\""
        let keys = ["name", "metres", "way", "exactly", "source"]
        guard let section = Section(node, what: what, keys: keys, problems) else { return nil }
        let name = section.localized("name")
        let ways = section.choices(
            "way", DistanceRule.Way.self, "Say how it is measured: walking, straight or unknown.")
        let exactly = section.choices(
            "exactly", DistanceRule.Side.self, "Say what the very distance counts as: near, far or unknown.")
        let citation = sources.citation(of: section, for: "the distance")
        guard let metres = section.required("metres"), let name, let citation, !ways.isEmpty, !exactly.isEmpty else {
            return nil
        }
        let value = metres.isUnknown ? nil : section.number(metres, "metres")
        return DistanceRule(place: place, name: name, metres: Sourced(value, citation), ways: ways, exactly: exactly)
    }

    private func sale(_ code: String, _ node: Node) -> SalesLimit? {
        let keys = ["name", "unit", "limit", "period", "products", "ages", "source"]
        guard let section = Section(node, what: "sales limit \"\(code)\"", keys: keys, problems) else { return nil }
        let name = section.localized("name")
        let unit = section.requiredText("unit", "Write in what it is counted, such as g.")
        let period = section.choice(
            "period", SalesLimit.Period.self, "Say in which period: sale, day, week, month or standing.")
        let citation = sources.citation(of: section, for: "the limit")
        guard let limit = section.required("limit"), let name, let unit, let period, let citation else { return nil }
        let value = limit.isUnknown ? nil : section.number(limit, "limit")
        return SalesLimit(
            code: code, name: name, unit: unit, limit: Sourced(value, citation), period: period,
            products: section.texts("products"), ages: ages(section))
    }

    private func ages(_ owner: Section) -> Extent<Int> {
        guard let node = owner.node("ages"),
            let section = Section(node, what: "\"ages\" of \(owner.what)", keys: ["from", "through"], problems)
        else { return Extent(least: nil, most: nil) }
        let least = section.node("from").flatMap { section.whole($0, "from") }
        let most = section.node("through").flatMap { section.whole($0, "through") }
        if let least, let most, least > most {
            problems.add(
                section.node("through")?.line ?? section.line,
                "\(section.what.capitalizedFirst) is from \(least) through \(most), so nobody is of that age. Exchange them, or "
                    + "correct one.")
        }
        return Extent(least: least, most: most)
    }
}
