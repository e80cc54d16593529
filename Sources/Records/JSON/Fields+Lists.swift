extension Fields {
    /// A list of `min` to `max` objects, each built by `make`; problems inside carry the item's pointer.
    package mutating func objects<Item>(
        _ name: String, min: Int = 0, max: Int, _ make: (inout Fields) -> Item
    ) -> [Item] {
        describe(name, isRequired: min > 0, Self.listSchema(Self.schema(of: make), min, max))
        let expected = "a list of \(min) to \(max) objects"
        guard let value = min == 0 ? optional(name) : required(name, expected) else { return [] }
        guard let items = checked(name, value, expected, min, max) else { return [] }
        var made: [Item] = []
        for (place, item) in items.enumerated() {
            let pointer = "\(pointer(to: name))/\(place)"
            guard case .object(let members) = item else {
                let detail = "An object is expected here, not \(item.kind)."
                adopt([FieldProblem(pointer, "wrong_type", detail)])
                // A placeholder keeps the others at their places.
                var nothing = Fields(members: [:], pointer: pointer)
                made.append(make(&nothing))
                continue
            }
            var fields = Fields(members: members, pointer: pointer)
            made.append(make(&fields))
            adopt(fields.finished())
        }
        return made
    }

    /// One object, built by `make`; nil when the member is absent or null.
    package mutating func optionalObject<Item>(_ name: String, _ make: (inout Fields) -> Item) -> Item? {
        describe(name, isRequired: false, Self.schema(of: make))
        guard let value = optional(name) else { return nil }
        guard case .object(let members) = value else {
            noteType(name, value, "an object")
            return nil
        }
        var fields = Fields(members: members, pointer: pointer(to: name))
        let item = make(&fields)
        adopt(fields.finished())
        return item
    }

    /// A list of `min` to `max` texts, each of 1 to `each` characters; absent counts as empty.
    package mutating func texts(_ name: String, min: Int = 0, max: Int, each: Int) -> [String] {
        describe(name, isRequired: min > 0, Self.listSchema(Self.textSchema(1, each), min, max))
        let expected = "a list of \(min) to \(max) texts"
        guard let value = min == 0 ? optional(name) : required(name, expected) else { return [] }
        guard let items = checked(name, value, expected, min, max) else { return [] }
        var texts: [String] = []
        for (place, item) in items.enumerated() {
            let (text, problem) = Self.readText(item, 1, each, .one, called: "Item \(place + 1) of \"\(name)\"")
            if let problem { adopt([FieldProblem("\(pointer(to: name))/\(place)", problem.code, problem.detail)]) }
            texts.append(text ?? "")
        }
        return texts
    }

    private mutating func checked(
        _ name: String, _ value: JSONValue, _ expected: String, _ min: Int, _ max: Int
    ) -> [JSONValue]? {
        guard let items = value.items else {
            noteType(name, value, expected)
            return nil
        }
        guard items.count >= min else {
            note(
                name, "too_few",
                "\"\(name)\" has \(Self.items(items.count)); at least \(Self.items(min)) \(min == 1 ? "is" : "are") needed."
            )
            return nil
        }
        guard items.count <= max else {
            note(name, "too_many", "\"\(name)\" has \(items.count) items; at most \(max) are taken at once.")
            return nil
        }
        return items
    }

    private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }
}
