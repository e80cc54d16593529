/// What a pack says about licences.
package struct Licences: Sendable, Equatable {
    /// How many licences may be valid at one time; without a value the source does not say.
    package let maximum: Sourced<Int>

    package init(maximum: Sourced<Int>) {
        self.maximum = maximum
    }
}
