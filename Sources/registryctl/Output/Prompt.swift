#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Asks the person at the terminal.
enum Prompt {
    /// One line that is not shown while it is typed.
    /// - Throws: `Failure` when nothing is typed.
    static func secret(_ question: String) throws(Failure) -> String {
        var settings = termios()
        let isTerminal = tcgetattr(0, &settings) == 0
        let former = settings
        let restore: @Sendable () -> Void = {
            var settings = former
            if isTerminal { tcsetattr(0, TCSAFLUSH, &settings) }
        }
        let line = Interruption.whileAsking(restore: restore) {
            settings.c_lflag &= ~tcflag_t(ECHO)
            if isTerminal { tcsetattr(0, TCSAFLUSH, &settings) }
            StandardError.write(question)
            return readLine()
        }
        restore()
        StandardError.write("\n")
        guard let line, !line.isEmpty else {
            throw Failure(.cancelled, "cancelled", "nothing was typed; nothing was done.", rerun: .appending([]))
        }
        return line
    }
}
