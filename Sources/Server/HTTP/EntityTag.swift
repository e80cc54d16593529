/// Reads the version out of an `If-Match` value.
enum EntityTag {
    /// The number in `"v3"`; nil for everything else, weak tags, lists and `*` included.
    static func version(_ text: String) -> Int? {
        guard text.hasPrefix("\"v"), text.hasSuffix("\""), text.count > 3 else { return nil }
        let digits = text.dropFirst(2).dropLast()
        // As it was given: 01 is no version.
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), digits.first != "0" else { return nil }
        return Int(digits)
    }
}
