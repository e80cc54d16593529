/// A number with its unit, as it is typed: `6.2g`, `2 kg`, `17`.
struct MeasuredValue: Equatable {
    var number: Double
    var unit: String?

    /// - Parameter word: the word of the command line that holds it, where it holds more.
    /// - Throws: `Failure` when it doesn't begin with a number, or when its fraction is behind a comma.
    init(_ text: String, in word: String? = nil) throws(Failure) {
        if let mended = DecimalComma.mended(text) {
            let word = word ?? text
            throw Failure(
                .refused, "decimal_comma", "\"\(text)\" is not a measured value.",
                why: ["A fraction stands behind a dot: \(mended)."],
                rerun: .replacing(word, with: word.dropLast(text.count) + mended))
        }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits) else {
            throw Failure(
                .refused, "not_a_measured_value",
                "\(word.map { "--value \($0): " } ?? "")\"\(text)\" is not a measured value.",
                why: ["It is a number with a dot and its unit, like 6.2g."])
        }
        self.number = number
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        self.unit = unit.isEmpty ? nil : String(unit)
    }
}
