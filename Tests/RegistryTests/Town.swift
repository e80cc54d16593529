import Policy
import Postgres
import Records
import Server
import TestSupport

@testable import Registry

/// An authority in a database of its own, with one person per role.
struct Town: Sendable {
    let registry: Registry
    let ids: Registry.Establishment
    let administrator: Actor
    let officer: Actor
    let reviewer: Actor
    let inspector: Actor
    let policy: Actor
    /// As the service connects.
    var database: Database { registry.database }

    /// - Parameter code: of the jurisdiction; a database can hold several.
    static func establish(
        in scratch: TestDatabase, packs: PackShelf = .reading(), code: String = "0363"
    ) async throws -> Town {
        let registry = Registry(
            database: scratch.service, contextKey: scratch.contextKey, packs: packs, epochKeys: TestContacts.store())
        let ids = try await registry.establishJurisdiction(
            NewJurisdiction(
                code: code, name: "Amsterdam", timeZone: "Europe/Amsterdam", languages: ["nl", "en"],
                bounds: Bounds(west: 4.7, south: 52.2, east: 5.1, north: 52.5),
                administratorLogin: "admin", administratorName: "Ada Min"))
        let administrator = Actor(
            jurisdiction: ids.jurisdiction, jurisdictionCode: code, person: ids.administrator, personName: "Ada Min",
            login: "admin", roles: [.administrator])
        func person(_ name: String, _ role: Role) async throws -> Actor {
            let answer = try await registry.appoint(
                NewPerson(name: name, login: role.rawValue, roles: [role]), Call(by: administrator))
            return Actor(
                jurisdiction: ids.jurisdiction, jurisdictionCode: code,
                person: try answer.json["id"]?.wholeNumber ?? 0, personName: name, login: role.rawValue, roles: [role])
        }
        return Town(
            registry: registry, ids: ids, administrator: administrator,
            officer: try await person("Otto Ficer", .officer), reviewer: try await person("Rev Iewer", .reviewer),
            inspector: try await person("Inge Spector", .inspector), policy: try await person("Paula Licy", .policy))
    }
}

extension Town {
    /// A shipped pack is proposed by the policy officer and activated by the reviewer.
    @discardableResult
    func activate(_ id: String, _ version: String, from day: String) async throws -> Answer {
        let proposed = try await registry.adopt(
            PackAdoption(id: id, version: version, validFrom: .sample(day)), Call(by: policy))
        return try await registry.activatePack(
            "\(proposed.json["number"]?.wholeNumber ?? 0)", PackActivation(), Call(by: reviewer, expectedVersion: 3))
    }
}

/// Gives `body` an authority in a database of its own.
func withTown(packs: PackShelf = .reading(), _ body: @Sendable (Town) async throws -> Void) async throws {
    try await withTestDatabase { scratch in try await body(try await Town.establish(in: scratch, packs: packs)) }
}

extension Answer {
    /// The text of a member.
    func text(_ member: String) throws -> String? { try json[member]?.text }
}
