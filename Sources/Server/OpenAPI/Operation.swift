import HTTPTypes
import Records

/// What the API document says about one method on one path, beside what it takes from the route itself.
struct Operation: Sendable {
    /// What a successful answer holds.
    enum Success: Sendable {
        case record(RecordShape)
        /// Pages of records.
        case list(RecordShape)
        /// All records at once, in the form of a list.
        case items(RecordShape)
        case stream(types: [String])
        /// No body, and the address of another answer.
        case redirect
    }

    let method: HTTPRequest.Method
    let path: String
    /// The name of the function that does it.
    let id: String
    let summary: String
    /// Who may; empty is everybody who signed in, nil is anybody.
    var roles: [Role]? = []
    var status = 200
    let success: Success
    /// Parameters of the query, beside those of pages and dry runs.
    var query: [Parameter] = []
    /// Another body than JSON.
    var bodyType: String?
    /// Whether it can be asked of the past, with `asOf` and `knownAt`.
    var isOfPast = false
    /// Statuses of problems, beside those that follow from the rest.
    var problems: [String] = []

    /// One parameter of a query.
    struct Parameter: Sendable {
        let name: String
        let schema: JSONValue
        let description: String
    }

    /// The same, asked of the past as well.
    var orOfPast: Operation {
        var operation = self
        operation.isOfPast = true
        return operation
    }

    static func read(
        _ path: String, _ id: String, _ summary: String, _ shape: RecordShape, _ query: [Parameter] = []
    ) -> Operation {
        Operation(method: .get, path: path, id: id, summary: summary, success: .record(shape), query: query)
    }

    static func list(
        _ path: String, _ id: String, _ summary: String, _ shape: RecordShape, _ query: [Parameter] = []
    ) -> Operation {
        Operation(method: .get, path: path, id: id, summary: summary, success: .list(shape), query: query)
    }

    static func items(_ path: String, _ id: String, _ summary: String, _ shape: RecordShape) -> Operation {
        Operation(method: .get, path: path, id: id, summary: summary, success: .items(shape))
    }

    static func create(
        _ path: String, _ id: String, _ summary: String, _ shape: RecordShape, _ roles: [Role]
    ) -> Operation {
        Operation(
            method: .post, path: path, id: id, summary: summary, roles: roles, status: 201, success: .record(shape))
    }

    static func act(
        _ path: String, _ id: String, _ summary: String, _ shape: RecordShape, _ roles: [Role], status: Int = 200
    ) -> Operation {
        Operation(
            method: .post, path: path, id: id, summary: summary, roles: roles, status: status, success: .record(shape))
    }

    static func amend(
        _ path: String, _ id: String, _ summary: String, _ shape: RecordShape, _ roles: [Role]
    ) -> Operation {
        Operation(method: .patch, path: path, id: id, summary: summary, roles: roles, success: .record(shape))
    }
}

extension Operation.Parameter {
    static func text(_ name: String, _ description: String) -> Self {
        Self(name: name, schema: ["type": "string"], description: description)
    }

    static func day(_ name: String, _ description: String) -> Self {
        Self(name: name, schema: ["type": "string", "format": "date"], description: description)
    }

    static func truth(_ name: String, _ description: String) -> Self {
        Self(name: name, schema: ["type": "boolean", "default": false], description: description)
    }

    static func choice(_ name: String, _ words: [String], _ description: String) -> Self {
        Self(
            name: name, schema: ["type": "string", "enum": .array(words.map(JSONValue.string))],
            description: description)
    }

    static let outlet = text("outlet", "Reference of the outlet.")
    static let language = choice("language", ["en", "nl", "de"], "Language of the explanation; English when absent.")
    static let from = day("from", "First local day.")
    static let to = day("to", "Last local day.")
}
