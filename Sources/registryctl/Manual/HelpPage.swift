/// The help of one command: what the argument parser knows, with the examples before and the fields and exit codes after.
struct HelpPage {
    var manual: Manual
    /// Columns of the terminal.
    var width: Int

    /// - Parameter help: the parser's own page, which begins with `OVERVIEW:`.
    func text(around help: String) -> String {
        let bare = help.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let usage = bare.firstIndex { $0.hasPrefix("USAGE:") } ?? bare.endIndex
        var lines = Array(bare[..<usage])
        lines += ["EXAMPLES:"] + examples + [""]
        lines += bare[usage...].reversed().drop(while: \.isEmpty).reversed()
        lines += ["", "OUTPUT FIELDS:"] + fields + ["", "EXIT CODES:"] + exits
        return lines.joined(separator: "\n")
    }

    /// Long ones go on in the next line as a shell allows it.
    private var examples: [String] {
        manual.examples.flatMap { example in
            let lines = Self.broken(example, to: width - 4)
            return lines.enumerated().map { place, line in
                (place == 0 ? "  " : "    ") + line + (place == lines.count - 1 ? "" : " \\")
            }
        }
    }

    private var fields: [String] {
        switch manual.output {
        case .text(let sentence): return TextWidth.wrapped(sentence, to: width - 2).map { "  " + $0 }
        case .records(let subject):
            let length = subject.columns.map { TextWidth.of($0.name) }.max() ?? 0
            return subject.columns.map { column in
                let heading = column.heading == column.name ? "" : "\(column.heading): "
                return "  \(TextWidth.padded(column.name, to: length))  \(heading)\(column.kind.explanation)"
            } + ["  Pick with --json=a,b or --columns a,b; JSON holds further members."]
        }
    }

    private var exits: [String] {
        manual.work.exits.map { exit in
            "  \(TextWidth.rightAligned(String(exit.rawValue), to: 3))  \(exit.meaning)"
        }
    }

    /// The command in lines of at most `limit` columns, never broken inside quotation marks.
    static func broken(_ command: String, to limit: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words(command) {
            if !line.isEmpty, TextWidth.of(line) + 1 + TextWidth.of(word) > limit {
                lines.append(line)
                line = word
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        return lines + [line]
    }

    /// The words of a command line with their quotation marks; an option keeps its value.
    private static func words(_ command: String) -> [String] {
        var words = [""]
        var isQuoted = false
        for character in command {
            if character == "\"" { isQuoted.toggle() }
            if character == " ", !isQuoted { words.append("") } else { words[words.count - 1].append(character) }
        }
        return words.reduce(into: []) { joined, word in
            let isValue =
                !word.hasPrefix("-") && joined.last?.hasPrefix("--") == true && joined.last?.contains(" ") == false
            if isValue, let option = joined.popLast() {
                joined.append("\(option) \(word)")
            } else {
                joined.append(word)
            }
        }
    }
}

extension Column.Kind {
    /// What a value of this kind looks like in machine forms.
    fileprivate var explanation: String {
        switch self {
        case .text: "text"
        case .words: "a word of the registry"
        case .day: "a day, 2026-11-20"
        case .time: "a time, RFC 3339 in UTC"
        case .number: "a number"
        case .share: "a number from 0 to 1"
        case .list: "a list"
        case .flag: "true or false"
        }
    }
}
