/// Collects the problems of one file while it is read, so that all are told at once.
final class ProblemList {
    let file: String
    private(set) var problems: [PackProblem] = []

    init(file: String) {
        self.file = file
    }

    func add(_ line: Int, _ message: String) {
        problems.append(PackProblem(file: file, line: line, message: message))
    }

    /// - Throws: `PackRefusal` when there is any problem.
    func refuseIfAny() throws {
        guard !problems.isEmpty else { return }
        var seen: Set<PackProblem> = []
        let distinct = problems.filter { seen.insert($0).inserted }
        throw PackRefusal(problems: distinct.enumerated().sorted { ($0.1.line, $0.0) < ($1.1.line, $1.0) }.map(\.1))
    }
}
