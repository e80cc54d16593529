/// The first place at which two JSON values differ.
package struct JSONDifference: Sendable, Equatable {
    /// JSON pointer (RFC 6901).
    package var pointer: String
    /// What the values have there; nil where they have nothing.
    package var one: JSONValue?
    package var other: JSONValue?

    /// The first difference, members in alphabetical order and items in theirs; nil when the values are equal.
    package static func first(_ one: JSONValue, _ other: JSONValue) -> JSONDifference? { first(one, other, "") }

    private static func first(_ one: JSONValue?, _ other: JSONValue?, _ pointer: String) -> JSONDifference? {
        guard one != other else { return nil }
        switch (one, other) {
        case (.object(let members)?, .object(let others)?):
            for name in Set(members.keys).union(others.keys).sorted() {
                let inner = pointer + "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
                if let found = first(members[name], others[name], inner) { return found }
            }
        case (.array(let items)?, .array(let others)?):
            for place in 0..<max(items.count, others.count) {
                let found = first(item(place, items), item(place, others), "\(pointer)/\(place)")
                if let found { return found }
            }
        default: break
        }
        return JSONDifference(pointer: pointer, one: one, other: other)
    }

    /// Not `nil` in a condition: as a value of JSON that is null, which is something.
    private static func item(_ place: Int, _ items: [JSONValue]) -> JSONValue? {
        items.indices.contains(place) ? .some(items[place]) : .none
    }
}
