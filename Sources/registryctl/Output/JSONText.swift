import Records

/// JSON for people who read it: two blanks per level, members sorted by name.
enum JSONText {
    static func pretty(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        append(value, indent: 0, to: &bytes)
        return bytes
    }

    private static func append(_ value: JSONValue, indent: Int, to bytes: inout [UInt8]) {
        switch value {
        case .array(let items) where !items.isEmpty:
            bytes.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                startLine(place, indent + 1, &bytes)
                append(item, indent: indent + 1, to: &bytes)
            }
            endLine("]", indent, &bytes)
        case .object(let members) where !members.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                startLine(place, indent + 1, &bytes)
                JSONValue.append(text: member.key, to: &bytes)
                bytes += ": ".utf8
                append(member.value, indent: indent + 1, to: &bytes)
            }
            endLine("}", indent, &bytes)
        default: value.append(to: &bytes)
        }
    }

    private static func startLine(_ place: Int, _ indent: Int, _ bytes: inout [UInt8]) {
        bytes += (place > 0 ? ",\n" : "\n").utf8
        bytes += repeatElement(UInt8(ascii: " "), count: indent * 2)
    }

    private static func endLine(_ bracket: String, _ indent: Int, _ bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\n"))
        bytes += repeatElement(UInt8(ascii: " "), count: indent * 2)
        bytes += bracket.utf8
    }
}
