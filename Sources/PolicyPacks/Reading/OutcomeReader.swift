import Policy
import Yams

/// Reads what a step calls for: one measure, several together, or a choice.
struct OutcomeReader {
    private let section: Section
    private let sources: SourceReader
    private let label: String
    private var problems: ProblemList { section.problems }

    static let keys = ["measure", "all", "any", "licensee_chooses", "if", "each_further_day", "unknown"]
    private static let forms = ["measure", "all", "any", "licensee_chooses", "unknown"]

    /// - Parameter label: how source notes name the step.
    init(_ section: Section, _ sources: SourceReader, label: String) {
        self.section = section
        self.sources = sources
        self.label = label
    }

    func read(_ citation: Citation?) -> Step? {
        let forms = Self.forms.filter(section.has)
        guard forms.count == 1, let form = forms.first, let node = section.node(form) else {
            problems.add(
                section.line,
                "\(section.what.capitalizedFirst) must have either \"measure\", or \"unknown\" with what the source does not say."
                    + " Several measures go under \"all\", a choice under \"any\" or \"licensee_chooses\".")
            return nil
        }
        if form == "unknown" { return unknown(citation) }
        return sanction(form, node, citation)
    }

    private func unknown(_ citation: Citation?) -> Step? {
        let note = section.optionalLocalized("unknown")
        guard let citation else { return nil }
        let notes = [SourceNote(what: "step", value: "\(label)unknown", citation: citation)]
        return Step(.unknown(Gap(.step, citation: citation, note: note)), notes: notes)
    }

    private func sanction(_ form: String, _ node: Node, _ citation: Citation?) -> Step? {
        var notes: [SourceNote] = []
        let reader = MeasureReader(what: "the measure of \(section.what)", sources, problems)
        func measure(_ node: Node) -> Prescription? {
            guard let (measure, own) = reader.read(node, citation) else { return nil }
            notes += own
            return measure
        }
        let options: [[Prescription?]] =
            switch form {
            case "measure": [[measure(node)]]
            case "all": [items(node, form).map(measure)]
            default: items(node, form).map { option in option.sequence.map { $0.map(measure) } ?? [measure(option)] }
            }
        let further = section.node("each_further_day").map(measure)
        let conditions = section.has("if") ? GatesReader(section, sources).read("if", "condition") : []
        refuseStrayConditions(form)
        let read = options.map { $0.compactMap { $0 } }
        guard let citation, read.joined().count == options.joined().count, further.map({ $0 != nil }) != false,
            !read.isEmpty, read.allSatisfy({ !$0.isEmpty })
        else { return nil }
        let sanction = Sanction(
            options: read, chooser: form == "licensee_chooses" ? .licensee : .authority, conditions: conditions,
            eachFurtherDay: further ?? nil)
        let kinds = read.map { $0.map(\.kind.rawValue).joined(separator: " and ") }.joined(separator: " or ")
        return Step(
            .sanction(sanction), notes: [SourceNote(what: "step", value: label + kinds, citation: citation)] + notes)
    }

    private func refuseStrayConditions(_ form: String) {
        guard form != "licensee_chooses", let node = section.node("if") else { return }
        problems.add(node.line, "\"if\" of \(section.what) belongs to \"licensee_chooses\". Leave it out.")
    }

    private func items(_ node: Node, _ form: String) -> [Node] {
        guard let list = node.sequence, list.count > 1 else {
            problems.add(node.line, "\"\(form)\" of \(section.what) must be a list of at least two measures.")
            return []
        }
        return Array(list)
    }
}
