import Records
import Registry

@testable import Server

extension ServerLimits {
    /// Scrypt at its cheapest, and every request looks its token up.
    static var quick: ServerLimits {
        var limits = ServerLimits()
        limits.signInSeconds = 0
        limits.credentialCost = ScryptCost(cost: 1024, blockSize: 1, parallelization: 1)
        return limits
    }
}

extension RunningServer {
    /// The number of the person who has that role.
    func person(_ role: Role) async throws -> Int { try await card(of: role)["id"]?.wholeNumber ?? 0 }

    func card(of role: Role) async throws -> JSONValue {
        let people = try await client(.administrator).get("/v1/people").json["items"]?.items ?? []
        let login = role == .administrator ? "admin" : role.rawValue
        return people.first { $0["logins"]?[0]?.text == login } ?? .null
    }

    /// A new credential of the person who has that role, and its number.
    func credential(of role: Role, reason: String? = nil) async throws -> (text: String, number: Int) {
        var body: [String: JSONValue] = ["expiresInDays": 30]
        body["reason"] = reason.map(JSONValue.string)
        let issued = try await client(.administrator).post(
            "/v1/people/\(try await person(role))/credentials", .object(body))
        return (try issued.json["credential"]?.text ?? "", try issued.json["id"]?.wholeNumber ?? 0)
    }

    func signIn(_ login: String, _ credential: String, in jurisdiction: String = "0363") async throws -> Reply {
        let body: JSONValue = [
            "jurisdiction": .string(jurisdiction), "login": .string(login), "credential": .string(credential),
        ]
        return try await client(nil).send("POST", "/v1/sessions", body.bytes())
    }
}
