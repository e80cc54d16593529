import Records

/// The body of an answer that says no (RFC 9457).
struct Problem {
    static let mediaType = "application/problem+json"

    let status: Int
    let refusal: Refusal
    let requestID: String?

    /// `title` names the kind of problem, the same each time; `detail` says what did not happen this time, and `why` the
    /// further facts, where there are some.
    func bytes() -> [UInt8] {
        var members: [String: JSONValue] = [
            "type": .string("/problems/\(refusal.code)"), "title": .string(Self.title(refusal.code)),
            "status": .integer(status), "detail": .string(refusal.message), "code": .string(refusal.code),
        ]
        members["why"] = refusal.detail.map(JSONValue.string)
        members["hint"] = refusal.hint.map(JSONValue.string)
        members["requestId"] = requestID.map(JSONValue.string)
        if !refusal.choices.isEmpty { members["choices"] = .array(refusal.choices) }
        if !refusal.problems.isEmpty { members["errors"] = .array(refusal.problems.map(Self.json)) }
        return JSONValue.object(members).bytes()
    }

    /// Codes are named as rules, so that the name is the title: `one_licence_per_outlet_at_a_time`.
    private static func title(_ code: String) -> String {
        let words = code.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func json(_ problem: FieldProblem) -> JSONValue {
        ["pointer": .string(problem.pointer), "code": .string(problem.code), "detail": .string(problem.detail)]
    }
}
