import Records
import Registry

/// An authority with one person per role, each with a token.
struct Authority: Sendable {
    let code: String
    let actor: Actor
    let tokens: [Role: String]

    static func establish(_ registry: Registry, code: String = "0363") async throws -> Authority {
        let ids = try await registry.establishJurisdiction(
            NewJurisdiction(
                code: code, name: "Amsterdam", timeZone: "Europe/Amsterdam", languages: ["nl", "en"],
                bounds: Bounds(west: 4.7, south: 52.2, east: 5.1, north: 52.5),
                administratorLogin: "admin", administratorName: "Ada Min"))
        let administrator = Actor(
            jurisdiction: ids.jurisdiction, jurisdictionCode: code, person: ids.administrator, personName: "Ada Min",
            login: "admin", roles: [.administrator])
        var tokens: [Role: String] = [:]
        tokens[.administrator] = try await token(registry, "\(ids.administrator)", administrator)
        for role in Role.allCases where role != .administrator {
            let person = try await registry.appoint(
                NewPerson(name: "Person \(role.rawValue)", login: role.rawValue, roles: [role]), Call(by: administrator)
            )
            let id = try BoundedJSON.parse(person.body)["id"]?.wholeNumber ?? 0
            if role == .integrity {
                var officer = administrator
                (officer.person, officer.roles) = (ids.administrator + 1, [.officer])
                _ = try await registry.confirmRole(of: "\(id)", Call(by: officer))
            }
            tokens[role] = try await token(registry, "\(id)", administrator)
        }
        return Authority(code: code, actor: administrator, tokens: tokens)
    }

    private static func token(_ registry: Registry, _ person: String, _ administrator: Actor) async throws -> String {
        let answer = try await registry.issueToken(
            person, NewToken(label: "test", expiresInDays: 30), Call(by: administrator))
        return try BoundedJSON.parse(answer.body)["token"]?.text ?? ""
    }
}
