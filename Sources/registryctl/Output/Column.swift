import Policy
import Records

/// One value of a record: where it is, what it is called, and how it is shown.
struct Column: Sendable {
    /// How a value is written for people.
    enum Kind: Sendable {
        case text, words, day, time, number, list, flag
        /// A number between 0 and 1 that people read as a percentage.
        case share
    }

    /// Name in machine forms and for `--columns`: the member of the JSON, or a dotted path (`licence.status`).
    var name: String
    /// On the head of a table and before a value on a card.
    var heading: String
    var kind: Kind
    /// Only in machine forms, unless it is asked for.
    var isDetail = false
    /// Others give way before it where a table is too wide.
    var isKept = false
    /// An amount, whose cents have two digits for people.
    var isMoney = false
    /// A sentence that stands below its row, whole, where the table would be too wide with it.
    var isBelow = false
    /// For values that are put together from several members.
    var compose: (@Sendable (JSONValue) -> JSONValue)?

    init(
        _ name: String, _ heading: String, _ kind: Kind = .text, isDetail: Bool = false, isKept: Bool = false,
        isMoney: Bool = false, isBelow: Bool = false, compose: (@Sendable (JSONValue) -> JSONValue)? = nil
    ) {
        self.name = name
        self.heading = heading
        self.kind = kind
        self.isDetail = isDetail
        self.isKept = isKept
        self.isMoney = isMoney
        self.isBelow = isBelow
        self.compose = compose
    }

    func value(in record: JSONValue) -> JSONValue {
        if let compose { return compose(record) }
        return name.split(separator: ".").reduce(record) { $0[String($1)] ?? .null }
    }

    /// The value for a person; nil when there is none.
    func shown(_ record: JSONValue, _ dates: PeopleDates) -> String? {
        let value = value(in: record)
        switch kind {
        case .day:
            return value.text.map { text in LocalDate(text).map(dates.day) ?? text }
        case .time:
            return value.text.map { text in Instant(text: text).map(dates.time) ?? text }
        case .words:
            return value.text?.spoken
        case .flag:
            return value.truth.map { $0 ? "yes" : "no" }
        case .share:
            return value.double.map(Self.percentage)
        case .number where isMoney:
            return Self.plain(value).map(Self.money)
        case .number:
            return Self.plain(value).map { $0.hasSuffix(".0") ? String($0.dropLast(2)) : $0 }
        case .list, .text:
            return Self.plain(value).map { $0.replacing("\n", with: " ") }
        }
    }

    /// The value for TSV and CSV, whole; nil when there is none.
    func written(_ record: JSONValue) -> String? { Self.plain(value(in: record)) }

    /// 0.0419 is "4.2 %".
    private static func percentage(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// 1000.5 is "1000.50", and 1000 stays as it is.
    private static func money(_ number: String) -> String {
        let parts = number.split(separator: ".")
        guard parts.count == 2, parts[1] != "0" else { return String(parts.first ?? "") }
        return parts[1].count == 1 ? number + "0" : number
    }

    private static func plain(_ value: JSONValue) -> String? {
        switch value {
        case .null: return nil
        case .bool(let truth): return truth ? "true" : "false"
        case .integer(let number): return String(number)
        case .number(let number): return "\(number)"
        case .string(let text): return text
        case .array(let items):
            return items.isEmpty ? nil : items.map { plain($0) ?? "" }.joined(separator: ", ")
        case .object: return String(decoding: value.bytes(), as: UTF8.self)
        }
    }
}

extension String {
    fileprivate func replacing(_ character: Character, with other: Character) -> String {
        String(map { $0 == character ? other : $0 })
    }
}
