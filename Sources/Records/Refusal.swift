/// The registry says no. Its message, detail and hint are the only texts of a failure that a user sees.
package struct Refusal: Error, Equatable, Sendable {
    /// What kind of no it is; one table in `Server` turns it into an HTTP status, one in `registryctl` into an exit code.
    package enum Kind: String, Sendable, CaseIterable {
        case badInput, signInNeeded, notAllowed, notFound, conflict, notPossibleNow, changedMeanwhile
        case preconditionMissing, keyReused, tooLarge, unsupportedType, tooOften, busy, indeterminate
    }

    package var kind: Kind
    /// Stable name for machines, in snake case: `unknown_outlet`.
    package var code: String
    /// What did not happen, in the user's words.
    package var message: String
    /// Why: facts with values, never internals.
    package var detail: String?
    /// One next step.
    package var hint: String?
    /// Every problem of the input, when the input is at fault.
    package var problems: [FieldProblem]
    /// What could be named instead, in the order in which it is told: numbers or references.
    package var choices: [JSONValue] = []
    /// After how many seconds it is worth another try, where that is known.
    package var retryAfterSeconds: Int?

    package init(
        _ kind: Kind, _ code: String, _ message: String, detail: String? = nil, hint: String? = nil,
        problems: [FieldProblem] = []
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.detail = detail
        self.hint = hint
        self.problems = problems
    }

    /// One refusal for all problems of an input; of more than `mostProblems` the others are only counted.
    package static func badInput(_ problems: [FieldProblem]) -> Refusal {
        let more = problems.count - mostProblems
        return Refusal(
            .badInput, "bad_input",
            problems.count == 1 ? "One field needs attention." : "\(problems.count) fields need attention.",
            detail: more > 0 ? "The first \(mostProblems) are listed, and \(more) more are not." : nil,
            hint: "Mend what is listed and send it again\(nothingStored)",
            problems: Array(problems.prefix(mostProblems)))
    }

    /// How many problems of one input are listed.
    package static let mostProblems = 200

    /// The end of the hint of whoever changes something.
    private static let nothingStored = "; nothing was stored."

    /// The same refusal of a read, which would have stored nothing in any case.
    package var ofRead: Refusal {
        guard let hint, hint.hasSuffix(Self.nothingStored) else { return self }
        var refusal = self
        refusal.hint = hint.dropLast(Self.nothingStored.count) + "."
        return refusal
    }

    /// Nothing of that kind has that reference in the actor's jurisdiction (nor, as far as the actor learns, elsewhere).
    package static func unknown(_ kind: String, _ reference: String) -> Refusal {
        Refusal(
            .notFound, "unknown_\(kind.replacingSpaces())", "There is no \(kind) \(reference).",
            hint: "Check the reference; the list shows those that exist.")
    }
}

/// One problem of one field.
package struct FieldProblem: Equatable, Sendable, Codable {
    /// JSON pointer (RFC 6901) of the field: `/findings/0/value`.
    package var pointer: String
    /// Stable name for machines: `missing`, `unknown_field`, `too_long`, `not_a_date`…
    package var code: String
    /// The value, the limit and what to do, in one sentence.
    package var detail: String

    package init(_ pointer: String, _ code: String, _ detail: String) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }
}

extension String {
    fileprivate func replacingSpaces() -> String { String(map { $0 == " " ? "_" : $0 }) }
}
