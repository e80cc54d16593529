import Records

/// Whether a file is UTF-8, and where it stops being so.
enum UTF8Check {
    /// - Throws: `Refusal` `not_utf8` that names line and byte, and how to convert the file.
    static func require(_ bytes: [UInt8]) throws {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw utf16 }
        guard String(validating: bytes, as: UTF8.self) == nil else { return }
        let place = firstFault(in: bytes)
        let line = bytes[..<place].reduce(into: 1) { count, byte in if byte == UInt8(ascii: "\n") { count += 1 } }
        let column = place - (bytes[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
        throw Refusal(
            .badInput, "not_utf8", "The file is not UTF-8, so nothing was read.",
            detail: "Line \(line), byte \(column) is 0x\(Hex.text([bytes[place]])), which UTF-8 does not have there.",
            hint: "If it was saved as Latin-1, convert it: iconv -f latin1 -t utf8 FILE > FILE.utf8")
    }

    private static let utf16 = Refusal(
        .badInput, "not_utf8", "The file is UTF-16 and not UTF-8, so nothing was read.",
        hint: "Convert it: iconv -f utf-16 -t utf8 FILE > FILE.utf8")

    /// The index of the first byte that is not part of a well-formed sequence; `bytes` has one.
    private static func firstFault(in bytes: [UInt8]) -> Int {
        var decoder = UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var place = 0
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let scalar): place += scalar.count
            case .error, .emptyInput: return min(place, bytes.count - 1)
            }
        }
    }
}
