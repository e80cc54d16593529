/// A pack was refused; it carries all its problems, in the order of the file.
package struct PackRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    package let problems: [PackProblem]

    package init(problems: [PackProblem]) {
        self.problems = problems
    }

    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
