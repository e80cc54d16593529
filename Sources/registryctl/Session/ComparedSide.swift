import Records

/// One of two packs that are compared: a version that the registry has, or a file that is sent along.
struct ComparedSide {
    /// The member of the request.
    let json: JSONValue
    /// The file, where it is one.
    let file: PackFile?

    /// - Parameter word: `PACK@VERSION`, or the name of a file.
    /// - Throws: `Failure` for a file that is not there.
    init(_ word: String) throws(Failure) {
        guard try PackFile.isNamed(by: word) else {
            // A version may hold the sign itself.
            let parts = word.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            json = ["id": .string(parts[0]), "version": .string(parts[1])]
            file = nil
            return
        }
        do {
            let file = try PackFile(word, examples: nil)
            json = HTTPAsk.members(file.members)
            self.file = file
        } catch {
            guard error.code == "no_file" else { throw error }
            throw Failure(
                .refused, "no_file", "there is no file \(word).",
                why: ["A version that the registry has is named PACK@VERSION."], attempt: "registryctl policy list")
        }
    }
}
