import Records

/// A file that holds one bearer token on one line.
enum TokenFile {
    /// - Throws: `Failure` when it is missing, or holds anything else.
    static func read(_ path: String) throws(Failure) -> String {
        guard let bytes = try PrivateFile.read(path) else {
            throw Failure(
                .refused, "no_token_file", "there is no file \(path) to read a token from.",
                attempt: "name the file with the token, or leave it out and type the token")
        }
        return try token(String(decoding: bytes, as: UTF8.self), from: path)
    }

    /// The token in a text that somebody typed or a file holds.
    /// - Throws: `Failure` when it can't be one; the text itself is never shown.
    static func token(_ text: String, from source: String) throws(Failure) -> String {
        do {
            return try TokenText(reading: text).text
        } catch {
            throw Failure(
                .refused, "not_a_token", "\(source) holds no token.", why: [error.sentence],
                attempt: error == .notAToken
                    ? "an administrator runs registryctl people token PERSON"
                    : "copy the whole token again, or have an administrator run registryctl people token PERSON")
        }
    }
}
