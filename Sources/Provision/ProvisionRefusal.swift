/// What could not be prepared, why, and what to do next; its text is made for the operator.
package struct ProvisionRefusal: Error, Equatable, CustomStringConvertible {
    package let message: String
    package let hint: String

    init(_ message: String, hint: String) {
        self.message = message
        self.hint = hint
    }

    package var description: String { message + "\n" + hint }
}
