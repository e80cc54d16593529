/// One combination of facts in words.
struct ProofWords {
    private let facts: Facts

    init(_ facts: Facts) {
        self.facts = facts
    }

    var text: String {
        var parts = [fails, history] + attributes
        parts += inspections
        parts += (facts.findings[0].conduct ?? []).map { "the conduct is \"\($0)\"" }
        parts += answers + (facts.offers ?? []).map { "offer \"\($0.offer)\" is \($0.answer.rawValue)" }
        return parts.joined(separator: ", ")
    }

    /// What the outcome of a step can depend on beside the history.
    var supplied: String {
        let days = facts.findings[0].days.map { ["the violation goes on for \($0) days"] } ?? []
        return (days + attributes).joined(separator: ", ")
    }

    private var attributes: [String] {
        var parts: [String] = []
        if let type = facts.attributes?["type"] { parts.append("the outlet is of the type \"\(type)\"") }
        for (name, value) in (facts.attributes ?? [:]).sorted(by: { $0.key < $1.key }) where name != "type" {
            parts.append("\(name) is \"\(value)\"")
        }
        for (name, value) in (facts.figures ?? [:]).sorted(by: { $0.key < $1.key }) {
            parts.append("\(name) is \(value)")
        }
        return parts
    }

    /// How many inspections lie before it; nothing is said of none, which is so wherever no reward asks for them.
    private var inspections: [String] {
        guard let days = facts.inspections else { return ["the inspections before it are not stated"] }
        return days.isEmpty
            ? [] : ["\(days.count) \(days.count == 1 ? "inspection lies" : "inspections lie") before it"]
    }

    private var fails: String {
        let finding = facts.findings[0]
        return "\(finding.criterion) fails" + (finding.days.map { " for \($0) days" } ?? "")
    }

    private var history: String {
        guard !facts.history.isEmpty else { return "with no earlier violation" }
        var (order, counts): ([String], [String: Int]) = ([], [:])
        for fact in facts.history {
            let words = words(fact)
            if counts[words] == nil { order.append(words) }
            counts[words, default: 0] += 1
        }
        return "with "
            + order.map { words in
                let count = counts[words] ?? 1
                return "\(count) earlier \(count == 1 ? "violation" : "violations") \(words)"
            }.joined(separator: " and ")
    }

    private func words(_ fact: PastViolation) -> String {
        let days = fact.day.days(until: facts.day)
        let standing = fact.standing == .setAside ? "set aside" : fact.standing.rawValue
        let order = fact.sameDay.map { ", \($0.rawValue) it" } ?? ""
        let when =
            days > 0 ? "\(days) \(days == 1 ? "day" : "days") before" : days == 0 ? "on the same day\(order)" : "later"
        var words = "of \(fact.criterion) (\(standing), \(when)"
        if fact.outlet != facts.outlet { words += ", at another outlet" }
        if fact.operator != facts.operator {
            words += fact.operator == nil ? ", by an unknown operator" : ", by another operator"
        }
        if let measure = fact.measure { words += ", which led to \(measure.rawValue)" }
        if let severity = fact.severity { words += ", in class \(severity)" }
        return words + ")"
    }

    private var answers: [String] {
        var (order, held): ([String], [String: Set<Bool>]) = ([], [:])
        for one in facts.confirmations {
            if held[one.gate] == nil { order.append(one.gate) }
            held[one.gate, default: []].insert(one.holds)
        }
        return order.map { code in
            let state = held[code] == [true] ? "confirmed" : held[code] == [false] ? "denied" : "not answered"
            return "\"\(code)\" is \(state)"
        }
    }
}
