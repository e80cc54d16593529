extension Fields {
    /// A text of `min` to `max` characters, without the space around it. One line, unless `lines` says otherwise.
    package mutating func text(_ name: String, min: Int = 1, max: Int, lines: TextLines = .one) -> String {
        describe(name, isRequired: true, Self.textSchema(min, max))
        guard let value = required(name, "a text of \(min) to \(max) characters") else { return "" }
        return checked(name, value, min, max, lines) ?? ""
    }

    /// As `text`; nil when the member is absent or null.
    package mutating func optionalText(
        _ name: String, min: Int = 1, max: Int, lines: TextLines = .one
    ) -> String? {
        describe(name, isRequired: false, Self.textSchema(min, max))
        guard let value = optional(name) else { return nil }
        return checked(name, value, min, max, lines)
    }

    /// How many lines a text may have.
    package enum TextLines: Sendable {
        case one, many
    }

    private mutating func checked(
        _ name: String, _ value: JSONValue, _ min: Int, _ max: Int, _ lines: TextLines
    ) -> String? {
        let (text, problem) = Self.readText(value, min, max, lines, called: "\"\(name)\"")
        if let problem { note(name, problem.code, problem.detail) }
        return text
    }

    /// The text without the space around it, or what is wrong with it.
    /// - Parameter name: what a message calls it, with its quotation marks.
    static func readText(
        _ value: JSONValue, _ min: Int, _ max: Int, _ lines: TextLines, called name: String
    ) -> (text: String?, problem: (code: String, detail: String)?) {
        guard case .string(let written) = value else {
            let expected = "a text of \(min) to \(max) characters"
            return (nil, ("wrong_type", "\(name) is \(value.kind); \(expected) is needed."))
        }
        let text = PastedText.bare(written)
        if let scalar = text.unicodeScalars.first(where: { !mayStand($0, lines) }) {
            let code = String(scalar.value, radix: 16, uppercase: true)
            return (nil, ("control_character", "\(name) holds the control character U+\(code); take it out."))
        }
        guard text.count >= min else {
            let said = text.isEmpty ? "is empty" : "has \(characters(text.count))"
            let needed = "at least \(characters(min)) \(min == 1 ? "is" : "are") needed"
            return (nil, ("too_short", "\(name) \(said); \(needed)."))
        }
        guard text.count <= max else {
            return (nil, ("too_long", "\(name) has \(characters(text.count)); at most \(max) are kept."))
        }
        return (text, nil)
    }

    private static func characters(_ count: Int) -> String { count == 1 ? "1 character" : "\(count) characters" }

    private static func mayStand(_ scalar: Unicode.Scalar, _ lines: TextLines) -> Bool {
        if lines == .many, scalar == "\n" || scalar == "\r" || scalar == "\t" { return true }
        return scalar.properties.generalCategory != .control && !PastedText.turnsTheText(scalar)
    }

    /// One of the words of `Choice`; its first case when there is a problem.
    package mutating func choice<Choice>(_ name: String, of type: Choice.Type) -> Choice
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String, Choice.AllCases == [Choice] {
        describe(name, isRequired: true, Self.choiceSchema(Self.words(type)))
        guard let value = required(name, "one of \(Self.listed(Self.words(type)))") else { return Choice.allCases[0] }
        return chosen(name, value, type) ?? Choice.allCases[0]
    }

    /// As `choice`; nil when the member is absent or null.
    package mutating func optionalChoice<Choice>(_ name: String, of type: Choice.Type) -> Choice?
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
        describe(name, isRequired: false, Self.choiceSchema(Self.words(type)))
        return optional(name).flatMap { chosen(name, $0, type) }
    }

    /// A list of words of `Choice` in the order written, each at most once.
    package mutating func choices<Choice>(_ name: String, of type: Choice.Type, min: Int = 0) -> [Choice]
    where Choice: CaseIterable & RawRepresentable & Equatable, Choice.RawValue == String {
        describe(
            name, isRequired: min > 0, Self.listSchema(Self.choiceSchema(Self.words(type)), min, Choice.allCases.count))
        let texts = self.texts(name, min: min, max: Choice.allCases.count, each: 100)
        var chosen: [Choice] = []
        for (place, text) in texts.enumerated() where !text.isEmpty {
            let choice = self.chosen(name, .string(text), type, at: "\(pointer(to: name))/\(place)")
            if let choice, !chosen.contains(choice) { chosen.append(choice) }
        }
        return chosen
    }

    private static func words<Choice: CaseIterable & RawRepresentable>(_ type: Choice.Type) -> [String]
    where Choice.RawValue == String { type.allCases.map(\.rawValue) }

    private mutating func chosen<Choice: CaseIterable & RawRepresentable>(
        _ name: String, _ value: JSONValue, _ type: Choice.Type, at place: String? = nil
    ) -> Choice? where Choice.RawValue == String {
        let words = Self.words(type)
        guard case .string(let word) = value else {
            noteType(name, value, "one of \(Self.listed(words))")
            return nil
        }
        if let choice = Choice(rawValue: word) { return choice }
        let guess = Spelling.closest(to: word, among: words).map { " Did you mean \($0)?" } ?? ""
        let detail = "\"\(Self.clipped(word))\" is not one of \(Self.listed(words)).\(guess)"
        adopt([FieldProblem(place ?? pointer(to: name), "not_a_choice", detail)])
        return nil
    }
}
