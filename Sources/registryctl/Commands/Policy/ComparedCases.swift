import Records

/// The answer to a comparison on its way to standard output: cases one at a time, then the sums.
struct ComparedCases {
    private let printer: Printer
    private let limit: Int
    private var shown = 0
    private var unshown = 0
    private var summary: JSONValue?

    init(printer: Printer, limit: Int) {
        self.printer = printer
        self.limit = limit
    }

    mutating func take(_ line: JSONValue) throws {
        guard line["cases"] == nil else {
            summary = line
            return
        }
        switch printer.resolved {
        case .table where shown >= limit: unshown += 1
        case .table: try show(line)
        case .json: try StandardOutput.write(separator + printer.picked(line, .changedCase).bytes())
        default: try printer.list([line], of: .changedCase, isFirst: shown == 0)
        }
        shown += printer.resolved == .table && unshown > 0 ? 0 : 1
    }

    /// In JSON a list whose items come one by one, each on a line of its own.
    private var separator: [UInt8] { Array((shown == 0 ? "{\"changes\":[\n" : ",\n").utf8) }

    private func show(_ line: JSONValue) throws {
        let criteria = (line["criteria"]?.items ?? []).compactMap(\.text).joined(separator: ", ")
        let head = "\(text(line, "inspection")) (\(text(line, "outlet")), \(text(line, "day")), \(criteria))"
        let lines = [head, "  now  \(text(line, "current"))", "  new  \(text(line, "new"))"]
        let wrapped = lines.flatMap { TextWidth.wrapped($0, to: printer.terminal.width, indent: 7) }
        try StandardOutput.write(wrapped.map { $0 + "\n" }.joined())
    }

    private func text(_ line: JSONValue, _ member: String) -> String { line[member]?.text ?? "" }

    /// The sums: part of the result where people read it and in JSON, beside it elsewhere.
    func conclude(_ session: Session) throws {
        guard let summary else {
            throw Failure(
                .unreachable, "answer_cut_short", "the server broke off before the end of the comparison.",
                why: ["What was listed so far is not the whole."], attempt: "the same command again")
        }
        let text = ComparisonText(summary, width: printer.terminal.width)
        switch printer.resolved {
        case .table:
            let more =
                unshown == 0
                ? [] : ["… and \(unshown) more that \(unshown == 1 ? "changes" : "change"): -o tsv lists all."]
            let lines = more + (shown == 0 ? [] : [""]) + text.lines
            try StandardOutput.write(lines.map { $0 + "\n" }.joined())
        case .json:
            let start = shown == 0 ? separator : Array("\n".utf8)
            try StandardOutput.write(start + Array("],\n\"summary\":".utf8) + summary.bytes() + Array("}\n".utf8))
        case .jsonl:
            try StandardOutput.write(JSONValue.object(["summary": summary]).bytes() + Array("\n".utf8))
        default: session.say(text.lines.joined(separator: "\n"))
        }
    }
}
