import Policy
import Yams

/// Reads an application for a licence, or a sale, of an example.
struct AskReader {
    let problems: ProblemList

    func application(_ node: Node) -> LicenceApplication? {
        let keys = ["day", "history", "valid_licences", "distances"]
        guard let section = Section(node, what: "an application", keys: keys, problems), let day = section.day("day")
        else { return nil }
        let facts = FactsReader(section)
        return LicenceApplication(
            day: day, history: section.items("history").enumerated().compactMap { facts.past($0 + 1, $1) },
            validLicences: section.node("valid_licences").flatMap { section.whole($0, "valid_licences") },
            distances: section.items("distances").compactMap(distance))
    }

    private func distance(_ node: Node) -> LicenceApplication.Distance? {
        guard let section = Section(node, what: "a distance", keys: ["place", "way", "metres"], problems),
            let place = section.requiredText("place"), let way = section.choice("way", DistanceRule.Way.self),
            let metres = section.required("metres").flatMap({ section.number($0, "metres") })
        else { return nil }
        return LicenceApplication.Distance(place: place, way: way, metres: metres)
    }

    func sale(_ node: Node) -> Sale? {
        guard let section = Section(node, what: "a sale", keys: ["product", "quantities", "age", "before"], problems),
            let product = section.requiredText("product"), section.required("quantities") != nil
        else { return nil }
        var quantities: [String: Double] = [:]
        for (unit, value) in section.entries("quantities") { quantities[unit] = section.number(value, unit) }
        return Sale(
            product: product, quantities: quantities, age: section.node("age").flatMap { section.whole($0, "age") },
            before: section.items("before").compactMap(before))
    }

    private func before(_ node: Node) -> Sale.Before? {
        let keys = ["period", "unit", "quantity"]
        guard let section = Section(node, what: "an earlier quantity", keys: keys, problems),
            let period = section.choice("period", SalesLimit.Period.self), let unit = section.requiredText("unit"),
            let quantity = section.required("quantity").flatMap({ section.number($0, "quantity") })
        else { return nil }
        return Sale.Before(period: period, unit: unit, quantity: quantity)
    }
}

extension Section {
    /// The items of a list; empty without the key.
    func items(_ key: String) -> [Node] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let list) = node else {
            problems.add(node.line, "\"\(key)\" of \(what) must be a list.")
            return []
        }
        guard list.count <= TextLimits.facts else {
            problems.add(
                node.line,
                "\"\(key)\" of \(what) has \(list.count) items; at most \(TextLimits.facts) are read. Leave some out.")
            return []
        }
        return Array(list)
    }

    /// A day of the calendar under a key that must be there.
    func day(_ key: String) -> LocalDate? {
        guard let text = requiredText(key) else { return nil }
        if let day = LocalDate(text) { return day }
        problems.add(line, "\"\(key)\" of \(what) is \"\(text)\". Write a day as YYYY-MM-DD.")
        return nil
    }
}
