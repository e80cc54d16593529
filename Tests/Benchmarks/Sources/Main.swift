import Glibc

/// Measures this project's code; `Tests/Benchmarks/run` starts it.
@main
enum Main {
    static func main() async throws {
        let words = CommandLine.arguments.dropFirst()
        switch words.first {
        case "statement-path": try await StatementPath(arguments: Array(words.dropFirst())).run()
        case "decisions": try DecisionRate(arguments: Array(words.dropFirst())).run()
        case "back-test": try await BackTestRun(arguments: Array(words.dropFirst())).run()
        default:
            print("There is no such benchmark; there are: statement-path, decisions and back-test.")
            exit(2)
        }
    }
}
