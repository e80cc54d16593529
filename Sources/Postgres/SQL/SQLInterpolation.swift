/// Collects the text and the bound values of an `SQL` literal.
package struct SQLInterpolation: StringInterpolationProtocol {
    var text = ""
    var parameters = SQLParameters()

    package init(literalCapacity: Int, interpolationCount: Int) {
        text.reserveCapacity(literalCapacity + interpolationCount * 3)
        parameters.reserve(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
        literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
    }

    /// Binds `value` to the next placeholder.
    package mutating func appendInterpolation(_ value: some SQLBindable) {
        appendPlaceholder()
        value.bind(into: &parameters)
    }

    /// Binds `value`, or NULL, to the next placeholder.
    package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
        appendPlaceholder()
        value.bind(into: &parameters)
    }

    /// Splices a piece of text that stands in the source code.
    package mutating func appendInterpolation(literal: StaticString) {
        appendLiteral(literal)
    }

    /// Splices a statement piece with its own bound values.
    package mutating func appendInterpolation(sql piece: SQL) {
        let source = piece.text.utf8
        var copied = 0
        for slot in piece.parameters.slots {
            appendSource(source, from: copied, to: Int(slot.position))
            appendPlaceholder()
            parameters.append(slot, of: piece.parameters)
            copied = Int(slot.position) + 1 + digitCount(source, from: Int(slot.position) + 1)
        }
        appendSource(source, from: copied, to: source.count)
    }

    /// Splices a name as a quoted identifier: `my"table` becomes `"my""table"`.
    package mutating func appendInterpolation(identifier name: String) {
        text += quotedIdentifier(name)
    }

    private mutating func appendPlaceholder() {
        parameters.expectPlaceholder(at: text.utf8.count)
        text += "$"
        text += String(parameters.slots.count + 1)
    }

    private mutating func appendSource(_ source: String.UTF8View, from start: Int, to end: Int) {
        let lower = source.index(source.startIndex, offsetBy: start)
        let upper = source.index(source.startIndex, offsetBy: end)
        text += String(decoding: source[lower..<upper], as: UTF8.self)
    }
}

/// How many decimal digits stand in `text` from the byte `start` on.
func digitCount(_ text: String.UTF8View, from start: Int) -> Int {
    text.dropFirst(start).prefix { $0 >= 48 && $0 <= 57 }.count
}

/// `name` between double quotes, with its own double quotes doubled.
func quotedIdentifier(_ name: String) -> String {
    var quoted = "\""
    for character in name.unicodeScalars where character != "\0" {
        if character == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
}
