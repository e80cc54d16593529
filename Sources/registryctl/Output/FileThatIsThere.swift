#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file of the user's that a command would write over.
enum FileThatIsThere {
    /// - Parameter undone: what the command did not do, as a sentence.
    /// - Throws: `Failure` `file_is_there` when there is something under that name and it was not said to write over it.
    static func refuse(_ file: String, unless force: Bool, _ undone: String) throws(Failure) {
        guard !force, access(file, F_OK) == 0 else { return }
        throw Failure(
            .usage, "file_is_there", "\(file) is there already.",
            why: ["\(undone) Name another file, or write over it with --force."], rerun: .appending(["--force"]))
    }
}
