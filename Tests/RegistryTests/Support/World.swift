import Policy
import Postgres
import Records
import Sealing
import Server
import TestSupport

@testable import Registry

/// An authority with people of every role, one outlet and active packs, in a database of its own.
struct World: Sendable {
    let registry: Registry
    let test: TestDatabase
    let seed: Seed
    let jurisdiction: Int
    let code: String
    let administrator, officer, otherOfficer, reviewer, inspector, otherInspector, policy, intake: Actor
    /// A person who drafts and reviews: four eyes are counted on persons.
    let both: Actor
    /// References of the outlets.
    var outlets: [String] = []

    var outlet: String { outlets[0] }

    /// A world in `test`'s database, in the jurisdiction `code`; the packs govern from 2020 on.
    init(
        _ test: TestDatabase, code: String = "0363", packs: [String] = ["nl/amsterdam/two-step"], outlets: Int = 1,
        packShelf: PackShelf? = nil
    ) async throws {
        self.test = test
        self.code = code
        registry = Registry(
            database: test.service, contextKey: test.contextKey, packs: try packShelf ?? .installed(),
            epochKeys: TestContacts.store(), evidence: try TestEvidence.folder())
        seed = Seed(database: test.service, key: test.contextKey, code: code)
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
        for pack in packs { try await activate(pack) }
        for number in 0..<outlets { self.outlets.append(try await register(number)) }
    }

    /// A contact key, so that contacts can be received.
    @discardableResult
    func sealContacts() async throws -> ContactKey {
        try await TestContacts.makeKey(in: registry, by: administrator, and: reviewer)
    }

    private func register(_ number: Int) async throws -> String {
        let new = NewOutlet(
            name: "Outlet \(number)", kind: .consumption,
            address: Address(street: "Damrak", houseNumber: "\(number + 1)", postcode: "1012LG", locality: "Amsterdam"),
            place: Place(longitude: 4.8952, latitude: 52.3702))
        return try await registry.registerOutlet(new, Call(by: officer)).json["reference"]?.text ?? ""
    }

    /// A shipped pack is proposed by the policy officer and activated by the reviewer, by default from 2020 on.
    @discardableResult
    func activate(_ pack: String, from day: String = "2020-01-01", beside reason: String? = nil) async throws -> Answer
    {
        let version = registry.packs.shipped.first { $0.id == pack }?.version ?? ""
        let proposed = try await registry.adopt(
            PackAdoption(
                id: pack, version: version, validFrom: .sample(day), others: OtherPacks(besideReason: reason)),
            Call(by: policy))
        return try await registry.activatePack(
            "\(proposed.json["number"]?.wholeNumber ?? 0)", PackActivation(), Call(by: reviewer, expectedVersion: 3))
    }

    /// A text of one's own is drafted, checked, proposed and activated.
    @discardableResult
    func activate(
        _ text: PackText, from day: String = "2020-01-01", beside reason: String? = nil
    ) async throws -> Answer {
        let number = "\(try await registry.draftPack(text, Call(by: policy)).json["number"]?.wholeNumber ?? 0)"
        _ = try await registry.checkPack(number, Call(by: policy, expectedVersion: 1))
        _ = try await registry.proposePack(
            number, PackProposal(validFrom: .sample(day), others: OtherPacks(besideReason: reason)),
            Call(by: policy, expectedVersion: 2))
        return try await registry.activatePack(
            number, PackActivation(), Call(by: reviewer, expectedVersion: 3))
    }
}

/// Runs `body` in a world of its own.
func withWorld(
    packs: [String] = ["nl/amsterdam/two-step"], outlets: Int = 1, packShelf: PackShelf? = nil,
    _ body: @escaping @Sendable (World) async throws -> Void
) async throws {
    try await withTestDatabase { test in
        try await body(try await World(test, packs: packs, outlets: outlets, packShelf: packShelf))
    }
}

extension Answer {
    /// The body as a JSON value.
    var json: JSONValue {
        get throws { try BoundedJSON.parse(body) }
    }
}
