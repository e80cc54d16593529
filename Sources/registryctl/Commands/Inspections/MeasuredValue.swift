/// A number with its unit, as it is typed: `6.2g`, `2 kg`, `17`.
struct MeasuredValue: Equatable {
    var number: Double
    var unit: String?

    /// - Throws: `Failure` when it doesn't begin with a number.
    init(_ text: String) throws(Failure) {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits) else {
            throw Failure(
                .refused, "not_a_measured_value", "\"\(text)\" is not a measured value.",
                why: ["It is a number with a dot and its unit, like 6.2g."])
        }
        self.number = number
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        self.unit = unit.isEmpty ? nil : String(unit)
    }
}
