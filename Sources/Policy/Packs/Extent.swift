/// A value with its lower and its upper end; they are equal where the rule leaves no room.
package struct Extent<Value: Sendable & Equatable>: Sendable, Equatable {
    package let least: Value?
    package let most: Value?

    package init(least: Value?, most: Value?) {
        self.least = least
        self.most = most
    }

    /// The one value, where there is no room.
    package var exact: Value? { least == most ? least : nil }
}

extension Extent: Codable where Value: Codable {}
