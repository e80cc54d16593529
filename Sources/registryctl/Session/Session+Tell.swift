import Records

extension Session {
    /// Tells the result of a change: what is now true, what to know beside it, and what comes next, in this order.
    ///
    /// For people `sentence` is the result; in machine forms the record is, and the sentence is talk.
    /// - Parameters:
    ///   - isNew: the record did not exist before, so a dry run shows no reference of it: it gets one when it is saved.
    ///   - notes: warnings and the like, a sentence each.
    ///   - next: what comes next, where the answer doesn't say it.
    ///   - alternatives: what can be done instead of that.
    ///   - further: what is to be done beside it.
    func tell(
        _ answer: HTTPAnswer, _ subject: Subject, _ output: OutputOptions, _ sentence: String, isNew: Bool = false,
        notes: [String] = [], next: String? = nil, or alternatives: [String] = [],
        and further: [String] = []
    ) throws {
        let isForPeople = output.form == .auto || output.form == .table
        if answer.isDryRun {
            try tellDry(isNew ? answer.json.unnamed(subject, isForPeople) : answer.json, subject, output, isForPeople)
            if isNew { say("What is new gets its reference or number when it is saved.") }
            return notes.forEach(say)
        }
        if isForPeople {
            try StandardOutput.write(sentence + "\n")
            try writeConsequences(answer, output)
        } else {
            try printer(output).one(answer.json, of: subject)
            say(sentence)
        }
        notes.forEach(say)
        sayNext(answer, next, alternatives, further)
    }

    /// One next step, what can be done instead, and what else is to be done because of it, each once.
    private func sayNext(_ answer: HTTPAnswer, _ next: String?, _ alternatives: [String], _ further: [String]) {
        let first = [NextCommand.of(answer.json, for: answer.roles) ?? next].compactMap { $0 }
        let resting = ["consequences", "outdated"].flatMap { answer.json[$0]?.items ?? [] }.compactMap {
            NextCommand.of($0, for: answer.roles)
        }
        first.forEach { sayNext($0) }
        alternatives.forEach { sayNext($0, "  or") }
        sayNext(further + resting, after: first + alternatives)
    }

    /// Further steps that are all to be done, each once, as the first or beside `said`.
    func sayNext(_ commands: [String], after said: [String] = []) {
        var said = said.map(Self.typed)
        for command in commands where !said.contains(Self.typed(command)) {
            sayNext(command, said.isEmpty ? "Next" : " and")
            said.append(Self.typed(command))
        }
    }

    /// The command alone, whoever runs it and why.
    private static func typed(_ sentence: String) -> Substring {
        sentence.firstRange(of: "registryctl ").map { sentence[$0.lowerBound...] } ?? sentence[...]
    }

    private func tellDry(
        _ record: JSONValue, _ subject: Subject, _ output: OutputOptions, _ isForPeople: Bool
    ) throws {
        let printer = printer(output)
        guard isForPeople else { return try printer.one(record, of: subject) }
        try StandardOutput.write("Checked, not saved:\n" + printer.card(record, of: subject, indent: 2))
    }
}

extension JSONValue {
    /// The record without the name that the server made up for the dry run.
    fileprivate func unnamed(_ subject: Subject, _ isForPeople: Bool) -> JSONValue {
        guard case .object(var members) = self else { return self }
        let name: JSONValue = isForPeople ? "not given out yet" : .null
        members[subject.key] = name
        return .object(members)
    }
}
