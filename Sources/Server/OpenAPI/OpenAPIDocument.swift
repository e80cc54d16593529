import Records

/// The OpenAPI 3.1 document: the words are kept by hand in `Operation`, the bodies come from the routes themselves.
struct OpenAPIDocument {
    /// The document as JSON, made once.
    static let bytes: [UInt8] = OpenAPIDocument(operations: .all, routes: .all).json.bytes()

    let operations: [Operation]
    let routes: RouteTable

    var json: JSONValue {
        [
            "openapi": "3.1.0", "info": Self.head, "servers": [["url": "/"]], "paths": paths,
            "components": OpenAPIComponents.json, "security": [["bearer": []], ["session": []]],
        ]
    }

    private static let head: JSONValue = [
        "title": "Tolerance Registry", "version": "1.0.0",
        "description": """
        A registry for a tolerated cannabis market. Every change of a record needs the version that was read \
        (If-Match); every POST carries an Idempotency-Key, under which it is done once at most; ?dryRun=true does a \
        change in full and takes it back.
        """,
        "license": ["name": "EUPL-1.2", "identifier": "EUPL-1.2"],
    ]

    private var paths: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for operation in operations {
            paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = json(operation)
        }
        return .object(paths.mapValues(JSONValue.object))
    }

    private func json(_ operation: Operation) -> JSONValue {
        let route = routes.routes.first { $0.method == operation.method && $0.path == operation.path }
        var json: [String: JSONValue] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "tags": [.string(Self.tag(operation.path))], "responses": responses(operation, route),
        ]
        let parameters = parameters(operation, route)
        if !parameters.isEmpty { json["parameters"] = .array(parameters) }
        if let roles = operation.roles {
            if !roles.isEmpty { json["x-roles"] = .array(roles.map { .string($0.rawValue) }) }
        } else {
            json["security"] = []
        }
        if let type = operation.bodyType {
            json["requestBody"] = Self.body(type, ["type": "string"])
        } else if let body = route?.body {
            json["requestBody"] = Self.body("application/json", body)
        }
        return .object(json)
    }

    private static func body(_ type: String, _ schema: JSONValue) -> JSONValue {
        ["required": .bool(schema["required"] != nil), "content": .object([type: ["schema": schema]])]
    }

    private static func tag(_ path: String) -> String {
        let parts = path.split(separator: "/").map(String.init)
        return parts.count > 1 && parts[0] == "v1" ? parts[1] : parts[0]
    }

    private func parameters(_ operation: Operation, _ route: Route?) -> [JSONValue] {
        var parameters = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part -> JSONValue in
            let name = JSONValue.string(String(part.dropFirst().dropLast()))
            return ["name": name, "in": "path", "required": true, "schema": ["type": "string"]]
        }
        parameters += operation.query.map {
            [
                "name": .string($0.name), "in": "query", "schema": $0.schema, "description": .string($0.description),
            ]
        }
        if case .list = operation.success { parameters += OpenAPIComponents.references(["limit", "cursor"]) }
        if operation.isOfPast { parameters += OpenAPIComponents.references(["asOf", "knownAt"]) }
        if route?.body != nil, operation.roles != nil { parameters += OpenAPIComponents.references(["dryRun"]) }
        if route?.needs.contains(.idempotencyKey) ?? false {
            parameters += OpenAPIComponents.references(["idempotencyKey"])
        }
        if route?.needs.contains(.version) ?? false { parameters += OpenAPIComponents.references(["ifMatch"]) }
        return parameters
    }

    private func responses(_ operation: Operation, _ route: Route?) -> JSONValue {
        var responses: [String: JSONValue] = [String(operation.status): success(operation)]
        if operation.method == .put { responses["200"] = success(operation) }
        var problems = ["503"] + operation.problems
        if operation.roles != nil || operation.method != .get { problems += ["400", "401"] }
        if operation.roles == nil, operation.method != .get { problems.append("429") }
        if operation.path.contains("{") { problems.append("404") }
        if operation.method != .get { problems += ["403", "409", "413", "415"] }
        // A read that is recorded: of an evidence file's original.
        if operation.method == .get, case .stream = operation.success, operation.path.contains("{") {
            problems += ["403", "409"]
        }
        if route?.needs.contains(.idempotencyKey) ?? false { problems.append("422") }
        if route?.needs.contains(.version) ?? false { problems += ["412", "428"] }
        for status in problems { responses[status] = ["$ref": .string("#/components/responses/problem\(status)")] }
        return .object(responses)
    }

    private func success(_ operation: Operation) -> JSONValue {
        func json(_ schema: JSONValue) -> [String: JSONValue] {
            ["application/json": ["schema": operation.isOfPast ? OpenAPIComponents.orOfPast(schema) : schema]]
        }
        let content: [String: JSONValue] =
            switch operation.success {
            case .redirect: [:]
            case .record(let shape): json(OpenAPIComponents.record(shape))
            case .list(let shape), .items(let shape): json(OpenAPIComponents.list(of: shape))
            case .stream(let types):
                Dictionary(uniqueKeysWithValues: types.map { ($0, ["schema": ["type": "string"]]) })
            }
        var response: [String: JSONValue] = [
            "description": .string(operation.summary), "content": .object(content),
        ]
        if case .redirect = operation.success {
            response["content"] = nil
            response["headers"] = ["Location": OpenAPIComponents.header("location")]
        }
        if case .list = operation.success { response["headers"] = ["Link": OpenAPIComponents.header("link")] }
        return .object(response)
    }
}

extension [Operation] {
    /// Every operation of the API.
    static let all: [Operation] =
        Operation.registry + Operation.enforcement + Operation.figures + Operation.integrity
        + Operation.history
}
