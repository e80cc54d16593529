import Records

/// What many operations of the document share.
enum OpenAPIComponents {
    static let json: JSONValue = [
        "securitySchemes": [
            "bearer": ["type": "http", "scheme": "bearer", "bearerFormat": "reg_…"],
            "session": [
                "type": "apiKey", "in": "cookie", "name": .string(BrowserCookie.session.rawValue),
                "description":
                    "Of a browser, and for requests of the registry's own pages alone (Sec-Fetch-Site, Origin).",
            ],
        ],
        "schemas": .object(schemas),
        "parameters": parameters, "responses": .object(responses), "headers": headers,
    ]

    static func references(_ names: [String]) -> [JSONValue] {
        names.map { ["$ref": .string("#/components/parameters/\($0)")] }
    }

    static func header(_ name: String) -> JSONValue { ["$ref": .string("#/components/headers/\(name)")] }

    private static let schemas: [String: JSONValue] = Dictionary(
        RecordShape.all.map { ($0.name, $0.schema) } + [("problem", problem), ("past", past)],
        uniquingKeysWith: { first, _ in first })

    /// A record of that shape.
    static func record(_ shape: RecordShape) -> JSONValue {
        ["$ref": .string("#/components/schemas/\(shape.name)")]
    }

    /// A page, or a whole list, of records of that shape.
    static func list(of shape: RecordShape) -> JSONValue {
        [
            "type": "object", "required": ["items"],
            "properties": [
                "items": ["type": "array", "items": record(shape)],
                "next": [
                    "type": ["string", "null"], "description": "The cursor of the next page; null on the last one.",
                ],
            ],
        ]
    }

    /// The same, with the moment that it is of where the past was asked.
    static func orOfPast(_ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema else { return schema }
        var properties: [String: JSONValue] = ["past": ["$ref": "#/components/schemas/past"]]
        if case .object(let others)? = members["properties"] { properties.merge(others) { first, _ in first } }
        members["properties"] = .object(properties)
        return .object(members)
    }

    private static let past: JSONValue = [
        "type": "object",
        "description": "Of which moment the answer is; it rests on no version that a change can name.",
        "required": ["knownAt"],
        "properties": [
            "knownAt": [
                "type": "string", "format": "date-time", "description": "What was recorded later does not count.",
            ],
            "asOf": [
                "type": "string", "format": "date",
                "description": "The local day on which it held; as it stood at knownAt when absent.",
            ],
        ],
    ]

    private static let text: JSONValue = ["type": "string"]

    private static func described(_ description: String) -> JSONValue {
        ["type": "string", "description": .string(description)]
    }

    private static let fieldProblem: JSONValue = [
        "type": "object", "required": ["pointer", "code", "detail"],
        "properties": ["pointer": text, "code": text, "detail": text],
    ]

    private static let problem: JSONValue = [
        "type": "object", "description": "RFC 9457.",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": [
            "type": ["type": "string", "format": "uri-reference"],
            "title": described("The kind of problem; the same for every one of a code."), "status": ["type": "integer"],
            "detail": described("What did not happen this time, in the user's words."),
            "code": described("Stable name of the kind of problem, for machines."),
            "why": described("Further facts about it."), "hint": described("One next step."), "requestId": text,
            "errors": ["type": "array", "items": fieldProblem],
            "choices": [
                "type": "array",
                "description": "Numbers or references that could be named instead, as the detail tells them.",
                "items": ["type": ["integer", "string"]],
            ],
        ],
    ]

    private static let parameters: JSONValue = [
        "limit": query("limit", ["type": "integer", "minimum": 1, "maximum": 500, "default": 100], "Items of a page."),
        "cursor": query("cursor", text, "The \"next\" of the page before."),
        "asOf": query(
            "asOf", ["type": "string", "format": "date"],
            "How it held on this local day of the authority, by what is known now or by knownAt."),
        "knownAt": query(
            "knownAt", text,
            "By what had been recorded by this moment (RFC 3339), or by the end of this local day of the authority."),
        "dryRun": query("dryRun", ["type": "boolean", "default": false], "Does it in full, and takes it back."),
        "idempotencyKey": field("Idempotency-Key", "1 to 255 characters; the same request under it is done once."),
        "ifMatch": field("If-Match", "The ETag of the version that was read, such as \"v3\"."),
    ]

    private static func query(_ name: String, _ schema: JSONValue, _ description: String) -> JSONValue {
        ["name": .string(name), "in": "query", "schema": schema, "description": .string(description)]
    }

    private static func field(_ name: String, _ description: String) -> JSONValue {
        [
            "name": .string(name), "in": "header", "required": true, "schema": text,
            "description": .string(description),
        ]
    }

    private static let headers: JSONValue = [
        "link": ["description": "RFC 8288: the next page.", "schema": text],
        "location": ["description": "Where to go on.", "schema": ["type": "string", "format": "uri-reference"]],
    ]

    private static let statuses = [
        ("400", "The input needs attention; all problems are listed."), ("401", "No token that is good now."),
        ("403", "The role is missing, or another person has to do it."), ("404", "There is no such record here."),
        ("409", "Not possible in this status, or it exists already."), ("412", "It was changed meanwhile."),
        ("413", "The body is too large."), ("415", "The body has another type."),
        ("422", "The idempotency key was used for another request."), ("428", "The version is missing."),
        ("429", "Too many tried lately; Retry-After says when to try again."),
        ("503", "Busy, or the database is away; the same request can be sent again."),
    ]

    private static let responses: [String: JSONValue] = Dictionary(
        uniqueKeysWithValues: statuses.map { status, description in
            let content: JSONValue = [
                "application/problem+json": ["schema": ["$ref": "#/components/schemas/problem"]]
            ]
            return ("problem\(status)", ["description": .string(description), "content": content])
        })
}
