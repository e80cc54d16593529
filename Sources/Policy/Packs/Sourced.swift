/// A value with its citation; a value that the source does not state is nil and keeps the citation that was read.
package struct Sourced<Value: Sendable & Equatable>: Sendable, Equatable {
    package let value: Value?
    package let citation: Citation

    package init(_ value: Value?, _ citation: Citation) {
        self.value = value
        self.citation = citation
    }
}
