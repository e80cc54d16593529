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
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 1, let token = words.first, token.hasPrefix("reg_"), token.utf8.allSatisfy({ $0 < 0x7F })
        else {
            throw Failure(
                .refused, "not_a_token", "\(source) holds no token.",
                why: ["A token is one word that begins with reg_."],
                attempt: "an administrator runs registryctl people token PERSON")
        }
        return String(token)
    }
}
