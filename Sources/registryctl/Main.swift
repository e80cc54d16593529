import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Where the program begins.
@main
enum Main {
    static func main() async {
        let words = Array(CommandLine.arguments.dropFirst())
        exit(await Interruption.cancels { await Program.run(words) }.rawValue)
    }
}
