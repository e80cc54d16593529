/// A value that can be bound to a placeholder of a statement.
package protocol SQLBindable: Sendable {
    /// Appends exactly one value: its text as PostgreSQL reads it, and a type where the server should not infer it.
    func bind(into parameters: inout SQLParameters)
}

extension Bool: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(text: self ? "t" : "f") }
}

extension Int: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(integer: Int64(self)) }
}

extension Int16: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(integer: Int64(self)) }
}

extension Int32: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(integer: Int64(self)) }
}

extension Int64: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(integer: self) }
}

extension Double: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(text: description) }
}

extension String: SQLBindable {
    package func bind(into parameters: inout SQLParameters) { parameters.append(text: self) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    package func bind(into parameters: inout SQLParameters) {
        if let self { self.bind(into: &parameters) } else { parameters.appendNull() }
    }
}

extension Array: SQLBindable where Element: SQLArrayElement {
    /// `[UInt8]` binds as `bytea`, every other array as a PostgreSQL array.
    package func bind(into parameters: inout SQLParameters) { Element.bind(array: self, into: &parameters) }
}
