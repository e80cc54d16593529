import Foundation
import Policy
import PolicyPacks
import Postgres
import Records

@testable import Registry

/// An authority with people of every role, one outlet and the adopted packs, in a database of its own.
struct World: Sendable {
    let registry: Registry
    let database: Database
    let jurisdiction: Int
    let code: String
    let administrator, officer, otherOfficer, reviewer, inspector, otherInspector, policy, intake: Actor
    /// A person who drafts and reviews: four eyes are counted on persons.
    let both: Actor
    /// References of the outlets.
    var outlets: [String] = []

    var outlet: String { outlets[0] }

    static let contextKey = [UInt8](repeating: 1, count: 32)

    /// A world on the very database, in the jurisdiction `code`.
    init(_ database: Database, code: String = "0363", packs: [String] = ["nl/amsterdam/two-step"], outlets: Int = 1)
        async throws
    {
        self.database = database
        self.code = code
        registry = Registry(database: database, contextKey: Self.contextKey, packs: try Self.shelf())
        let seed = Seed(database: database, code: code)
        let found = try await seed.establish()
        jurisdiction = found.jurisdiction
        administrator = found.administrator
        officer = try await seed.appoint("Otto Officer", "otto", [.officer], by: administrator)
        otherOfficer = try await seed.appoint("Olga Officer", "olga", [.officer], by: administrator)
        reviewer = try await seed.appoint("Rita Reviewer", "rita", [.reviewer], by: administrator)
        inspector = try await seed.appoint("Ilse Inspector", "ilse", [.inspector], by: administrator)
        otherInspector = try await seed.appoint("Iwan Inspector", "iwan", [.inspector], by: administrator)
        policy = try await seed.appoint("Paul Policy", "paul", [.policy], by: administrator)
        intake = try await seed.appoint("Ina Intake", "ina", [.intake], by: administrator)
        both = try await seed.appoint("Bea Both", "bea", [.officer, .reviewer], by: administrator)
        for pack in packs { try await seed.adopt(pack, by: policy) }
        for number in 0..<outlets { self.outlets.append(try await register(number)) }
    }

    private func register(_ number: Int) async throws -> String {
        let new = NewOutlet(
            name: "Outlet \(number)", kind: .consumption,
            address: Address(street: "Damrak", houseNumber: "\(number + 1)", postcode: "1012LG", locality: "Amsterdam"),
            place: Place(longitude: 4.8952, latitude: 52.3702))
        return try await registry.registerOutlet(new, Call(by: officer)).json["reference"]?.text ?? ""
    }

    static func shelf() throws -> PackShelf {
        PackShelf(
            try PackLibrary.builtIn().map {
                PackShelf.Entry(pack: $0, source: PackLibrary.builtInSource(id: $0.id, version: $0.version) ?? "")
            })
    }
}

extension Answer {
    /// The body as a JSON value.
    var json: JSONValue {
        get throws { try BoundedJSON.parse(body) }
    }
}
