/// Collects the problems of one file while it is read, so that all are told at once; of very many, the first.
final class ProblemList {
    let file: String
    private(set) var problems: [PackProblem] = []
    private var seen: Set<PackProblem> = []
    private var untold = 0
    /// The one that most amounts have in what is read; nil where none has.
    var currency: String?

    init(file: String) {
        self.file = file
    }

    /// No more problems are told, so that nobody needs to look for what could have been meant.
    var isFull: Bool { problems.count >= TextLimits.problems }

    func add(_ line: Int, _ message: @autoclosure () -> String) {
        guard !isFull else {
            untold += 1
            return
        }
        let message = message()
        let problem = PackProblem(file: file, line: line, message: message + StrangeLetters.hint(message))
        if seen.insert(problem).inserted { problems.append(problem) }
    }

    /// - Throws: `PackRefusal` when there is any problem.
    func refuseIfAny() throws {
        guard !problems.isEmpty else { return }
        let sorted = problems.enumerated().sorted { ($0.1.line, $0.0) < ($1.1.line, $1.0) }.map(\.1)
        throw PackRefusal(problems: untold == 0 ? sorted : sorted + [.more(untold, in: file, after: sorted)])
    }
}

extension PackProblem {
    /// The last line of a list of problems that is cut off.
    static func more(_ count: Int, in file: String, after told: [PackProblem]) -> PackProblem {
        PackProblem(
            file: file, line: told.last?.line ?? 1,
            message: "And \(count) more \(count == 1 ? "problem" : "problems"). Mend these first.")
    }
}

extension [PackProblem] {
    /// Those that are told; of very many, the first and the number of the others.
    package func told(in file: String) -> [PackProblem] {
        guard count > TextLimits.problems else { return self }
        let told = Array(prefix(TextLimits.problems))
        return told + [.more(count - told.count, in: file, after: told)]
    }
}
