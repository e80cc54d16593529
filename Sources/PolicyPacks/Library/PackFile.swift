import Policy

/// One pack file as it was found: its text, and the id and version that it names.
package struct PackFile: Sendable {
    package let path: String
    package let text: String
    package let id: String
    package let version: String
}
