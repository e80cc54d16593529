import Policy
import Yams

extension Section {
    /// A text in one or more languages: a mapping from language code to text.
    func localized(_ key: String) -> Localized? {
        required(key, "Write it per language, such as {en: ..., nl: ...}.").flatMap { localized($0, key) }
    }

    func optionalLocalized(_ key: String) -> Localized? {
        node(key).flatMap { localized($0, key) }
    }

    private func localized(_ node: Node, _ key: String) -> Localized? {
        let codes = Language.allCases.map(\.rawValue)
        if let text = node.text, !text.isEmpty {
            problems.add(
                node.line, "\"\(key)\" of \(what) is a plain text. Write it per language, such as {en: \"\(text)\"}.")
            return nil
        }
        guard let section = Section(node, what: "\"\(key)\" of \(what)", keys: codes, problems) else { return nil }
        let texts = codes.compactMap { code in section.words(code).map { (code, $0) } }
        // A language whose text could not be read has been told.
        guard !texts.isEmpty || codes.contains(where: section.has) else {
            problems.add(
                node.line, "\"\(key)\" of \(what) has no text. Write at least one of \(codes.joined(separator: ", ")).")
            return nil
        }
        return texts.isEmpty ? nil : Localized(Dictionary(texts) { first, _ in first })
    }

    /// A length such as `3 months`; nil with a problem when it is written in another way.
    func length(_ node: Node, _ key: String) -> Length? {
        let words = node.text?.split(separator: " ").map(String.init) ?? []
        let plural = words.last.map { $0.hasSuffix("s") ? $0 : $0 + "s" }
        if words.count == 2, let value = Int(words[0]), (1...100_000).contains(value),
            let unit = plural.flatMap(Length.Unit.init)
        {
            return Length(value: value, unit: unit)
        }
        problems.add(
            node.line,
            "\"\(key)\" of \(what) is \"\(node.text ?? "not a text")\". Write a number and days, weeks, months or years, "
                + "such as 3 months.")
        return nil
    }

    /// A number with an optional fraction, or nil with a problem.
    func number(_ node: Node, _ key: String) -> Double? {
        if let text = node.text, text.hasSuffix(".000"), text.dropLast(4).allSatisfy(\.isNumber) {
            problems.add(
                node.line,
                "\"\(key)\" of \(what) is \"\(text)\", which could be a thousand. Write \(text.dropLast(4)) or "
                    + "\(text.dropLast(4))000.")
            return nil
        }
        if let value = node.text.flatMap(Double.init), value.isFinite, value >= 0 { return value }
        let mended = node.text.flatMap { Self.mended($0, key) } ?? "Write a number from 0, or unknown."
        problems.add(node.line, "\"\(key)\" of \(what) is \"\(node.text ?? "not a text")\". \(mended)")
        return nil
    }

    /// What to write for `6.2g`, a value with its unit, and for `6,2`, with a decimal comma; nil for other texts, and for
    /// `1,000`, which may be meant as a thousand.
    private static func mended(_ text: String, _ key: String) -> String? {
        let digits = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
        let number = digits.map { $0 == "," ? "." : String($0) }.joined()
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        let decimals = digits.split(separator: ",", omittingEmptySubsequences: false).dropFirst().last
        let isUnit = unit.allSatisfy { $0.isLetter || $0 == "_" }
        guard let value = Double(number), value.isFinite, decimals?.count != 3, isUnit else { return nil }
        if unit.isEmpty { return "Write \(number) with a dot." }
        return key == "value" ? "Write value: \(number), unit: \(unit)." : "Write the number alone: \(number)."
    }
}
