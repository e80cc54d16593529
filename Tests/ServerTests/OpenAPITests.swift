import FoundationEssentials
import Records
import Testing

@testable import Server

@Suite struct OpenAPITests {
    @Test func `the document and the router name the same methods on the same paths`() {
        let routed = RouteTable.all.routes.map { "\($0.method.rawValue) \($0.path)" }
        let documented = [Operation].all.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(routed).subtracting(documented) == [])
        #expect(Set(documented).subtracting(routed) == [])
        #expect(Set(documented).count == documented.count)
        let names = [Operation].all.map(\.id)
        #expect(Set(names).count == names.count)
    }

    @Test func `every operation that changes something documents its body, its parameters and its problems`() throws {
        let document = try BoundedJSON.parse(OpenAPIDocument.bytes, limits: .init(depth: 32, nodes: 100_000))
        for route in RouteTable.all.routes {
            let operation = document["paths"]?[route.path]?[route.method.rawValue.lowercased()]
            let responses = operation?["responses"]
            #expect(responses?["503"] != nil)
            let type =
                Self.types[route.method.rawValue + " " + route.path]
                ?? (route.path.hasPrefix("/v1/imports/") ? "text/csv" : "application/json")
            #expect((operation?["requestBody"]?["content"]?[type] != nil) == (route.method != .get), "\(route.path)")
            let references = (operation?["parameters"]?.items ?? []).compactMap { $0["$ref"]?.text }
            #expect(
                references.contains("#/components/parameters/idempotencyKey") == route.needs.contains(.idempotencyKey))
            #expect((responses?["422"] != nil) == route.needs.contains(.idempotencyKey))
            #expect(references.contains("#/components/parameters/ifMatch") == route.needs.contains(.version))
            #expect((responses?["428"] != nil && responses?["412"] != nil) == route.needs.contains(.version))
        }
    }

    private static let types = [
        "PUT /v1/evidence/{sha256}": "application/octet-stream",
        "PATCH /v1/evidence/{sha256}/upload": "application/partial-upload",
    ]

    @Test func `the document says what the body of an outlet holds`() throws {
        let document = try BoundedJSON.parse(OpenAPIDocument.bytes, limits: .init(depth: 32, nodes: 100_000))
        let schema = document["paths"]?["/v1/outlets"]?["post"]?["requestBody"]?["content"]?["application/json"]?[
            "schema"]
        #expect(schema?["required"] == ["kind", "street", "houseNumber"])
        #expect(schema?["properties"]?["street"] == ["type": "string", "minLength": 1, "maxLength": 200])
        #expect(
            schema?["properties"]?["openingHours"]?["items"]?["required"] == ["day", "opens", "closes"])
        #expect(schema?["additionalProperties"] == false)
    }

    @Test func `the document is served to everybody, also to pages of other origins`() async throws {
        try await RunningServer.run { server in
            let reply = try await server.client(nil).get("/v1/openapi.json")
            #expect(reply.status == 200 && reply.header("Access-Control-Allow-Origin") == "*")
            #expect(reply.body == OpenAPIDocument.bytes)
        }
    }

    @Test(.enabled(if: Validator.path != nil, "openapi-spec-validator is absent: pip install openapi-spec-validator"))
    func `openapi-spec-validator accepts the document`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("openapi-\(UUID().uuidString).json")
        try Data(OpenAPIDocument.bytes).write(to: file)
        defer { _ = try? FileManager.default.removeItem(at: file) }
        let output = try await Validator.run(file.path)
        #expect(output.contains("OK"), "\(output)")
    }
}
