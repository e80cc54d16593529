/// Lays cells out in columns that fit the width of a terminal.
struct TextTable {
    var headings: [String]
    var isNumber: [Bool]
    /// Which columns may be cut; days and references are of no use without their end.
    var canBeCut: [Bool]
    var rows: [[String]]
    /// Blanks before every line.
    var indent = 0

    init(headings: [String], isNumber: [Bool], canBeCut: [Bool]? = nil, rows: [[String]], indent: Int = 0) {
        self.headings = headings
        self.isNumber = isNumber
        self.canBeCut = canBeCut ?? isNumber.map { !$0 }
        self.rows = rows
        self.indent = indent
    }

    /// The least that is left of a column that is cut.
    private static let narrowest = 8

    /// How many columns from the left fit into `width` when those that may be cut are as narrow as they get.
    func fitting(_ width: Int) -> Int {
        var taken = indent - 2
        for column in headings.indices {
            let whole = max(TextWidth.of(headings[column]), rows.map { TextWidth.of($0[column]) }.max() ?? 0)
            taken += 2 + (canBeCut[column] ? min(Self.narrowest, whole) : whole)
            if taken > width { return max(1, column) }
        }
        return headings.count
    }

    /// Whether nothing is cut in lines of `width`.
    func isWhole(in width: Int) -> Bool {
        let widths = headings.indices.map { column in
            max(TextWidth.of(headings[column]), rows.map { TextWidth.of($0[column]) }.max() ?? 0)
        }
        return widths.reduce(0, +) + 2 * (widths.count - 1) + indent <= width
    }

    /// The lines. When all columns together are too wide, the widest text columns are cut.
    func lines(width: Int, bold: (String) -> String = { $0 }) -> [String] {
        var widths = headings.indices.map { column in
            max(TextWidth.of(headings[column]), rows.map { TextWidth.of($0[column]) }.max() ?? 0)
        }
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) + indent - width
        while excess > 0, let widest = widestToCut(widths) {
            widths[widest] -= 1
            excess -= 1
        }
        let head = headings.allSatisfy(\.isEmpty) ? [] : [bold(line(headings, widths))]
        return head + rows.map { line($0, widths) }
    }

    /// The widest column that may still be cut, the last one of those.
    private func widestToCut(_ widths: [Int]) -> Int? {
        canBeCut.indices.filter { canBeCut[$0] && widths[$0] > Self.narrowest }
            .max { (widths[$0], $0) < (widths[$1], $1) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { column in
            let cell = TextWidth.cut(cells[column], to: widths[column])
            return isNumber[column]
                ? TextWidth.rightAligned(cell, to: widths[column]) : TextWidth.padded(cell, to: widths[column])
        }
        var line = String(repeating: " ", count: indent) + padded.joined(separator: "  ")
        while line.last == " " { line.removeLast() }
        return line
    }
}
