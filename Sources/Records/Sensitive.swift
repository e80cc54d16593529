/// A value that goes nowhere by itself: it can't be printed, interpolated, dumped, logged or encoded.
///
/// The one way in which it travels is sealed (`Sealing`). What reads `unsealed` is listed in `Tests/StructureTests`.
package struct Sensitive<Value: Sendable>: Sendable {
    /// The value itself, for whoever seals it or shows it to the person who asked for it.
    package let unsealed: Value

    package init(_ value: Value) { unsealed = value }
}

extension Sensitive: Equatable where Value: Equatable {}

extension Sensitive: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(not shown)" }
    package var debugDescription: String { description }
    /// Without it `dump` and the default text of whatever contains the value would show it.
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
