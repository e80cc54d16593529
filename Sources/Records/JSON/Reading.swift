/// What could be read of an input, and what is wrong with the rest.
package struct Reading<Value> {
    /// Placeholders stand in it where there is a problem.
    package let value: Value
    package let problems: [FieldProblem]

    /// The value, when nothing is wrong.
    /// - Throws: `Refusal.badInput` with all problems.
    package func whole() throws -> Value {
        guard problems.isEmpty else { throw Refusal.badInput(problems) }
        return value
    }
}

extension Reading: Sendable where Value: Sendable {}
