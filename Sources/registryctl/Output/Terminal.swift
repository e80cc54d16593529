import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What is known about where the output goes.
struct Terminal: Sendable {
    var isInteractive: Bool
    /// Columns of text.
    var width: Int
    var hasColour: Bool

    /// Standard output of this process. `NO_COLOR` (no-color.org) and `TERM=dumb` switch colour off.
    static func standardOutput(_ environment: Environment) -> Terminal {
        let isInteractive = isatty(1) == 1
        let isPlain = environment["NO_COLOR"] != nil || environment["TERM"] == "dumb"
        return Terminal(
            isInteractive: isInteractive, width: columns(environment) ?? 80, hasColour: isInteractive && !isPlain)
    }

    /// Columns of standard error; nil when it is no terminal, for a program reads lines as they are.
    static var standardErrorWidth: Int? { isatty(2) == 1 ? columns(Environment(), of: 2) : nil }

    static var canAsk: Bool { isatty(0) == 1 && isatty(2) == 1 }

    func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

    private static func columns(_ environment: Environment, of descriptor: Int32 = 1) -> Int? {
        if let told = environment["COLUMNS"].flatMap({ Int($0) }), told >= 20 { return told }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return nil }
        return Int(size.ws_col)
    }
}
