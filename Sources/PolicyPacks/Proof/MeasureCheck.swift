import Policy
import Yams

/// Looks at every measure that a file states: whether its own words say the numbers that it prescribes, and whether its
/// numbers say what they seem to.
///
/// These are checks and not refusals of the reader: a text that was activated before them is still read and replayed.
struct MeasureCheck {
    private(set) var remarks: [Remark] = []

    /// One problem with its line.
    struct Remark: Hashable {
        let line: Int
        let message: String
    }

    /// - Parameter pack: the whole file, as far as it can be read.
    init(_ pack: Node?) {
        guard let ladders = pack?["ladders"] else { return }
        look(ladders)
        var seen: Set<Remark> = []
        // What stands at an alias is told once, where it is written.
        remarks = remarks.filter { seen.insert($0).inserted }
    }

    private mutating func look(_ node: Node) {
        switch node {
        case .sequence(let list): for item in list { look(item) }
        case .mapping(let mapping):
            if let kind = node["kind"]?.text.flatMap(MeasureKind.init(rawValue:)) { check(node, kind) }
            for (_, value) in mapping { look(value) }
        default: break
        }
    }

    private mutating func check(_ measure: Node, _ kind: MeasureKind) {
        if kind == .fine, measure["amount"] == nil {
            say(
                measure.line,
                "A fine without an amount leaves it to whoever reads it. Write its amount, such as EUR 500 or {most: EUR 500}, "
                    + "or amount: unknown.")
        }
        if let amount = measure["amount"] { checkMoney(amount) }
        guard case .mapping(let texts)? = measure["wording"] else { return }
        let numbers = ["length", "amount"].compactMap { measure[$0] }
        if numbers.contains(where: \.dependsOnFacts) {
            say(
                measure["wording"]?.line ?? measure.line,
                "The wording hides a number that depends on the facts. Leave the wording out.")
            return
        }
        let stated = measure["length"]?.ends ?? []
        let money = measure["amount"]?.ends ?? []
        for (key, text) in texts {
            guard let language = key.text.flatMap(Language.init(rawValue:)), let words = text.text else { continue }
            for problem in WordedNumbers(words, language).problems(stated, money) { say(text.line, problem) }
        }
    }

    /// Money that is worked out, wherever it stands in a range or a table.
    private mutating func checkMoney(_ node: Node) {
        switch node {
        case .sequence(let list): for item in list { checkMoney(item) }
        case .mapping(let mapping):
            if node["base"] != nil { checkWorkedOut(node) }
            for (_, value) in mapping { checkMoney(value) }
        default: break
        }
    }

    private mutating func checkWorkedOut(_ node: Node) {
        if node["base"]?.text == Computation.prescribedDays, let times = node["times"] {
            let (factor, currency) = (times.text ?? "", node["currency"]?.text ?? "EUR")
            say(
                times.line,
                "\"times\" multiplies a figure, and days are no money: \(factor) times 7 days would be so many cents. "
                    + "Write the sum for a day as rate, such as rate: \(currency) \(factor).")
        }
        guard node["rate"] == nil, let currency = node["currency"]?.text else { return }
        for key in ["plus", "at_least", "at_most"] {
            guard let bound = node[key], let own = bound.text?.split(separator: " ").first, own != currency else {
                continue
            }
            say(bound.line, "\"\(key)\" is in \(own), but the currency is \(currency). Write both in one currency.")
        }
    }

    private mutating func say(_ line: Int, _ message: String) { remarks.append(Remark(line: line, message: message)) }
}

extension Node {
    /// Whether a length or an amount is another one for other facts.
    fileprivate var dependsOnFacts: Bool {
        guard case .mapping(let mapping) = self else { return false }
        return self["by"] != nil || self["base"] != nil || mapping.contains { $0.value.dependsOnFacts }
    }

    /// The texts of a value, or of both ends of a range; without those that the source does not say.
    fileprivate var ends: [String] {
        if let text { return isUnknown ? [] : [text] }
        return ["value", "least", "most"].compactMap { self[$0]?.ends }.flatMap(\.self)
    }
}
