extension JSONReader {
    /// The rest of a text, after its opening quote.
    mutating func string() throws(JSONProblem) -> String {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let text = try utf8(UnsafeBufferPointer(rebasing: bytes[start..<at]), from: start)
                at += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw problem("a control character in a text must be written as an escape")
            default: at += 1
            }
        }
        throw problem("the text that starts at byte \(start) has no end")
    }

    private mutating func escapedString(from start: Int) throws(JSONProblem) -> String {
        var text = [UInt8](bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return try text.withUnsafeBufferPointer { (whole) throws(JSONProblem) in try utf8(whole, from: start) }
            case UInt8(ascii: "\\"):
                at += 1
                try escape(into: &text)
            case 0..<0x20: throw problem("a control character in a text must be written as an escape")
            default:
                text.append(byte)
                at += 1
            }
        }
        throw problem("the text that starts at byte \(start) has no end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        guard at < bytes.count else { throw problem("an escape is expected, and the document ends") }
        switch bytes[at] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[at])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            at += 1
            return text.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw problem("JSON has no escape \\ with \(found)")
        }
        at += 1
    }

    /// The scalar of `\uXXXX` or of a surrogate pair, after the first `u`.
    private mutating func scalar() throws(JSONProblem) -> Unicode.Scalar {
        let start = at
        var code = UInt32(try fourDigits())
        if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let low = UInt32(try fourDigits())
            if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw JSONProblem(offset: start, reason: "the escape is half of a surrogate pair")
        }
        return scalar
    }

    private mutating func fourDigits() throws(JSONProblem) -> UInt16 {
        guard at + 4 <= bytes.count else { throw problem("four hexadecimal digits are expected") }
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue, bytes[at] < 0x80 else {
                throw problem("four hexadecimal digits are expected, found \(found)")
            }
            value = value << 4 | UInt16(digit)
            at += 1
        }
        return value
    }

    private func utf8(_ text: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONProblem) -> String {
        guard let text = String(validating: text, as: UTF8.self) else {
            throw JSONProblem(offset: start, reason: "the text that starts here is not UTF-8")
        }
        return text
    }

    mutating func number() throws(JSONProblem) -> JSONValue {
        let start = at
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if at < bytes.count, isDigit(bytes[at]) { throw problem("a number has no leading zero") }
        } else {
            try digits()
        }
        var whole = true
        if take(UInt8(ascii: ".")) {
            whole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            whole = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        if whole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONProblem(offset: start, reason: "the number is beyond what a double can hold")
        }
        return .number(value)
    }

    private mutating func digits() throws(JSONProblem) {
        guard at < bytes.count, isDigit(bytes[at]) else { throw problem("a digit is expected, found \(found)") }
        while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
