import Records

/// Why a command did not do what it was asked, in the shape in which every failure is shown.
struct Failure: Error, Equatable, Sendable {
    /// What did not happen, in the user's words.
    var what: String
    /// Facts with values; one line each.
    var why: [String]
    /// All problems of the input, each with its field.
    var problems: [FieldProblem]
    /// What was typed where a pointer of `problems` points, such as `--value G=4.2x`; the others are named by their member.
    var typed: [String: String] = [:]
    /// Field, file with line, or reference.
    var place: String?
    /// One command that can be pasted, or one next step in words.
    var attempt: String?
    /// The same command again with a change; it becomes `attempt` when the failure is shown.
    var rerun: Rerun?
    /// Further ones to choose from, which become `alternatives`.
    var furtherReruns: [Rerun] = []
    /// Commands that can be pasted in place of `attempt`.
    var alternatives: [String] = []
    var exit: ExitStatus
    /// Stable name for machines.
    var code: String
    /// What the server calls the request, for its operator.
    var requestID: String?
    /// What could be named instead, as the server lists it: numbers or references.
    var choices: [String] = []

    init(
        _ exit: ExitStatus, _ code: String, _ what: String, why: [String] = [], problems: [FieldProblem] = [],
        at place: String? = nil, attempt: String? = nil, rerun: Rerun? = nil,
        requestID: String? = nil
    ) {
        self.what = what
        self.why = why
        self.problems = problems
        self.place = place
        self.attempt = attempt
        self.rerun = rerun
        self.exit = exit
        self.code = code
        self.requestID = requestID
    }

    /// Wrong usage of the command itself.
    static func usage(_ what: String, why: [String] = [], attempt: String? = nil) -> Failure {
        Failure(.usage, "usage", what, why: why, attempt: attempt)
    }

    /// Stopped from the keyboard.
    static func interrupted(_ what: String) -> Failure { Failure(.interrupted, "interrupted", what) }

    /// Whether it was done is not known.
    var isOfUnknownOutcome: Bool { ["outcome_unknown", "commit_indeterminate"].contains(code) }

    /// The same failure that offers the command again with `words`, which make it safe to repeat.
    func repeatable(_ words: [String]) -> Failure {
        guard !words.isEmpty else { return self }
        var failure = self
        failure.attempt = nil
        failure.why.append("Sent again like this it is done once at most.")
        failure.rerun = .appending(words)
        return failure
    }

    /// The same failure with the same command for each of several changes of it; the first is the next step.
    func offering(_ reruns: [Rerun]) -> Failure {
        guard let first = reruns.first else { return self }
        var failure = self
        failure.rerun = first
        failure.furtherReruns = Array(reruns.dropFirst())
        return failure
    }

    /// The same failure with another next step, where it has none that can be pasted.
    func suggesting(_ command: String?) -> Failure {
        guard let command, attempt?.hasPrefix("registryctl ") != true else { return self }
        return insisting(on: command)
    }

    /// The same failure with another next step, whatever it had; a sentence of advice stays.
    func insisting(on command: String) -> Failure {
        var failure = self
        if let sentence = attempt, !sentence.hasPrefix("registryctl ") { failure.why.append(sentence) }
        failure.attempt = command
        return failure
    }

    /// The failure as it is shown for the command that was typed.
    func completed(for arguments: [String]) -> Failure {
        var failure = rerun.map { suggesting($0.command(arguments)) } ?? helped(arguments)
        failure.rerun = nil
        failure.alternatives = furtherReruns.map { $0.command(arguments) }
        failure.furtherReruns = []
        failure.attempt = (failure.attempt ?? LastResort.attempt(failure, arguments)).map {
            ChosenContext.added(ChosenContext.named(in: arguments), to: $0)
        }
        return failure
    }
}

extension Failure {
    /// What the server says comes next is a sentence; where a command helps on, the command is what can be pasted.
    private func helped(_ arguments: [String]) -> Failure {
        guard requestID != nil, let attempt, !["registryctl ", "iconv "].contains(where: attempt.hasPrefix),
            let command = Remedy.command(for: self, arguments)
        else { return self }
        return suggesting(command)
    }

    /// The lines for a person, the next step last, because that is where the eye is.
    var text: String { text(width: nil) }

    /// Broken at blanks to fit a terminal of `width` columns; a command to paste is never broken.
    func text(width: Int?) -> String {
        let fitted = { (head: String, line: String, indent: Int) in
            TextWidth.wrapped(head + line, to: width ?? .max, indent: indent)
        }
        var lines = fitted("error: ", what, 7)
        lines += why.flatMap { fitted("       ", $0, 7) }
        // What the head says already is not said twice.
        lines += problems.filter { $0.detail != what }.flatMap { problem in
            let asTyped = typed[problem.pointer].map { "\($0): \(FieldWords.inOptions(problem.detail))" }
            return fitted("  - ", asTyped ?? FieldWords.told(problem), 4)
        }
        if let requestID, exit == .failed { lines.append("       Request \(requestID).") }
        if let place { lines.append("   at: \(place)") }
        if let attempt { lines.append("  try: \(attempt)") }
        lines += alternatives.map { "   or: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One line of JSON for a program.
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "title": .string(what), "code": .string(code), "exit": .integer(Int(exit.rawValue)),
            "detail": .string(why.isEmpty ? what : why.joined(separator: " ")),
        ]
        members["hint"] = attempt.map(JSONValue.string)
        if !alternatives.isEmpty { members["alternatives"] = .array(alternatives.map { .string($0) }) }
        members["requestId"] = requestID.map(JSONValue.string)
        if !problems.isEmpty {
            members["errors"] = .array(
                problems.map {
                    ["pointer": .string($0.pointer), "code": .string($0.code), "detail": .string($0.detail)]
                })
        }
        return .object(members)
    }
}
