import ArgumentParser

/// A new recommendation about the same inspection.
struct RecommendationRecompute: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute", abstract: "Ask the policy again, with the facts as they are now.")

    static let manual = Manual(
        .changes, .records(.recommendation),
        examples: [
            #"registryctl recommendation recompute C-2026-0290 --inspection I-2026-1188"#,
            #"registryctl recommendation recompute C-2026-0290 --recommendation 7"#,
        ])

    @Argument(help: ArgumentHelp("Reference of the case.", valueName: "case"), completion: .references(.caseFile))
    var reference: String
    @Option(help: "Reference of the inspection.", completion: .references(.inspection)) var inspection: String?
    @Option(help: ArgumentHelp("A recommendation about it, in place of the inspection.", valueName: "number"))
    var recommendation: Int?
    @OptionGroup(title: "Change") var change: ChangeOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let file = try Reference.of(.caseFile, reference)
        let about = try await inspection(of: file, session)
        let ask = HTTPAsk(.POST, "/v1/cases/\(file)/recommendations", ["inspection": .of(about)])
        let answer = try await session.change(ask, change)
        let newest = answer.json["items"]?[0] ?? answer.json
        let number = newest["id"]?.wholeNumber.map(String.init) ?? ""
        let replaced = RecomputedText.lines(newest)
        let said = ["Recommendation \(number) about \(about) is in case \(file)."] + replaced
        try session.tell(
            answer, .recommendation, output, said.joined(separator: "\n"), isNew: true,
            notes: answer.isDryRun ? replaced : [], next: "registryctl recommendation explain \(file)")
    }

    /// The inspection that is named, that the recommendation is about, or the only one of the case.
    private func inspection(of file: String, _ session: Session) async throws -> String {
        let named = try inspection.map { text throws(Failure) in try Reference.of(.inspection, text) }
        guard let recommendation else {
            if let named { return named }
            return try await onlyOne(of: file, session)
        }
        let advice = try await session.get(
            "/v1/recommendations/\(recommendation)", hint: "registryctl case show \(file)")
        let about = advice.json["inspection"]?.text ?? ""
        guard named == nil || named == about else {
            throw Failure(
                .refused, "another_inspection",
                "recommendation \(recommendation) is about \(about), not about \(named ?? "").",
                why: ["Name one of them."], rerun: .appending(["--inspection", about]))
        }
        session.say("Recommendation \(recommendation) is about \(about).")
        return about
    }

    /// - Throws: `Failure` where the case has recommendations about several inspections, or none.
    private func onlyOne(of file: String, _ session: Session) async throws -> String {
        let all =
            try await session.get("/v1/cases/\(file)", hint: "registryctl case list")
            .json["recommendations"]?.items ?? []
        var inspections: [String] = []
        for inspection in all.compactMap({ $0["inspection"]?.text }) where !inspections.contains(inspection) {
            inspections.append(inspection)
        }
        guard let first = inspections.first else {
            throw Failure(
                .notFound, "no_recommendation", "case \(file) has no recommendation.",
                why: ["Name the inspection: --inspection I-…"], attempt: "registryctl case show \(file)")
        }
        guard inspections.count == 1 else {
            throw Failure(
                .refused, "inspection_not_named",
                "case \(file) has recommendations about several inspections: \(inspections.joined(separator: ", ")).",
                why: ["Say about which the rules are asked again."]
            ).offering(inspections.map { .appending(["--inspection", $0]) })
        }
        session.say("The recommendations of \(file) are about \(first).")
        return first
    }
}
