import Policy
import Records

/// Makes outlets of the rows of `KnownHistory`, one after the other: one outlet at a time is held.
package struct OutletPasts {
    /// How many values a row has.
    private static let columns = 13

    private var past = OutletPast()
    /// Number of the outlet that is read; nil before the first.
    private var outlet: Int?
    private var type: OutletType?
    private let standings = CopiedWords<KnownStanding>()
    private let measures = CopiedWords<MeasureKind>()

    package init() {}

    /// Reads whole rows; `body` gets each outlet at which something failed when the next one begins.
    package mutating func read(_ rows: [UInt8], _ body: (OutletPast) throws -> Void) throws {
        try rows.withUnsafeBytes { bytes in
            var row = CopiedRow(bytes)
            while try row.begin(columns: Self.columns) { try read(&row, body) }
        }
    }

    /// The last outlet.
    package mutating func finish(_ body: (OutletPast) throws -> Void) throws {
        outlet = nil
        if !past.inspections.isEmpty {
            past.settle()
            try body(past)
        }
        past.clear()
    }

    private mutating func read(_ row: inout CopiedRow, _ body: (OutletPast) throws -> Void) throws {
        let number = try row.knownNumber()
        if outlet != number {
            try finish(body)
            outlet = number
        }
        switch try row.letter() {
        case UInt8(ascii: "v"): try violation(&row, .here)
        case UInt8(ascii: "x"): try violation(&row, .elsewhere)
        case UInt8(ascii: "e"): try violation(&row, .earlier)
        case UInt8(ascii: "f"): try finding(&row)
        case UInt8(ascii: "m"): try measure(&row)
        case UInt8(ascii: "a"): try answer(&row)
        case UInt8(ascii: "c"): try inspected(&row)
        case UInt8(ascii: "s"): try stated(&row)
        case UInt8(ascii: "i"): try individual(&row)
        default: try `operator`(&row)
        }
    }

    /// Where a violation was found: at the outlet, at another one, or at the outlet by a former system.
    private enum Found { case here, elsewhere, earlier }

    private mutating func violation(_ row: inout CopiedRow, _ found: Found) throws {
        let (day, decided) = (try row.knownDay(), try row.day())
        let moment = found == .earlier ? nil : try row.knownNumber()
        if moment == nil { try row.skip() }
        let (id, reference, criterion) = (try row.knownNumber(), try row.known(), try row.known())
        guard let known = try row.word(of: standings) else { throw OutletFacts.UnknownStanding(text: "\(id)") }
        let measure = try row.word(of: measures)
        try row.skip()
        var violation = PastViolation(
            id: String(id), criterion: criterion, day: day, standing: known.standing, outlet: "", decidedOn: decided,
            reference: reference, measure: measure, setAsideBy: known.setAsideBy)
        if let moment, found == .elsewhere {
            violation.outlet = try row.known()
            violation.operator = try row.known()
            return past.add(elsewhere: violation, at: moment)
        }
        for _ in 0..<2 { try row.skip() }
        if let moment { past.add(violation, at: moment) } else { past.add(earlier: violation) }
    }

    private mutating func finding(_ row: inout CopiedRow) throws {
        let day = try row.knownDay()
        try row.skip()
        let (moment, number, reference) = (try row.knownNumber(), try row.knownNumber(), try row.known())
        let (criterion, kind, unit) = (try row.known(), try row.text(), try row.text())
        let (value, outlet, conduct) = (try row.double(), try row.known(), try row.text())
        if type?.kind != kind { type = OutletType(kind) }
        let observed = ObservedFinding(
            criterion: criterion, result: "fail", value: value, unit: unit,
            conduct: conduct?.split(separator: " ").map(String.init))
        past.add(
            OutletPast.Inspection(
                number: number, reference: reference, day: day, moment: moment, findings: [observed]),
            at: outlet, of: type)
    }

    private mutating func `operator`(_ row: inout CopiedRow) throws {
        let (from, until) = (try row.knownDay(), try row.day())
        try row.skip()
        let (id, party) = (try row.knownNumber(), try row.known())
        for _ in 0..<6 { try row.skip() }
        past.add(operator: party, id: id, from: from, until: until)
    }

    private mutating func measure(_ row: inout CopiedRow) throws {
        let (from, until, issued) = (try row.knownDay(), try row.day(), try row.knownNumber())
        for _ in 0..<4 { try row.skip() }
        let kind = try row.word(of: measures)
        for _ in 0..<3 { try row.skip() }
        if let kind { past.add(running: kind, from: from, until: until, issued: issued) }
    }

    private mutating func inspected(_ row: inout CopiedRow) throws {
        let day = try row.knownDay()
        for _ in 0..<10 { try row.skip() }
        past.add(inspected: day)
    }

    private mutating func stated(_ row: inout CopiedRow) throws {
        for _ in 0..<3 { try row.skip() }
        let (inspection, pack, criterion) = (try row.knownNumber(), try row.text(), try row.text())
        let (kind, name, number) = (try row.known(), try row.known(), try row.double())
        let value = try row.known()
        try row.skip()
        guard let kind = StatedFactKind(rawValue: kind) else { return }
        past.add(
            StatedFacts.Fact(
                pack: pack, kind: kind, name: name, criterion: criterion, value: value, number: number.map(Int.init)),
            about: inspection)
    }

    private mutating func individual(_ row: inout CopiedRow) throws {
        for _ in 0..<4 { try row.skip() }
        let reference = try row.known()
        try row.skip()
        past.add(individual: try row.known(), of: reference)
        for _ in 0..<4 { try row.skip() }
    }

    private mutating func answer(_ row: inout CopiedRow) throws {
        let day = try row.knownDay()
        try row.skip()
        try row.skip()
        let (inspection, pack, criterion) = (try row.knownNumber(), try row.known(), try row.known())
        let (gate, by, holds) = (try row.known(), try row.text(), try row.double())
        try row.skip()
        try row.skip()
        past.add(
            Confirmation(gate: gate, criterion: criterion, holds: holds == 1, by: by, on: day), about: inspection,
            under: pack)
    }
}
