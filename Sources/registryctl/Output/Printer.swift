import Records

/// Writes records in the form that was asked for.
struct Printer: Sendable {
    var form: OutputForm
    var fields: [String]?
    var columnNames: [String]?
    var hasHeader: Bool
    var terminal: Terminal
    var dates: PeopleDates
    /// Talk beside the result.
    var say: @Sendable (String) -> Void

    /// What `auto` stands for here.
    var resolved: OutputForm {
        guard form == .auto else { return form }
        return terminal.isInteractive ? .table : .tsv
    }

    /// Many records. `isFirst` is false for further pages: they get no header again.
    func list(_ records: [JSONValue], of subject: Subject, isFirst: Bool = true) throws {
        switch resolved {
        case .json:
            try StandardOutput.write(JSONText.pretty(.array(records.map { picked($0, subject) })) + Array("\n".utf8))
        case .jsonl:
            for record in records { try StandardOutput.write(picked(record, subject).bytes() + Array("\n".utf8)) }
        case .ref: try references(records, subject)
        case .table, .auto: try table(records, subject)
        case .tsv: try delimited(records, subject, .tsv, isFirst)
        case .csv: try delimited(records, subject, .csv, isFirst)
        }
    }

    /// One record: a card for people, otherwise as a list of one (in JSON the object itself).
    func one(_ record: JSONValue, of subject: Subject) throws {
        switch resolved {
        case .json: try StandardOutput.write(JSONText.pretty(picked(record, subject)) + Array("\n".utf8))
        case .table, .auto: try StandardOutput.write(card(record, of: subject))
        default: try list([record], of: subject)
        }
    }

    /// The lines of a card, each with its end. A card may be kept, so its days are written in full.
    func card(_ record: JSONValue, of subject: Subject, indent: Int = 0) -> String {
        var whole = self
        whole.dates.areKept = true
        return whole.lines(of: record, subject, indent: indent)
    }

    private func lines(of record: JSONValue, _ subject: Subject, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        let lines = subject.cardColumns.compactMap { column in
            column.shown(record, dates).map { (column.heading, $0) }
        }
        let width = lines.map { TextWidth.of($0.0) }.max() ?? 0
        var text = lines.flatMap { heading, value in
            TextWidth.wrapped(
                "\(margin)\(TextWidth.padded(heading, to: width))  \(value)", to: terminal.width,
                indent: indent + width + 2)
        }.map { $0 + "\n" }.joined()
        for section in subject.sections {
            let items = section.items(of: record)
            guard !items.isEmpty else { continue }
            let used = section.columns.filter { column in items.contains { column.shown($0, dates) != nil } }
            let (table, omitted) = fitted(items, used, indent: indent + 2)
            text += "\(margin)\(section.heading)\n"
            text += table.lines(width: terminal.width, bold: terminal.bold).map { $0 + "\n" }.joined()
            if !omitted.isEmpty { text += "\(margin)  (without \(omitted.joined(separator: ", ")): -o json has all)\n" }
        }
        return text
    }

    private func table(_ records: [JSONValue], _ subject: Subject) throws {
        guard !records.isEmpty else { return }
        let chosen = try subject.chosen(columnNames, machine: false)
        // A column without any value would only take room, unless it was asked for.
        let used = chosen.filter { column in records.contains { column.shown($0, dates) != nil } }
        let columns = columnNames == nil ? used : chosen
        let below = grid(records, columns, indent: 0).isWhole(in: terminal.width) ? [] : columns.filter(\.isBelow)
        let (table, omitted) = fitted(records, columns.filter { below.isEmpty || !$0.isBelow }, indent: 0)
        let lines = table.lines(width: terminal.width, bold: terminal.bold)
        let rows = zip(lines.dropFirst(), records).flatMap { line, record in [line] + sentences(below, record) }
        try StandardOutput.write(((hasHeader ? [lines[0]] : []) + rows).map { $0 + "\n" }.joined())
        // Nothing is left out in silence.
        if !omitted.isEmpty { say("Without \(omitted.joined(separator: ", ")), for want of room: see --columns.") }
    }

    /// What stands below the row of a record, broken at blanks.
    private func sentences(_ columns: [Column], _ record: JSONValue) -> [String] {
        columns.compactMap { $0.shown(record, dates) }.flatMap {
            TextWidth.wrapped("    " + $0, to: terminal.width, indent: 4)
        }
    }

    /// The table without the last columns that may give way where they don't fit, and the names of those.
    private func fitted(
        _ records: [JSONValue], _ columns: [Column], indent: Int
    ) -> (table: TextTable, omitted: [String]) {
        var shown = columns
        var omitted: [String] = []
        var table = grid(records, shown, indent: indent)
        guard columnNames == nil else { return (table, []) }
        while table.fitting(terminal.width) < shown.count,
            let place = shown.lastIndex(where: { !$0.isKept }) ?? shown.indices.last, place > 0
        {
            omitted.insert(shown.remove(at: place).heading, at: 0)
            table = grid(records, shown, indent: indent)
        }
        return (table, omitted)
    }

    private func grid(_ records: [JSONValue], _ columns: [Column], indent: Int) -> TextTable {
        let rows = records.map { record in columns.map { $0.shown(record, dates) ?? "-" } }
        return TextTable(
            headings: columns.map { $0.heading.uppercased() },
            isNumber: columns.map { [.number, .share].contains($0.kind) },
            canBeCut: columns.indices.map { index in Self.canBeCut(columns[index], rows.map { $0[index] }) },
            rows: rows, indent: indent)
    }

    /// Sentences, also those that begin with a code; a code alone is short and stays whole.
    static func canBeCut(_ column: Column, _ cells: [String]) -> Bool {
        switch column.kind {
        case .text, .list: !isReference(column.name)
        case .words: cells.contains { TextWidth.of($0) > 30 }
        default: false
        }
    }

    /// Cut references can't be typed again, and a cut standing misleads.
    private static func isReference(_ name: String) -> Bool {
        [
            "reference", "outlet", "case", "inspection", "party", "holder", "login", "criterion", "id", "pack",
            "packId",
            "version", "packVersion", "standing",
        ].contains(name)
    }

    private func delimited(
        _ records: [JSONValue], _ subject: Subject, _ kind: Delimited, _ isFirst: Bool
    ) throws {
        let columns = try subject.chosen(columnNames, machine: true)
        if hasHeader, isFirst, !records.isEmpty { try StandardOutput.write(kind.row(columns.map(\.name))) }
        try StandardOutput.write(records.map { record in kind.row(columns.map { $0.written(record) ?? "" }) }.joined())
    }

    private func references(_ records: [JSONValue], _ subject: Subject) throws {
        let key = Column(subject.key, subject.key)
        try StandardOutput.write(records.compactMap { key.written($0) }.map { $0 + "\n" }.joined())
    }

    /// The record with the fields that were asked for.
    func picked(_ record: JSONValue, _ subject: Subject) -> JSONValue {
        guard let fields else { return record }
        let columns = fields.map { name in subject.columns.first { $0.name == name } ?? Column(name, name) }
        return .object(
            Dictionary(columns.map { ($0.name, $0.value(in: record)) }, uniquingKeysWith: { first, _ in first }))
    }
}
