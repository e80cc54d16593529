import FoundationEssentials

/// A key as one line of text: what it is, a name, and 32 bytes in base64.
enum KeyText {
    static func written(_ kind: String, _ name: String, _ bytes: some Sequence<UInt8>) -> String {
        "\(kind):\(name):\(Data(Array(bytes)).base64EncodedString())"
    }

    /// The name and the 32 bytes of a line, or nil when it is something else. White space around it plays no part.
    static func read(_ kind: String, _ text: String) -> (name: String, bytes: [UInt8])? {
        let line = text.trimmingCharacters()
        let parts = line.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == kind, isName(parts[1]), let bytes = Data(base64Encoded: String(parts[2])),
            bytes.count == 32
        else { return nil }
        return (String(parts[1]), Array(bytes))
    }

    /// A letter or digit, and up to 39 more letters, digits, dots, hyphens and underscores.
    static func isName(_ name: some StringProtocol) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}

extension String {
    fileprivate func trimmingCharacters() -> Substring {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
