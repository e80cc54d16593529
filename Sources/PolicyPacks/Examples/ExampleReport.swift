/// How the examples of one pack came out.
package struct ExampleReport: Sendable, Equatable {
    package let examples: Int
    /// One problem per thing that is not as its example says, with file and line.
    package let failures: [PackProblem]
}
