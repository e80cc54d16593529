import Policy

/// Makes outlets of the rows of `KnownHistory`, one after the other: one outlet at a time is held.
package struct OutletPasts {
    private var past: OutletPast?

    package init() {}

    /// Reads whole rows; `body` gets each outlet when the next one begins.
    package mutating func read(_ rows: [UInt8], _ body: (OutletPast) throws -> Void) throws {
        try rows.withUnsafeBufferPointer { bytes in
            var row = CopiedRow(bytes)
            while !row.isAtEnd { try read(&row, body) }
        }
    }

    /// The last outlet.
    package mutating func finish(_ body: (OutletPast) throws -> Void) throws {
        guard var whole = past else { return }
        past = nil
        whole.settle()
        try body(whole)
    }

    private mutating func read(_ row: inout CopiedRow, _ body: (OutletPast) throws -> Void) throws {
        let outlet = try row.known()
        if past?.outlet != outlet {
            try finish(body)
            past = OutletPast(outlet: outlet)
        }
        switch row.letter() {
        case UInt8(ascii: "v"): try violation(&row, outlet)
        case UInt8(ascii: "f"): try finding(&row)
        default: try `operator`(&row)
        }
    }

    private mutating func violation(_ row: inout CopiedRow, _ outlet: String) throws {
        let (day, decided) = (try row.knownDay(), try row.day())
        let (reference, criterion, id) = (try row.known(), try row.known(), try row.known())
        let word = try row.known()
        guard let standing = Standing(rawValue: word) else { throw OutletFacts.UnknownStanding(text: word) }
        let measure = row.text().flatMap(MeasureKind.init)
        _ = row.text()
        past?.add(
            PastViolation(
                id: id, criterion: criterion, day: day, standing: standing, outlet: outlet, decidedOn: decided,
                reference: reference, measure: measure))
    }

    private mutating func finding(_ row: inout CopiedRow) throws {
        let day = try row.knownDay()
        _ = try row.day()
        let (reference, criterion) = (try row.known(), try row.known())
        _ = row.text()
        let (result, unit, value) = (try row.known(), row.text(), row.text().flatMap(Double.init))
        past?.add(
            ObservedFinding(criterion: criterion, result: result, value: value, unit: unit), of: reference, on: day)
    }

    private mutating func `operator`(_ row: inout CopiedRow) throws {
        let (from, until) = (try row.knownDay(), try row.day())
        let party = try row.known()
        _ = row.text()
        let id = try row.number()
        for _ in 0..<3 { _ = row.text() }
        past?.add(operator: party, id: id, from: from, until: until)
    }
}
