/// Why a database was not prepared: what did not happen, why with the values, and one next step.
package struct ProvisionRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
