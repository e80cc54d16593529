import Chance
import Policy
import Postgres
import Records
import TestSupport

@testable import Registry

extension World {
    /// Another name for the first outlet.
    func rename(_ name: String, version: Int = 1) async throws {
        _ = try await registry.amendOutlet(
            outlet, OutletAmendment(name: name, reason: "New sign."), Call(by: officer, expectedVersion: version))
    }

    /// The name of the first outlet.
    func name(asOf: String? = nil, knownAt: String? = nil) async throws -> String? {
        let standpoint = try await past(asOf: asOf, knownAt: knownAt)
        return try await registry.outlet(outlet, officer, from: standpoint).json["name"]?.text
    }

    /// As if a version of the only record of a kind had been recorded at another moment, past the trip wire.
    func recorded(_ object: String, version: Int, at moment: String) async throws {
        try await test.admin.write([
            "ALTER TABLE registry.history DISABLE TRIGGER append_only"
        ]) { db in
            try db.execute(
                """
                UPDATE registry.history SET changed_at = \(moment)::timestamptz,
                    state = jsonb_set(state, '{changed_at}', to_jsonb(\(moment)::timestamptz))
                WHERE object = \(object) AND version = \(version)
                """)
            try db.execute("ALTER TABLE registry.history ENABLE ALWAYS TRIGGER append_only")
        }
    }

    /// As if the authority had been there since 2020.
    func begunEarly() async throws {
        try await recorded("jurisdiction", version: 1, at: "2020-01-01T00:00:00Z")
        try await recorded("person", version: 1, at: "2020-01-01T00:00:01Z")
    }

    /// Renames the first outlet in a transaction that is open while `during` runs.
    func writing(
        _ name: String, _ during: @escaping @Sendable (World) async throws -> Instant,
        then: @Sendable (World, Instant) async throws -> Void
    ) async throws {
        let rename: SQL = """
            UPDATE registry.outlet SET name = \(name), act = 'amend', reason = 'New sign.', version = version + 1,
                changed_by = \(officer.person) WHERE reference = \(outlet)
            """
        let moment = try await holding(test.service, [registry.signer.statement(for: officer)], rename) {
            try await during(self)
        }
        try await then(self, moment)
    }

    /// Keeps a transaction open, in which a statement was executed, while `during` runs.
    func holding<Value: Sendable>(
        _ database: Database, _ context: [SQL], _ statement: SQL, during: @Sendable () async throws -> Value
    ) async throws -> Value {
        let (done, isDone) = AsyncStream<Void>.makeStream()
        let mayEnd = Locked(false)
        async let change: Void = try await database.write(context) { db in
            try db.execute(statement)
            isDone.yield()
            for _ in 0..<500 where !mayEnd.withLock({ $0 }) { try db.execute("SELECT pg_sleep(0.02)") }
        }
        for await _ in done { break }
        let value: Value
        do {
            value = try await during()
        } catch {
            mayEnd.withLock { $0 = true }
            throw error
        }
        mayEnd.withLock { $0 = true }
        try await change
        return value
    }

    /// Does one of the things that people do, and lets be what is not possible.
    func actAtRandom(_ number: Int, _ chance: inout SplitMix64) async throws {
        let outlet = outlets[Int.random(in: 0..<outlets.count, using: &chance)]
        do {
            try await act(Int.random(in: 0..<16, using: &chance), number, outlet)
        } catch is Refusal {
            // Not possible as things stand.
        }
    }

    private func act(_ choice: Int, _ number: Int, _ outlet: String) async throws {
        let call = Call(by: officer)
        func versioned(_ answer: Answer, _ actor: Actor? = nil) throws -> Call {
            Call(by: actor ?? officer, expectedVersion: try answer.json["version"]?.wholeNumber)
        }
        switch choice {
        case 0, 1, 2: try await inspect(number, failed: number % 2 == 0 ? ["J"] : ["A", "J"], at: outlet)
        case 3:
            let party = try await registry.registerParty(NewParty(kind: .legal, name: "Firm \(number)"), call)
            let holder = try party.text("reference") ?? ""
            _ = try await registry.beginRole(
                at: outlet, NewPartyRole(party: holder, role: .operator, validFrom: .sample("2026-01-01")), call)
            _ = try await registry.grantLicence(
                for: outlet, NewLicence(holder: holder, validFrom: .sample("2026-01-01")), call)
        case 4:
            let card = try await registry.outlet(outlet, officer)
            _ = try await registry.amendOutlet(
                outlet, OutletAmendment(name: "Name \(number)", reason: "New sign."), try versioned(card))
        case 5:
            let card = try await registry.outlet(outlet, officer)
            let address = Address(street: "Singel", houseNumber: "\(number)", postcode: "1012LG", locality: "Amsterdam")
            _ = try await registry.moveOutlet(
                outlet, OutletMove(address: address, on: .sample("2026-11-01"), reason: "The lease ended."),
                try versioned(card))
        case 6:
            let roles = try await registry.outlet(outlet, officer).json["roles"]?.items ?? []
            guard let role = roles.first, let id = role["id"]?.wholeNumber else { return }
            _ = try await registry.endRole(
                at: outlet, "\(id)", RoleEnd(on: .sample("2026-10-01"), reason: "Sold."),
                Call(by: officer, expectedVersion: role["version"]?.wholeNumber))
        case 7:
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: intake))
            let reports =
                try await registry.nuisanceReports(NuisanceQuery(), Page(), officer).json["items"]?.items ?? []
            let claim = NewAttribution(outlet: outlet, reason: "Its customers park there.")
            guard let report = reports.compactMap({ $0["reference"]?.text }).max() else { return }
            _ = try await registry.proposeAttribution(of: report, claim, call)
            _ = try await registry.requestContact(of: report, NewUnsealing(purpose: "Ask what was heard."), call)
        default: try await actInACase(choice, outlet)
        }
    }

    private func actInACase(_ choice: Int, _ outlet: String) async throws {
        guard let file = try await registry.outlet(outlet, officer).json["openCase"]?.text else { return }
        let card = try await registry.caseFile(file, officer).json
        let inspection = card["recommendations"]?.items?.last?["inspection"]?.text ?? ""
        switch choice {
        case 8, 9: try await follow(file)
        case 10, 11:
            try await follow(file)
            let action = try await propose(file)
            _ = try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2))
        case 12: try await correct("J", .pass, of: inspection)
        case 13:
            _ = try await registry.voidInspection(
                inspection, InspectionVoiding(reason: "It was another outlet."), Call(by: otherOfficer))
        case 14:
            guard let action = card["actions"]?.items?.last?["reference"]?.text else { return }
            let version = try await registry.action(action, officer).json["version"]?.wholeNumber
            _ = try await registry.revokeAction(
                action, Reason("The holder was not heard."), Call(by: both, expectedVersion: version))
        default: try await close(file, version: card["version"]?.wholeNumber ?? 1)
        }
    }
}
