import Records

/// The file of a policy pack, with the examples beside it.
struct PackFile {
    let path: String
    /// The members of a request.
    let members: KeyValuePairs<String, JSONValue?>

    /// Reads `rules.yaml` and, where it is there, `rules.examples.yaml`.
    /// - Parameter examples: another file with the examples.
    /// - Throws: `Failure` when a file that was named is not there, or is not UTF-8.
    init(_ path: String, examples: String?) throws(Failure) {
        self.path = path
        let text = try Self.text(path)
        let beside = (path.hasSuffix(".yaml") ? String(path.dropLast(".yaml".count)) : path) + ".examples.yaml"
        let found: String? = if let examples { try Self.text(examples) } else { try Self.textIfThere(beside) }
        members = [
            "text": .of(text), "file": .of(String(path.split(separator: "/").last ?? "pack.yaml")),
            "examples": .of(found),
        ]
    }

    private static func text(_ path: String) throws(Failure) -> String {
        if let text = try textIfThere(path) {
            guard text.isEmpty else { return text }
            throw Failure(
                .refused, "empty_file", "the file \(path) is empty.", why: ["Nothing was sent."],
                attempt: "registryctl policy built-in --template > \(Rerun.quoted(path))")
        }
        throw Failure(.refused, "no_file", "there is no file \(path).", attempt: "ls -l *.yaml")
    }

    private static func textIfThere(_ path: String) throws(Failure) -> String? {
        guard let bytes = try PrivateFile.read(path) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(
                .refused, "not_utf8", "\(path) is not UTF-8 text.", attempt: "save it as UTF-8 and repeat the command")
        }
        return text
    }

    /// Whether a word names a file and not `PACK@VERSION`.
    static func isNamed(by word: String) throws(Failure) -> Bool {
        guard word.contains("@") else { return true }
        return try textIfThere(word) != nil
    }

    /// The server's problems as they are: each begins with the file and the line.
    func placed(_ failure: Failure) -> Failure {
        guard failure.code == "pack_has_problems" else { return failure }
        var failure = failure
        failure.problems = failure.problems.map { FieldProblem("", $0.code, $0.detail) }
        failure.why.append("Mend the file and check it; nothing was stored.")
        failure.attempt = "registryctl policy check \(Rerun.quoted(path))"
        return failure
    }
}
