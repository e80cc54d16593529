/// One thing that a check says about a pack, with the place to look at.
package struct PackRemark: Sendable, Equatable {
    package var file: String
    /// Line in the file, from 1; nil where the remark is about the pack as a whole.
    package var line: Int?
    package var message: String

    package init(file: String, line: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `file:line: message`.
    package var text: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }

    package var json: JSONValue {
        var members: [String: JSONValue] = ["file": .string(file), "message": .string(message), "text": .string(text)]
        members["line"] = line.map(JSONValue.integer)
        return .object(members)
    }
}
