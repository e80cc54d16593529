import Records

/// The report of a check, for people.
struct PackReportText {
    private let json: JSONValue
    private let name: String

    init(_ json: JSONValue, of name: String) {
        self.json = json
        self.name = name
    }

    var problems: Int { json["problems"]?.items?.count ?? 0 }

    /// "1 problem", "3 problems".
    var count: String { problems == 1 ? "1 problem" : "\(problems) problems" }

    /// A line of result, then every problem and every choice with its place.
    func text(width: Int) -> String {
        var lines = ["\(name): \(problems == 0 ? "no problems" : count), \(examples)\(covered)."]
        lines += remarks(width)
        return lines.map { $0 + "\n" }.joined()
    }

    /// "no examples", "1 example", "5 examples not run".
    private var examples: String {
        let ran = json["examples"]?.wholeNumber ?? 0
        let waiting = json["examplesNotRun"] ?? .integer(0)
        guard let left = waiting.wholeNumber else { return "examples not run" }
        if left > 0 { return Self.counted(left) + " not run" }
        return ran == 0 ? "no examples" : Self.counted(ran)
    }

    private static func counted(_ examples: Int) -> String { examples == 1 ? "1 example" : "\(examples) examples" }

    /// ", 1,526 combinations covered"; empty where nothing was proved.
    private var covered: String {
        let count = json["combinations"]?.wholeNumber ?? 0
        guard count > 0 else { return "" }
        let digits = String(count)
        var grouped = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        // The largest number is where counting stops.
        let atLeast = count == .max ? "at least " : ""
        return ", \(atLeast)\(grouped) \(count == 1 ? "combination" : "combinations") covered"
    }

    /// Every problem and every choice with its place, in lines.
    func remarks(_ width: Int) -> [String] { section("problems", width) + section("choices", width) }

    private func section(_ member: String, _ width: Int) -> [String] {
        let remarks = (json[member]?.items ?? []).compactMap { $0["text"]?.text }
        guard !remarks.isEmpty else { return [] }
        return [member] + remarks.flatMap { TextWidth.wrapped("  " + $0, to: width, indent: 4) }
    }
}
