import Records

extension Session {
    /// Tells the result of a change: what is now true, what to know beside it, and what comes next, in this order.
    ///
    /// For people `sentence` is the result; in machine forms the record is, and the sentence is talk.
    /// - Parameters:
    ///   - isNew: the record did not exist before, so a dry run shows no reference of it: it gets one when it is saved.
    ///   - notes: warnings and the like, a sentence each.
    func tell(
        _ answer: HTTPAnswer, _ subject: Subject, _ output: OutputOptions, _ sentence: String, isNew: Bool = false,
        notes: [String] = [], next: String? = nil
    ) throws {
        let isForPeople = output.form == .auto || output.form == .table
        if answer.isDryRun {
            try tellDry(isNew ? answer.json.unnamed(subject, isForPeople) : answer.json, subject, output, isForPeople)
            if isNew { say("What is new gets its reference or number when it is saved.") }
            return notes.forEach(say)
        }
        if isForPeople {
            try StandardOutput.write(sentence + "\n")
        } else {
            try printer(output).one(answer.json, of: subject)
            say(sentence)
        }
        notes.forEach(say)
        if let next = NextCommand.of(answer.json) ?? next { sayNext(next) }
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
