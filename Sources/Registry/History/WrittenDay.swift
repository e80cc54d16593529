import Policy

/// A day as former systems write it: `2019-11-23 11:23:54`, `01/25/2017 12:00:00 AM`, `1/25/2017 0:00`, `20191217`.
struct WrittenDay: Equatable {
    var day: LocalDate
    /// `HH:MM:SS`; nil where none is written, or midnight, which stands for an hour that is not known.
    var time: String?
    var isMidnight = false

    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard let first = parts.first, let day = Self.day(first) else { return nil }
        self.day = day
        guard parts.count > 1 else { return }
        let clock = parts[1].split(separator: ":")
        let isMidnight = clock.allSatisfy { $0.allSatisfy { $0 == "0" } } || (clock.first == "12" && parts.last == "AM")
        guard !isMidnight else {
            self.isMidnight = true
            return
        }
        guard parts.count == 2, clock.count == 3, clock.allSatisfy({ $0.count == 2 && Int($0) != nil }) else {
            return nil
        }
        time = String(parts[1])
    }

    private static func day(_ text: Substring) -> LocalDate? {
        let american = text.split(separator: "/")
        if american.count == 3, let month = Int(american[0]), let day = Int(american[1]), let year = Int(american[2]) {
            return LocalDate("\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))")
        }
        if text.count == 8, text.allSatisfy(\.isNumber) {
            return LocalDate("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
        }
        return LocalDate(String(text))
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
