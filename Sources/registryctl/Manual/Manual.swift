import ArgumentParser

/// What the help of a command says beyond its arguments: how it is typed, what comes out, how it ends.
struct Manual: Sendable {
    var work: Work
    var output: Output
    /// Whole command lines as a shell takes them, each beginning with `registryctl` or containing it.
    var examples: [String]

    init(_ work: Work, _ output: Output, examples: [String]) {
        self.work = work
        self.output = output
        self.examples = examples
    }

    /// What a command writes on standard output.
    enum Output: Sendable {
        /// Records of one kind: the fields are the columns of that kind.
        case records(Subject)
        /// Something else, in a sentence.
        case text(String)
    }

    /// What a command does decides how it can end.
    enum Work: Sendable {
        case reads, changes, exports, imports, signsIn, signsOut
        /// Speaks to no server.
        case stays
    }
}

/// A command whose help has examples, output fields and exit codes.
protocol ExplainedCommand: AsyncParsableCommand {
    static var manual: Manual { get }
}
