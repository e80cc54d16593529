import Records

extension Session {
    /// Sends a change with everything that makes it safe to repeat.
    ///
    /// A POST carries an idempotency key, made here before the first send unless one was given. A change of a record
    /// carries the version it is based on: `version`, or the one that `basis` has now.
    /// - Throws: `Failure`; where the outcome is not known it offers the same command with the same key, and where the
    ///   record stands in the way it offers `hint`: the command that shows the record of `basis`, unless one is given.
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
        return try await send(ask, repetition, hint: hint ?? basis.flatMap(RecordCommand.show))
    }

    /// The same, for what has only a number: where the server doesn't know it (`code`), the failure offers the command that
    /// lists those that there are.
    func change(
        _ ask: HTTPAsk, _ options: ChangeOptions, where code: String, listedBy command: String
    ) async throws -> HTTPAnswer {
        do {
            return try await change(ask, options)
        } catch var failure as Failure where failure.code == code {
            failure.attempt = command
            throw failure
        }
    }

    /// Sends it; where the outcome is not known, the failure offers the command with `repetition` appended.
    func send(_ ask: HTTPAsk, _ repetition: [String], hint: String? = nil) async throws -> HTTPAnswer {
        do {
            var answer = try await client.send(ask)
            if let receipt = answer.receipt { keep(receipt) }
            if !answer.isDryRun, NextCommand.dependsOnRoles(answer.json) { answer.roles = await roles() }
            return answer
        } catch is CancellationError {
            throw Failure.interrupted("interrupted after the request was sent; the result is not known.")
                .repeatable(repetition)
        } catch let failure as Failure {
            switch failure.exit {
            // Who lacks a role is helped by nothing but somebody who has it.
            case .notAllowed where failure.code == "role_missing": throw failure
            case .notPossibleNow:
                throw failure.suggesting(Remedy.other(for: failure) ?? Remedy.place(for: failure) ?? hint)
            case .notAllowed, .changed: throw failure.suggesting(Remedy.other(for: failure) ?? hint)
            // What has only a number is listed with what it belongs to.
            case .notFound where ["unknown_decision", "unknown_recommendation"].contains(failure.code):
                throw failure.suggesting(hint)
            case .notFound: throw failure.suggesting(RecordCommand.list(failure, ask.path))
            case .refused where failure.what.contains("look swapped"):
                var failure = failure
                failure.rerun = .swapping("--longitude", "--latitude")
                throw failure
            default: throw failure.isOfUnknownOutcome ? failure.repeatable(repetition) : failure
            }
        }
    }

    /// A change that was made stays made, whether its receipt can be kept or not.
    private func keep(_ receipt: String) {
        let file = ReceiptFile(environment, host: client.context.host, time: "\(clock.now)")
        do {
            try file.append(receipt)
        } catch {
            say("The receipt of this change was not kept: \((error as? Failure)?.what ?? "\(error)")")
        }
    }

    /// The roles of who is signed in; nil where they are not to be had.
    func roles() async -> [String]? {
        guard let roles = try? await get("/v1/me").json["roles"]?.items else { return nil }
        return roles.compactMap(\.text)
    }

    /// Only officers answer and decide; others are told who does. Where the roles are not to be had, as for an officer.
    func isOfficer() async -> Bool { await roles()?.contains(Role.officer.rawValue) ?? true }

    private func version(_ given: Int?, of basis: String?) async throws -> Int? {
        guard given == nil, let basis else { return given }
        return try await get(basis).version
    }
}
