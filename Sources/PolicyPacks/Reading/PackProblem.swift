/// One reason why a pack is refused, with the place to mend.
package struct PackProblem: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    /// Line in the file, from 1.
    package let line: Int
    package let message: String

    /// `file:line: message`.
    package var description: String { "\(file):\(line): \(message)" }
}
