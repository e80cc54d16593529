/// Reads PostgreSQL's text form of an array, `{1,2}` or `{{"a b",NULL},{c,d}}`, piece by piece.
///
/// Source: PostgreSQL manual 8.15.6 "Array Input and Output Syntax".
struct ArrayTextReader {
    enum Token: Equatable {
        case open
        case close
        case null
        case element([UInt8])
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    /// The text ended early or is not an array.
    private(set) var failed = false

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        // Bounds other than 1 stand before the braces: "[0:2]={…}".
        if text.first == UInt8(ascii: "["), let equals = text.firstIndex(of: UInt8(ascii: "=")) {
            position = equals + 1
        }
        failed = position >= text.count || text[position] != UInt8(ascii: "{")
    }

    mutating func next() -> Token? {
        guard !failed, position < text.count else { return nil }
        switch text[position] {
        case UInt8(ascii: "{"):
            position += 1
            return .open
        case UInt8(ascii: "}"):
            position += 1
            skipComma()
            return .close
        case UInt8(ascii: "\""):
            position += 1
            return quotedElement()
        default:
            return plainElement()
        }
    }

    private mutating func plainElement() -> Token? {
        let start = position
        while position < text.count, text[position] != UInt8(ascii: ","), text[position] != UInt8(ascii: "}") {
            position += 1
        }
        let element = Array(text[start..<position])
        skipComma()
        return element == Array("NULL".utf8) ? .null : .element(element)
    }

    private mutating func quotedElement() -> Token? {
        var element: [UInt8] = []
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\""):
                position += 1
                skipComma()
                return .element(element)
            case UInt8(ascii: "\\") where position + 1 < text.count:
                element.append(text[position + 1])
                position += 2
            case let byte:
                element.append(byte)
                position += 1
            }
        }
        failed = true
        return nil
    }

    private mutating func skipComma() {
        if position < text.count, text[position] == UInt8(ascii: ",") { position += 1 }
    }
}
