import NIOConcurrencyHelpers
import Records

@testable import Server

/// Asks a server, holds every answer against the API document, and remembers which operations have answered.
final class DocumentWitness: Sendable {
    private let server: RunningServer
    private let document: JSONValue
    private let heard = NIOLockedValueBox<Set<String>>([])
    private let bare = NIOLockedValueBox<Set<String>>([])
    private let receipted = NIOLockedValueBox<Set<String>>([])
    private let wrong = NIOLockedValueBox<[String]>([])

    init(_ server: RunningServer) throws {
        self.server = server
        document = try BoundedJSON.parse(OpenAPIDocument.bytes, limits: .init(depth: 64, nodes: 1_000_000))
    }

    /// The operations that have answered with a yes.
    var answered: Set<String> { heard.withLockedValue { $0 } }
    /// The operations that may change something, have done something, and gave no receipt for it.
    var unreceipted: [String] {
        bare.withLockedValue { $0 }.subtracting(receipted.withLockedValue { $0 }).sorted()
    }
    /// Operations that are no reads and give no receipt, each with the reason.
    static let actWithoutReceipt = [
        "checkText": "A text is read, and nothing is stored.",
        "compare": "Histories are decided anew, and nothing is stored.",
        "importOutlets": "Asked without apply, which only compares.",
    ]
    /// Whether a yes to this request has recorded an act.
    private static func acts(_ operation: Operation, _ target: String, _ reply: Reply) -> Bool {
        guard reply.status < 300, reply.header("Dry-Run") == nil else { return false }
        // Who gets an original is recorded, and a browser comes back by a GET.
        return operation.method != .get || operation.id == "finishSignIn"
            || (operation.id == "handOutEvidence" && target.contains("purpose="))
    }
    /// What did not fit.
    var faults: [String] { wrong.withLockedValue { $0 } }

    /// - Parameter before: the answer whose version the request is based on.
    @discardableResult
    func ask(
        _ role: Role?, _ method: String, _ target: String, _ body: JSONValue? = nil, on before: Reply? = nil
    ) async throws -> Reply {
        try await ask(role, method, target, body?.bytes(), on: before, type: "application/json")
    }

    @discardableResult
    func ask(
        _ role: Role?, _ method: String, _ target: String, _ body: [UInt8]?, on before: Reply?, type: String,
        _ further: [String: String] = [:]
    ) async throws -> Reply {
        var headers = ["Content-Type": body == nil ? "" : type, "If-Match": before?.header("ETag") ?? ""]
        if method == "POST" { headers["Idempotency-Key"] = "key-\(UInt64.random(in: 0 ... .max))" }
        let reply = try await server.client(role).send(method, target, body, headers.merging(further) { $1 })
        try hold(reply, method, target)
        return reply
    }

    /// Signs in with a browser, after two that are refused.
    func signInWithBrowser(_ browser: TestBrowser) async throws {
        let paths = [
            "/v1/sign-in/browser?jurisdiction=0363&return=//evil.example", "/v1/sign-in/callback?code=a&state=b",
        ]
        for path in paths { try hold(try await browser.open(path), "GET", path) }
        let begun = try await browser.send("GET", "/v1/sign-in/browser?jurisdiction=0363")
        try hold(begun, "GET", "/v1/sign-in/browser")
        let path = try await browser.authorize(begun.header("Location") ?? "")
        try hold(try await browser.open(path), "GET", path)
    }

    private func hold(_ reply: Reply, _ method: String, _ target: String) throws {
        let operation = Self.operation(method, target)
        guard let operation else { return note("\(method) \(target) is no operation of the document") }
        if Self.acts(operation, target, reply) {
            (reply.header("Registry-Receipt") == nil ? bare : receipted).withLockedValue { _ = $0.insert(operation.id) }
        }
        let responses = document["paths"]?[operation.path]?[method.lowercased()]?["responses"]
        guard let response = resolved(responses?["\(reply.status)"]) else {
            return note(
                "\(operation.id) does not document \(reply.status): \(String(decoding: reply.body, as: UTF8.self))")
        }
        let type = reply.header("Content-Type")?.split(separator: ";").first.map(String.init) ?? ""
        if reply.status == 303, response["content"] == nil, reply.body.isEmpty, reply.header("Location") != nil {
            _ = heard.withLockedValue { $0.insert(operation.id) }
            return
        }
        guard let content = response["content"]?[type] else {
            return note("\(operation.id) \(reply.status) does not document \(type)")
        }
        if type.hasSuffix("json") {
            let faults = SchemaCheck(components: document["components"]).faults(try reply.json, content["schema"])
            for fault in faults { note("\(operation.id) \(reply.status): \(fault)") }
        }
        if reply.status < 300 { _ = heard.withLockedValue { $0.insert(operation.id) } }
    }

    private static func operation(_ method: String, _ target: String) -> Operation? {
        let path = target.split(separator: "?")[0].split(separator: "/")
        return [Operation].all.first { operation in
            let parts = operation.path.split(separator: "/")
            return operation.method.rawValue == method && parts.count == path.count
                && zip(parts, path).allSatisfy { $0.first == "{" || $0 == $1 }
        }
    }

    private func resolved(_ response: JSONValue?) -> JSONValue? {
        guard let reference = response?["$ref"]?.text, let name = reference.split(separator: "/").last else {
            return response
        }
        return document["components"]?["responses"]?[String(name)]
    }

    private func note(_ fault: String) { wrong.withLockedValue { $0.append(fault) } }
}
