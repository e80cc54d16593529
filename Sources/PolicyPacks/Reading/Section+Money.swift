import Policy
import Yams

extension Section {
    /// A sum of money such as `EUR 500`, or nil with a problem.
    func money(_ node: Node, _ what: String) -> Amount? {
        if let amount = SumInWords.amount(node.text ?? "") { return amount }
        let written = SumInWords(node.text ?? "", currency: problems.currency)
        problems.add(node.line, "The amount of \(what) is \"\(node.text ?? "")\". \(written.hint)")
        return nil
    }
}

/// A sum of money that is not written as `EUR 500`, and what to write for it.
struct SumInWords {
    private let text: String
    /// The one that the pack's other amounts have.
    private let usual: String?

    init(_ text: String, currency: String?) {
        self.text = text
        usual = currency
    }

    /// A sum as it has to be written; nil for any other text.
    static func amount(_ text: String) -> Amount? {
        let words = text.split(separator: " ")
        guard words.count == 2, isCode(words[0]), let minor = minorUnits(words[1]) else { return nil }
        return Amount(minorUnits: minor, currency: String(words[0]))
    }

    static func isCode(_ word: Substring) -> Bool {
        word.count == 3 && word.allSatisfy { ("A"..."Z").contains($0) }
    }

    private static func minorUnits(_ text: Substring) -> Int? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0) }), (0...1_000_000_000_000).contains(whole) else { return nil }
        guard parts.count == 2 else { return parts.count == 1 ? whole * 100 : nil }
        guard parts[1].count == 2, let cents = Int(parts[1]), cents >= 0 else { return nil }
        return whole * 100 + cents
    }

    /// One next step; it keeps the number that stands there.
    var hint: String {
        guard let number else {
            let code = usual ?? "EUR"
            return "Write it as \(code) 500 or \(code) 500.50, a maximum as {most: \(code) 500}, a range as "
                + "{least: \(code) 100, most: \(code) 500}."
        }
        let thousands = isInThousands ? " Thousands have no sign between them." : ""
        if let currency { return "Write \(currency) \(number).\(thousands)" }
        return "Write the three letters of its currency first, such as EUR \(number) or USD \(number).\(thousands)"
    }

    private var currency: String? {
        let letters = text.filter(\.isLetter).uppercased()
        if Self.isCode(letters[...]) { return letters }
        if text.contains("€") { return "EUR" }
        if text.contains("£") { return "GBP" }
        // Many dollars have the same sign.
        if text.contains("$") { return usual.flatMap { $0.hasSuffix("D") ? $0 : nil } }
        return letters.isEmpty ? usual : nil
    }

    private var digits: [Substring] {
        let number = text.filter { $0.isASCII && $0.isNumber || ".,'".contains($0) }
        return number.split { !$0.isNumber }
    }

    /// Groups of three digits after the first, as in 1.500 and 1,500,000; blanks between them are left out before.
    private var isInThousands: Bool { digits.count > 1 && digits[1].count == 3 }

    /// The number without what parts its thousands, and with a dot before its cents; nil where it is none.
    private var number: String? {
        guard !text.contains("-") || text.hasSuffix("-"), var whole = digits.first.map(String.init) else { return nil }
        var rest = digits.dropFirst()
        while let group = rest.first, group.count == 3 {
            whole += group
            rest = rest.dropFirst()
        }
        guard let cents = rest.first else { return Int(whole).map(String.init) }
        guard rest.count == 1, cents.count <= 2 else { return nil }
        return Int(whole).map { "\($0).\(cents.count == 1 ? "\(cents)0" : "\(cents)")" }
    }
}
