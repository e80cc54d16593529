import Records

/// The body of an answer that says no (RFC 9457).
struct Problem {
    static let mediaType = "application/problem+json"

    let status: Int
    let refusal: Refusal
    let requestID: String?

    /// `title` is what did not happen and `detail` why; where the refusal gives no reasons, both say the same.
    func bytes() -> [UInt8] {
        var members: [String: JSONValue] = [
            "type": .string("/problems/\(refusal.code)"), "title": .string(refusal.message),
            "status": .integer(status), "detail": .string(refusal.detail ?? refusal.message),
            "code": .string(refusal.code),
        ]
        members["hint"] = refusal.hint.map(JSONValue.string)
        members["requestId"] = requestID.map(JSONValue.string)
        if !refusal.problems.isEmpty { members["errors"] = .array(refusal.problems.map(Self.json)) }
        return JSONValue.object(members).bytes()
    }

    private static func json(_ problem: FieldProblem) -> JSONValue {
        ["pointer": .string(problem.pointer), "code": .string(problem.code), "detail": .string(problem.detail)]
    }
}
