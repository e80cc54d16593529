import Records

/// Turns the server's no (RFC 9457) into the failure that is shown.
enum ProblemDocument {
    static func failure(status: Int, body: [UInt8], server: String) -> Failure {
        guard let json = parsed(body), let what = json["detail"]?.text ?? json["title"]?.text else {
            return Failure(
                ExitStatus(httpStatus: status, code: ""), "http_\(status)",
                "\(server) answered with HTTP status \(status) and no explanation.",
                why: ["Something other than the registry may be listening there."], attempt: "registryctl context show")
        }
        let code = json["code"]?.text ?? "http_\(status)"
        let exit = ExitStatus(httpStatus: status, code: code)
        var failure = Failure(
            exit, code, what, why: [json["why"]?.text].compactMap { $0 },
            problems: (json["errors"]?.items ?? []).map(problem), attempt: attempt(exit, json["hint"]?.text),
            requestID: json["requestId"]?.text)
        failure.choices = (json["choices"]?.items ?? []).compactMap { $0.text ?? $0.wholeNumber.map(String.init) }
        return failure
    }

    private static func parsed(_ body: [UInt8]) -> JSONValue? {
        do { return try BoundedJSON.parse(body) } catch { return nil }
    }

    private static func problem(_ json: JSONValue) -> FieldProblem {
        FieldProblem(json["pointer"]?.text ?? "", json["code"]?.text ?? "", json["detail"]?.text ?? "")
    }

    private static func attempt(_ exit: ExitStatus, _ hint: String?) -> String? {
        exit == .signIn ? "registryctl login" : hint
    }
}
