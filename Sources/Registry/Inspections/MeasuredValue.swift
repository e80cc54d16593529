import Records

extension NewFinding {
    /// Why the measured value can't be kept as it was sent: it has more decimals, or more digits, than are stored exactly.
    /// - Parameter pointer: of the member, such as `/findings/0/value`.
    func valueProblem(at pointer: String) -> FieldProblem? {
        guard let value, !Self.isKeptExactly(value) else { return nil }
        return FieldProblem(
            pointer, "too_many_digits",
            "The value for \(criterion) is \(value); at most \(Self.decimals) decimals and \(Self.digits) digits are kept. Round it as the instrument does."
        )
    }

    private static let decimals = 6
    private static let digits = 12

    /// A binary number of so few digits is the nearest one to the decimal that was typed, so nothing is rounded.
    private static func isKeptExactly(_ value: Double) -> Bool {
        guard value.magnitude < 1e12 else { return false }
        let millionths = (value * 1e6).rounded()
        guard millionths / 1e6 == value else { return false }
        var significant = Int64(millionths.magnitude)
        for _ in 0..<decimals where significant % 10 == 0 { significant /= 10 }
        return significant < 1_000_000_000_000
    }
}
