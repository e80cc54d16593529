/// A time of day on a wall clock, to the minute: "09:30".
package struct ClockTime: Sendable, Hashable, CustomStringConvertible {
    package let description: String
}

extension ClockTime: WrittenAsText {
    package init?(written text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
            let hour = Int(text.prefix(2)), let minute = Int(text.suffix(2)),
            (0...23).contains(hour), (0...59).contains(minute), !text.contains("+"), !text.contains("-")
        else { return nil }
        description = text
    }

    package static var placeholder: ClockTime { ClockTime(description: "00:00") }
    package static var form: String { "a time of day like 09:30" }
    package static var problemCode: String { "not_a_time" }
}
