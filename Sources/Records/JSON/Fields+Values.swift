extension Fields {
    /// A whole number in `range`.
    package mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int {
        describe(
            name, isRequired: true,
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
        guard let value = required(name, Self.expected("a whole number", range)) else { return range.lowerBound }
        return checked(name, value, range) ?? range.lowerBound
    }

    /// As `integer`; nil when the member is absent or null.
    package mutating func optionalInteger(_ name: String, in range: ClosedRange<Int>) -> Int? {
        describe(
            name, isRequired: false,
            ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)])
        return optional(name).flatMap { checked(name, $0, range) }
    }

    private mutating func checked(_ name: String, _ value: JSONValue, _ range: ClosedRange<Int>) -> Int? {
        var whole = value.wholeNumber
        if textsOnly, let text = value.text { whole = Int(text) }
        if whole == nil, let number = value.double { whole = Int(exactly: number) }
        guard let whole else {
            noteType(name, value, Self.expected("a whole number", range))
            return nil
        }
        guard range.contains(whole) else {
            noteRange(name, "\(whole)", range)
            return nil
        }
        return whole
    }

    /// A number in `range`, whole or not.
    package mutating func number(_ name: String, in range: ClosedRange<Double>) -> Double {
        describe(
            name, isRequired: true,
            ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)])
        guard let value = required(name, Self.expected("a number", range)) else { return range.lowerBound }
        return checked(name, value, range) ?? range.lowerBound
    }

    /// As `number`; nil when the member is absent or null.
    package mutating func optionalNumber(_ name: String, in range: ClosedRange<Double>) -> Double? {
        describe(
            name, isRequired: false,
            ["type": "number", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)])
        return optional(name).flatMap { checked(name, $0, range) }
    }

    private mutating func checked(_ name: String, _ value: JSONValue, _ range: ClosedRange<Double>) -> Double? {
        guard let number = value.double ?? (textsOnly ? value.text.flatMap(Double.init) : nil) else {
            noteType(name, value, Self.expected("a number", range))
            return nil
        }
        guard range.contains(number) else {
            noteRange(name, Self.plain(number), range)
            return nil
        }
        return number
    }

    private mutating func noteRange<Number>(_ name: String, _ given: String, _ range: ClosedRange<Number>) {
        let limits = "it lies between \(Self.plain(range.lowerBound)) and \(Self.plain(range.upperBound))"
        note(name, "out_of_range", "\"\(name)\" is \(given); \(limits).")
    }

    private static func expected<Number>(_ what: String, _ range: ClosedRange<Number>) -> String {
        "\(what) from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    }

    /// A whole number without a fraction: 160 and not 160.0.
    private static func plain<Number>(_ number: Number) -> String {
        guard let double = number as? Double, double.magnitude < 1e15, let whole = Int(exactly: double) else {
            return "\(number)"
        }
        return "\(whole)"
    }

    /// True or false; `fallback` when the member is absent or null.
    package mutating func bool(_ name: String, default fallback: Bool) -> Bool {
        optionalBool(name) ?? fallback
    }

    /// True or false.
    package mutating func bool(_ name: String) -> Bool {
        describe(name, isRequired: true, ["type": "boolean"])
        guard let value = required(name, "true or false") else { return false }
        return checkedBool(name, value) ?? false
    }

    /// True or false; nil when the member is absent or null.
    package mutating func optionalBool(_ name: String) -> Bool? {
        describe(name, isRequired: false, ["type": "boolean"])
        return optional(name).flatMap { checkedBool(name, $0) }
    }

    private mutating func checkedBool(_ name: String, _ value: JSONValue) -> Bool? {
        if let truth = value.truth { return truth }
        if textsOnly, value == "true" || value == "false" { return value == "true" }
        noteType(name, value, "true or false")
        return nil
    }

    /// A value that is written as a text of a known form: a date, an instant, a reference.
    package mutating func value<Value: WrittenAsText>(_ name: String, as type: Value.Type) -> Value {
        describe(name, isRequired: true, type.schema)
        guard let value = required(name, type.form) else { return type.placeholder }
        return checked(name, value, type) ?? type.placeholder
    }

    /// As `value`; nil when the member is absent or null.
    package mutating func optionalValue<Value: WrittenAsText>(_ name: String, as type: Value.Type) -> Value? {
        describe(name, isRequired: false, type.schema)
        return optional(name).flatMap { checked(name, $0, type) }
    }

    private mutating func checked<Value: WrittenAsText>(
        _ name: String, _ value: JSONValue, _ type: Value.Type
    ) -> Value? {
        guard case .string(let text) = value else {
            noteType(name, value, type.form)
            return nil
        }
        if let read = Value(written: text) {
            guard let doubt = read.doubt else { return read }
            note(name, "out_of_range", "\"\(name)\" is \(read); \(doubt).")
            return nil
        }
        note(name, type.problemCode, "\"\(Self.clipped(text))\" is not \(type.form).")
        return nil
    }

    /// A point in time, RFC 3339 with any offset.
    package mutating func instant(_ name: String) -> Instant { value(name, as: Instant.self) }

    /// As `instant`; nil when the member is absent or null.
    package mutating func optionalInstant(_ name: String) -> Instant? { optionalValue(name, as: Instant.self) }

    /// A UUID in lower case.
    package mutating func uuid(_ name: String) -> String { value(name, as: UUIDText.self).text }

    /// As `uuid`; nil when the member is absent or null.
    package mutating func optionalUUID(_ name: String) -> String? { optionalValue(name, as: UUIDText.self)?.text }
}
