import Policy
import Yams

/// One mapping of a YAML file: its keys are known beforehand, every other key is a problem.
struct Section {
    let what: String
    let line: Int
    let problems: ProblemList
    private let values: [String: Node]

    /// Reads `node` as a mapping; tells a problem and gives nil when it is something else.
    /// - Parameters:
    ///   - what: how messages name this place, such as `ladder "j"`.
    ///   - keys: the keys that are known here; nil accepts any key.
    init?(_ node: Node, what: String, keys: [String]?, _ problems: ProblemList) {
        guard case .mapping(let mapping) = node else {
            let hint = keys.map { " Its keys: \($0.joined(separator: ", "))." } ?? ""
            problems.add(node.line, "\(what.capitalizedFirst) must be a mapping (key: value).\(hint)")
            return nil
        }
        guard mapping.count <= TextLimits.entries else {
            let most = "at most \(TextLimits.entries) are read. Split it."
            problems.add(node.line, "\(what.capitalizedFirst) has \(mapping.count) entries; \(most)")
            return nil
        }
        self.what = what
        self.problems = problems
        line = node.line
        var values: [String: Node] = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                problems.add(key.line, "A key of \(what) must be a plain word.")
                continue
            }
            if let keys, !keys.contains(scalar.string) {
                // A key without a colon: nothing follows it at once.
                let end = (key.mark?.column ?? 0) + scalar.string.count
                let isCutOff = value.text == "" && value.mark.map { $0.line == key.line && $0.column == end } == true
                problems.add(key.line, Self.unknown(scalar.string, isCutOff: isCutOff, what, keys))
            } else {
                values[scalar.string] = value
            }
        }
        self.values = values
    }

    /// - Parameter isCutOff: nothing stands after it and not even a colon, so that it is the end of a text with a comma.
    private static func unknown(_ key: String, isCutOff: Bool, _ what: String, _ keys: [String]) -> String {
        let isCurly = StrangeLetters.isCurly(key[...])
        let comma = key.contains(" ") ? "Put a text with a comma in quotation marks." : nil
        let outcome = what == "\"expect\"" ? "Put the outcome in \"quotation marks\": it has a comma." : nil
        let digits = outcome ?? "Write a number without a comma: 1000, or 17.5."
        let cutOff = outcome ?? "It comes after a comma: put the whole text in \"quotation marks\"."
        let hint =
            isCurly
            ? "It comes after a comma."
            : comma ?? (key.first?.isNumber == true ? digits : nil)
                ?? (isCutOff ? cutOff : nil) ?? nearest(to: key, in: keys).map { "Did you mean \"\($0)\"?" }
        return "\(what.capitalizedFirst) has an unknown key \"\(key)\". "
            + (hint ?? "Known keys: \(keys.joined(separator: ", ")).")
    }

    /// Keys in alphabetical order, with their values.
    var entries: [(key: String, value: Node)] {
        values.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.map { ($0.key, $0.value) }
    }

    func has(_ key: String) -> Bool { values[key] != nil }

    func node(_ key: String) -> Node? { values[key] }

    /// The value of a key that must be there; tells a problem with `hint` when it is not.
    func required(_ key: String, _ hint: String = "") -> Node? {
        if let node = values[key] { return node }
        problems.add(line, "\(what.capitalizedFirst) has no \"\(key)\"." + (hint.isEmpty ? "" : " " + hint))
        return nil
    }

    func requiredText(_ key: String, _ hint: String = "") -> String? {
        required(key, hint).flatMap { text($0, key) }
    }

    func optionalText(_ key: String) -> String? {
        values[key].flatMap { text($0, key) }
    }

    /// A text that people read: one without a letter tells them nothing.
    func words(_ key: String) -> String? {
        guard let node = values[key], let words = text(node, key) else { return nil }
        guard !words.contains(where: \.isLetter) else { return words }
        problems.add(
            node.line, "\"\(key)\" of \(what) is \"\(words)\", without a letter. Write it in words.")
        return nil
    }

    private func text(_ node: Node, _ key: String) -> String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            problems.add(node.line, "\"\(key)\" of \(what) must be a text.")
            return nil
        }
        return scalar.string
    }

    /// A choice out of an enumeration; tells the known words when it is another.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ hint: String = ""
    ) -> Choice? where Choice.RawValue == String {
        guard let node = required(key, hint) else { return nil }
        return choice(node, key, type)
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, _ key: String, _ type: Choice.Type, orUnknown: Bool = false, remark: String = ""
    ) -> Choice? where Choice.RawValue == String {
        guard let word = text(node, key) else { return nil }
        if let choice = Choice(rawValue: word) { return choice }
        let known = Choice.allCases.map(\.rawValue) + (orUnknown ? ["unknown"] : [])
        let hint = problems.hint(for: word, in: known).map { $0 + " " } ?? ""
        problems.add(
            node.line,
            "\"\(word)\" is not known as \"\(key)\" of \(what). \(hint)Use one of \(known.joined(separator: ", "))."
                + remark)
        return nil
    }

    /// One choice or a list of choices; a list, or `unknown`, means that the source leaves it open.
    func choices<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ hint: String = ""
    ) -> [Choice] where Choice.RawValue == String {
        required(key, hint).map { choices($0, key, type) } ?? []
    }

    func choices<Choice: RawRepresentable & CaseIterable>(
        _ node: Node, _ key: String, _ type: Choice.Type
    ) -> [Choice] where Choice.RawValue == String {
        if node.isUnknown { return Array(Choice.allCases) }
        guard case .sequence(let list) = node else {
            // Kinds of measure are listed, never left open.
            return choice(node, key, type, orUnknown: Choice.self != MeasureKind.self).map { [$0] } ?? []
        }
        if list.isEmpty { problems.add(node.line, "\"\(key)\" of \(what) is an empty list.") }
        return list.compactMap { choice($0, key, type) }
    }
}

extension String {
    /// The same words at the start of a sentence.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Node {
    /// Line in the file, from 1.
    var line: Int { mark?.line ?? 1 }

    var text: String? {
        if case .scalar(let scalar) = self { scalar.string } else { nil }
    }

    var isUnknown: Bool { text == "unknown" }
}
