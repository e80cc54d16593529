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

    /// - Throws: `Failure` `file_is_read` when `file` is the one that is read, by whatever name.
    static func refuse(_ file: String, readAs source: String, _ undone: String) throws(Failure) {
        var (written, read) = (stat(), stat())
        guard stat(file, &written) == 0, stat(source, &read) == 0, written.st_dev == read.st_dev,
            written.st_ino == read.st_ino, read.st_mode & S_IFMT == S_IFREG
        else { return }
        throw Failure(
            .usage, "file_is_read", "\(file) is the list itself; the rejected rows would be written over it.",
            why: [undone], attempt: "name another file with --rejects")
    }
}
