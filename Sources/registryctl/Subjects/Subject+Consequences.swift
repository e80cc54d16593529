import Records

extension Subject {
    /// A recommendation that counted a violation.
    static let consequence = Subject(
        one: "consequence", many: "consequences", command: "inspection", key: "case",
        columns: [
            Column("case", "case"), Column("outlet", "outlet"), Column("inspection", "inspection"),
            Column("day", "day", .day),
            Column("measureText", "recommended"), Column("measureNowText", "now"), Column("changes", "changes", .flag),
            Column("decision.choice", "decision", .words),
            Column("actions", "actions", .list) { json in
                .array((json["actions"]?.items ?? []).map { .string(words(of: $0)) })
            },
            Column("pack", "pack", isDetail: true), Column("packVersion", "version", isDetail: true),
            Column("recommendation", "recommendation", .number, isDetail: true),
            Column("measure", "recommended kind", .words, isDetail: true),
            Column("measureNow", "kind now", .words, isDetail: true),
        ])

    /// "A-2026-0001 (issued)".
    fileprivate static func words(of action: JSONValue) -> String {
        "\(action["reference"]?.text ?? "") (\((action["status"]?.text ?? "").spoken))"
    }
}

extension Session {
    /// Says which later recommendations rested on what an act has set aside, as its answer lists them.
    func writeConsequences(_ answer: HTTPAnswer, _ output: OutputOptions) throws {
        guard let items = answer.json["consequences"]?.items, !items.isEmpty
        else { return }
        let head = items.count == 1 ? "1 later recommendation" : "\(items.count) later recommendations"
        try StandardOutput.write("\(head) counted what is set aside:\n")
        for item in items {
            let was = item["measureText"]?.text ?? ""
            let now = item["changes"]?.truth == true ? item["measureNowText"]?.text ?? "" : "the same"
            let actions = (item["actions"]?.items ?? []).map { Subject.words(of: $0) }
            let line =
                "  \(item["case"]?.text ?? "") (\(item["inspection"]?.text ?? "")): \(was); now it would be \(now)."
                + (actions.isEmpty ? "" : " Actions: \(actions.joined(separator: ", ")).")
            let width = printer(output).terminal.width
            try StandardOutput.write(TextWidth.wrapped(line, to: width, indent: 4).map { $0 + "\n" }.joined())
        }
    }

    /// Names what comes next for each recommendation; where nothing has changed, where to read it.
    func sayWhatIsNext(_ consequences: [JSONValue], for roles: [String]?) {
        sayNext(
            consequences.map { item in
                NextCommand.of(item, for: roles)
                    ?? "registryctl recommendation explain \(item["recommendation"]?.wholeNumber.map(String.init) ?? "")"
            })
    }
}
