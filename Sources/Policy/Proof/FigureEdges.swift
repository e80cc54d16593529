/// The values of one figure between which everything that is worked out from it runs straight, and does not cross: so what
/// holds at each of them holds between them.
///
/// They are none at all, the meetings of what is worked out with its own bounds, with the fixed numbers beside it and with
/// whatever else is worked out from the same figure, and one so far off that only the rates decide.
struct FigureEdges {
    private var lines: [Line] = []

    /// Every outcome is a line: the figure × `slope` / 1000 + `start`. A fixed number has no slope.
    private struct Line: Hashable {
        let slope: Int
        let start: Int
        /// The currency, or nil for days.
        let unit: String?
    }

    private static let far = 1_000_000_000_000

    /// - Parameter fixed: the numbers that what is worked out is held beside, in minor units or days.
    init(_ computations: [Computation], fixed: [(value: Int, currency: String?)]) {
        for one in computations {
            lines.append(Line(slope: one.thousandths, start: one.plus, unit: one.currency))
            for bound in [0, one.atLeast, one.atMost].compactMap(\.self) {
                lines.append(Line(slope: 0, start: bound, unit: one.currency))
            }
        }
        let units = Set(computations.map(\.currency))
        lines += fixed.filter { units.contains($0.currency) }.map { Line(slope: 0, start: $0.value, unit: $0.currency) }
        lines = ProofScope.distinct(lines)
    }

    /// In their order, each once.
    var values: [Int] {
        var values: Set<Int> = [0]
        for (place, line) in lines.enumerated() where line.slope != 0 {
            for (other, second) in lines.enumerated() where second.slope == 0 || other > place {
                values.formUnion(around(line, second))
            }
        }
        let steepest = max(1, lines.map { abs($0.slope) }.max() ?? 1)
        // Beyond this the product is too large to be worked out at all.
        let most = Int.max / 8 / steepest
        let near = values.filter { $0 <= most }
        return near.union([min(most, max(Self.far, 2 * (near.max() ?? 0)))]).sorted()
    }

    /// The meeting of two lines, with a value on each side at which they differ by one at least.
    private func around(_ one: Line, _ other: Line) -> [Int] {
        let (slope, rise) = (one.slope - other.slope, other.start.subtractingReportingOverflow(one.start))
        guard one.unit == other.unit, slope != 0, !rise.overflow else { return [] }
        let scaled = rise.partialValue.multipliedReportingOverflow(by: 1000)
        guard !scaled.overflow else { return [] }
        let meeting = scaled.partialValue / slope
        let step = max(1, 1000 / abs(slope))
        return [meeting - step, meeting, meeting + 1, meeting + 1 + step].filter { $0 >= 0 }
    }
}

extension Prescribed {
    /// The values that are written out in it.
    var written: [Value] {
        switch self {
        case .exact(let value): [value]
        case .range(let least, let most): (least?.written ?? []) + (most?.written ?? [])
        case .by(_, let cases): cases.keys.sorted().flatMap { cases[$0]?.written ?? [] }
        case .computed, .unknown: []
        }
    }
}

extension Prescription {
    /// The numbers that are written out in it, in minor units or days; a month is of 28 to 31 days, a year of 365 or 366.
    var written: [(value: Int, currency: String?)] {
        let amounts = (amount?.written ?? []).map { (value: $0.minorUnits, currency: Optional($0.currency)) }
        let lengths = (length?.written ?? []).flatMap { length -> [(value: Int, currency: String?)] in
            let days: [Int] =
                switch length.unit {
                case .days: [1]
                case .weeks: [7]
                case .months: [28, 31]
                case .years: [365, 366]
                }
            return days.map { (length.value * $0, nil) }
        }
        return amounts + lengths
    }
}
