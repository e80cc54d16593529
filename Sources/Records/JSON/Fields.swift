/// Reads one JSON object, member by member, and collects every problem on the way.
///
/// Each accessor gives a usable value even when the member is missing or wrong, and notes the problem; `read` throws
/// all problems together, so a placeholder never leaves it. `reading` gives the value with its problems instead, to
/// whoever can find more of them. A member that no accessor asked for is refused.
///
/// ```swift
/// let new = try Fields.read(json) { fields in
///     NewParty(kind: fields.choice("kind", of: PartyKind.self), name: fields.text("name", max: 200))
/// }
/// ```
package struct Fields {
    /// What is wrong so far, in the order in which it was found.
    package private(set) var problems: [FieldProblem] = []
    private let members: [String: JSONValue]
    private let pointer: String
    /// Numbers and truth values may be written as texts, as in the query of a URL.
    let textsOnly: Bool
    private var asked: [String] = []
    /// What the accessors ask for, when that is wanted instead of values.
    var description: FieldsDescription?

    /// The value that `make` builds from the members of `json`.
    ///
    /// - Throws: `Refusal.badInput` with all problems: those of the members, unknown members, and a `json` that is
    ///   not an object.
    package static func read<Value>(
        _ json: JSONValue, _ make: (inout Fields) throws -> Value
    ) throws -> Value {
        try reading(json, make).whole()
    }

    /// As `read`, with what is wrong beside what could be read.
    ///
    /// - Throws: `Refusal.badInput` for a `json` that is not an object: nothing of it could be read.
    package static func reading<Value>(
        _ json: JSONValue, _ make: (inout Fields) throws -> Value
    ) throws -> Reading<Value> {
        guard case .object(let members) = json else {
            throw Refusal.badInput([FieldProblem("", "wrong_type", "An object is expected here, not \(json.kind).")])
        }
        return try reading(Fields(members: members, pointer: ""), make)
    }

    /// As above for members that are all texts, such as the parameters of a URL's query: a number or a truth value
    /// is read from its text. A text without characters counts as absent.
    package static func read<Value>(
        texts: [String: String], _ make: (inout Fields) throws -> Value
    ) throws -> Value {
        try reading(texts: texts, make).whole()
    }

    /// As `read` of texts, with what is wrong beside what could be read.
    package static func reading<Value>(
        texts: [String: String], _ make: (inout Fields) throws -> Value
    ) rethrows -> Reading<Value> {
        let members = texts.filter { !$0.value.isEmpty }.mapValues(JSONValue.string)
        return try reading(Fields(members: members, pointer: "", textsOnly: true), make)
    }

    private static func reading<Value>(
        _ fields: Fields, _ make: (inout Fields) throws -> Value
    ) rethrows -> Reading<Value> {
        var fields = fields
        let value = try make(&fields)
        return Reading(value: value, problems: fields.finished())
    }

    init(members: [String: JSONValue], pointer: String, textsOnly: Bool = false) {
        self.members = members
        self.pointer = pointer
        self.textsOnly = textsOnly
    }

    /// Whether the object has that member with a value other than null. Doesn't count as asking for it.
    package func has(_ name: String) -> Bool { members[name].map { $0 != .null } ?? false }

    /// Whether the object has that member as null.
    package func isNull(_ name: String) -> Bool { members[name] == .null }

    /// Whether the object has that member as null, which in a change means "take it away". Asked after the member was read.
    package mutating func clears(_ name: String) -> Bool {
        description?.allowNull(name)
        return members[name] == .null
    }

    /// Names of the members that are there, sorted.
    package var names: [String] { members.keys.sorted() }

    /// Whether nothing is wrong so far with the member of that name: a rule about two members says nothing about a
    /// placeholder.
    package func isGood(_ name: String) -> Bool {
        let pointer = pointer(to: name)
        return !problems.contains { $0.pointer == pointer || $0.pointer.hasPrefix(pointer + "/") }
    }

    /// Notes a problem of a member that only the caller can see, such as one that depends on another member.
    package mutating func note(_ name: String, _ code: String, _ detail: String) {
        problems.append(FieldProblem(pointer(to: name), code, detail))
    }

    mutating func adopt(_ problems: [FieldProblem]) { self.problems += problems }

    /// The member's value, or nil when it is absent or null.
    mutating func optional(_ name: String) -> JSONValue? {
        asked.append(name)
        guard let value = members[name], value != .null else { return nil }
        return value
    }

    /// The member's value; notes the problem when it is absent or null.
    mutating func required(_ name: String, _ expected: String) -> JSONValue? {
        if let value = optional(name) { return value }
        note(name, "missing", "\"\(name)\" is missing; \(expected) is needed.")
        return nil
    }

    mutating func noteType(_ name: String, _ value: JSONValue, _ expected: String) {
        note(name, "wrong_type", "\"\(name)\" is \(value.kind); \(expected) is needed.")
    }

    /// The member as any JSON value, for what is read elsewhere; nil when absent or null.
    package mutating func json(_ name: String) -> JSONValue? {
        describe(name, isRequired: false, .object([:]))
        return optional(name)
    }

    /// RFC 6901: `~` and `/` in names are escaped.
    func pointer(to name: String) -> String { pointer + Self.pointer(to: name) }

    /// The pointer to a member of the whole.
    package static func pointer(to name: String) -> String {
        "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// All problems, those of unknown members included; a long name of the client's is as short in a pointer as in a text.
    func finished() -> [FieldProblem] {
        let unknown = Set(members.keys).subtracting(asked).sorted()
        return problems
            + unknown.enumerated().map { place, name in
                FieldProblem(pointer(to: Self.clipped(name)), "unknown_field", unknownText(name, place))
            }
    }

    /// The fields that there are, are listed once per object; what is not listed in the refusal gets no search for its like.
    private func unknownText(_ name: String, _ place: Int) -> String {
        let shown = Self.clipped(name)
        guard place < Refusal.mostProblems else { return "There is no field \"\(shown)\" here." }
        if let closest = Spelling.closest(to: name, among: asked) {
            return "There is no field \"\(shown)\" here. Did you mean \"\(closest)\"?"
        }
        guard !asked.isEmpty else { return "There is no field \"\(shown)\" here; the object has no fields." }
        guard place == 0 else { return "There is no field \"\(shown)\" here." }
        return "There is no field \"\(shown)\" here; the fields are \(Self.listed(asked))."
    }

    /// A text of the client's, short enough for a message.
    package static func clipped(_ text: String) -> String {
        text.count > 60 ? String(text.prefix(60)) + "…" : text
    }

    static func listed(_ words: [String]) -> String {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
}
