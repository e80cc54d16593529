import Records

extension Session {
    /// Sends a change with everything that makes it safe to repeat.
    ///
    /// A POST carries an idempotency key, made here before the first send unless one was given. A change of a record
    /// carries the version it is based on: `version`, or the one that `basis` has now.
    /// - Throws: `Failure`; where the outcome is not known it offers the same command with the same key.
    func change(
        _ change: HTTPAsk, _ options: ChangeOptions, basis: String? = nil, version: Int? = nil,
        hint: String? = nil
    ) async throws -> HTTPAnswer {
        var ask = change
        var repetition: [String] = []
        if ask.method == .POST {
            let key = options.idempotencyKey ?? ClientUUID.new(at: clock.now).text
            ask.headers.append(("Idempotency-Key", key))
            repetition += ["--idempotency-key", key]
        }
        if let known = try await self.version(version, of: basis) {
            ask.headers.append(("If-Match", "\"v\(known)\""))
            if ask.method != .POST { repetition += ["--if-version", String(known)] }
        }
        if options.dryRun { ask.query.append(("dryRun", "true")) }
        return try await send(ask, repetition, hint: hint)
    }

    /// Sends it; where the outcome is not known, the failure offers the command with `repetition` appended.
    func send(_ ask: HTTPAsk, _ repetition: [String], hint: String? = nil) async throws -> HTTPAnswer {
        do {
            return try await client.send(ask)
        } catch var failure as Failure {
            if ["outcome_unknown", "commit_indeterminate"].contains(failure.code), !repetition.isEmpty {
                failure.attempt = nil
                failure.why.append("Sent again like this it is done once at most.")
                failure.rerun = .appending(repetition)
            }
            throw [.notAllowed, .notPossibleNow, .changed].contains(failure.exit) ? failure.suggesting(hint) : failure
        }
    }

    private func version(_ given: Int?, of basis: String?) async throws -> Int? {
        guard given == nil, let basis else { return given }
        return try await get(basis).version
    }

    /// Tells the result of a change: what is now true, and what comes next.
    ///
    /// For people `sentence` is the result; in machine forms the record is, and the sentence is talk.
    func tell(
        _ answer: HTTPAnswer, _ subject: Subject, _ output: OutputOptions, _ sentence: String, next: String? = nil
    ) throws {
        let printer = printer(output)
        let isForPeople = output.form == .auto || output.form == .table
        if answer.isDryRun {
            guard isForPeople else { return try printer.one(answer.json, of: subject) }
            return try StandardOutput.write(
                "Checked, not saved:\n" + printer.card(answer.json, of: subject, indent: 2))
        }
        if isForPeople {
            try StandardOutput.write(sentence + "\n")
        } else {
            try printer.one(answer.json, of: subject)
            say(sentence)
        }
        if let next = NextCommand.of(answer.json) ?? next { say("Next: \(next)") }
    }
}
