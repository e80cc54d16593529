import FoundationEssentials
import Records
import Sealing
import Testing
import TestSupport

@testable import Registry

@Suite struct UnsealingTests {
    private let purpose = NewUnsealing(purpose: "Ask what was heard.")

    @Test func `a contact is stored sealed, and no answer repeats it`() async throws {
        try await withWorld { world in
            try await world.sealContacts()
            func call(_ key: String) -> Call {
                Call(by: world.officer, idempotency: .init(key: key, requestDigest: [UInt8](repeating: 1, count: 32)))
            }
            let received = try await world.registry.receiveNuisanceReport(.reachable, call("k-1"))
            #expect(received.location == "/v1/nuisance-reports/N-2026-0001")
            let contact = try received.json["contact"]
            #expect(contact?["status"] == "sealed")
            #expect(contact?["contactKey"] == "officers")
            #expect(contact?["outcome"] == "open")
            let inspector = try await world.registry.nuisanceReport("N-2026-0001", world.inspector).json
            #expect(inspector["contact"] == .null)
            let list = try await world.registry.nuisanceReports(NuisanceQuery(), Page(), world.officer)
            let said = try await world.test.admin.query(
                "SELECT (SELECT jsonb_agg(to_jsonb(c))::text FROM registry.nuisance_contact AS c) || (SELECT answer FROM ops.idempotency)"
            ) { try $0[0].decode(String.self, 0) }
            for text in [said, String(decoding: received.body + list.body, as: UTF8.self)] {
                for secret in ["de Wit", "020 555"] { #expect(!text.contains(secret)) }
            }
        }
    }

    @Test func `without a case another person grants, and who asked reads with the key`() async throws {
        try await withWorld { world in
            let (registry, key) = (world.registry, try await world.sealContacts())
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let asked = try await registry.requestContact(of: "n-2026-0001", purpose, Call(by: world.officer))
            #expect(asked.status == 201)
            #expect(try asked.json["status"] == "requested")
            let early = try await refusalOf { try await registry.readContact("1", Call(by: world.officer)) }
            #expect(early.message == #"The unsealing is requested; "read" is possible from: granted."#)
            let own = try await refusalOf { try await registry.grantContact("1", Call(by: world.officer)) }
            #expect(own.message == "You asked for this contact, so someone else must answer.")
            #expect(own.hint == "Ask another officer or a reviewer.")
            let today = try await registry.today(world.reviewer).json["items"]?[0]
            #expect(
                [today?["reference"], today?["what"], today?["about"]] == [
                    "N-2026-0001", "grant", "1: Ask what was heard.",
                ])
            let granted = try await registry.grantContact("1", Call(by: world.reviewer))
            #expect(try granted.json["answeredBy"] == "Rita Reviewer")
            let other = try await refusalOf { try await registry.readContact("1", Call(by: world.otherOfficer)) }
            #expect(other.message == "The contact of N-2026-0001 was granted to another person.")
            let tried = try await refusalOf {
                try await registry.readContact("1", Call(by: world.officer, dryRun: true))
            }
            #expect(
                tried.message == "Reading a contact can't be tried: each time is recorded, so nothing was handed out.")
            for times in 1...2 {
                let handed = try await registry.readContact("1", Call(by: world.officer))
                #expect(
                    try Self.opened(handed, key, world) == NuisanceContact(name: "M. de Wit", phone: "020 555 0100"))
                let card = try await registry.nuisanceReport("N-2026-0001", world.officer).json["contact"]
                #expect(card?["unsealings"]?[0]?["timesRead"] == .integer(times))
            }
            let acts = try await world.test.admin.query(
                "SELECT act FROM audit.outbox WHERE object = 'unsealing' ORDER BY version"
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(acts == ["request", "grant", "read", "read"])
        }
    }

    @Test func `a grant holds for 24 hours`() async throws {
        try await withWorld { world in
            try await world.sealContacts()
            _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            _ = try await world.registry.requestContact(of: "N-2026-0001", purpose, Call(by: world.officer))
            _ = try await world.registry.grantContact("1", Call(by: world.otherOfficer))
            try await TestLog.tamper(
                world.test, ["UPDATE registry.unsealing SET granted_at = now() - interval '24 hours 1 second'"])
            let late = try await refusalOf { try await world.registry.readContact("1", Call(by: world.officer)) }
            #expect(late.message == "The contact of N-2026-0001 was granted more than 24 hours ago.")
            #expect(late.hint == "Ask for it again, with the purpose of today.")
        }
    }

    @Test func `for the open case to which a report belongs one officer is enough`() async throws {
        try await withWorld(outlets: 2) { world in
            let registry = world.registry
            try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            for outlet in world.outlets {
                _ = try await registry.openCase(
                    NewCase(outlet: outlet, reason: "The street complains about it."), Call(by: world.otherOfficer))
            }
            let claim = NewAttribution(outlet: world.outlet, reason: "Its customers park there.")
            _ = try await registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: world.inspector))
            var claimant = world.inspector
            claimant.roles.insert(.officer)
            var asked = purpose
            asked.caseReference = "C-2026-0002"
            let foreign = try await refusalOf {
                try await registry.requestContact(of: "N-2026-0001", asked, Call(by: world.officer))
            }
            #expect(
                foreign.message
                    == "Nuisance report N-2026-0001 is claimed for no outlet of that case, or the case is closed.")
            #expect(foreign.hint == "Leave the case out; then another person has to agree.")
            asked.caseReference = "C-2026-0009"
            let unknown = try await refusalOf {
                try await registry.requestContact(of: "N-2026-0001", asked, Call(by: world.officer))
            }
            #expect(unknown.message == "There is no case C-2026-0009.")
            asked.caseReference = "C-2026-0001"
            // One officer alone doesn't open a case, claim a report for it, and read who wrote it.
            for (actor, did) in [
                (world.otherOfficer, "opened this case"), (claimant, "claimed this report for the outlet"),
            ] {
                let own = try await refusalOf {
                    try await registry.requestContact(of: "N-2026-0001", asked, Call(by: actor))
                }
                #expect(own.message == "You \(did), so someone else must agree.")
                #expect(own.hint == "Leave the case out; then another person is asked.")
            }
            let granted = try await registry.requestContact(of: "N-2026-0001", asked, Call(by: world.officer))
            #expect(try [granted.json["status"], granted.json["case"]] == ["granted", "C-2026-0001"])
            let number = "\(try granted.json["number"]?.wholeNumber ?? 0)"
            _ = try await registry.readContact(number, Call(by: world.officer))
        }
    }

    @Test func `who opens a case again reads nothing for it, and nobody does once it is closed`() async throws {
        try await withWorld { world in
            let registry = world.registry
            try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let action = try await world.proposed()
            _ = try await registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            let claim = NewAttribution(outlet: world.outlet, reason: "Its customers park there.")
            _ = try await registry.proposeAttribution(of: "N-2026-0001", claim, Call(by: world.inspector))
            var asked = purpose
            asked.caseReference = "C-2026-0001"
            let granted = try await registry.requestContact(of: "N-2026-0001", asked, Call(by: world.otherOfficer))
            let number = "\(try granted.json["number"]?.wholeNumber ?? 0)"
            _ = try await registry.closeCase(
                "C-2026-0001", Reason("The order was sent."), Call(by: world.officer, expectedVersion: 1))
            let closed = try await refusalOf { try await registry.readContact(number, Call(by: world.otherOfficer)) }
            #expect(closed.code == "purpose_is_bound_to_an_open_case")
            #expect(closed.message == "The case for which the contact of N-2026-0001 was asked is closed.")
            #expect(closed.hint == "Ask for it without the case; then another person has to agree.")
            // By SQL of the service's own there is no other way to open it again than a revocation.
            let bare = try await world.said(
                by: world.both,
                """
                UPDATE registry.case_file SET status = 'open', act = 'reopen', reason = 'To look once more.',
                    version = version + 1, changed_by = \(world.both.person)
                """)
            #expect(
                bare == """
                    RG007 case_is_reopened_by_a_revocation: Case C-2026-0001 was not opened again: no action in it is revoked with \
                    that. | Revoke the action; that opens its case again.
                    """)
            _ = try await registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.both, expectedVersion: 3))
            let own = try await refusalOf {
                try await registry.requestContact(of: "N-2026-0001", asked, Call(by: world.both))
            }
            #expect(own.code == "purpose_is_not_of_one_person")
            #expect(own.message == "You reopened this case, so someone else must agree.")
            _ = try await registry.requestContact(of: "N-2026-0001", asked, Call(by: world.otherOfficer))
        }
    }

    @Test func `what was asked of contacts is seen by who decides on it, and the address by officers`() async throws {
        try await withWorld { world in
            let registry = world.registry
            try await world.sealContacts()
            var report = NewNuisanceReport.reachable
            report.address = "Damrak 5-III"
            _ = try await registry.receiveNuisanceReport(report, Call(by: world.intake))
            _ = try await registry.requestContact(of: "N-2026-0001", purpose, Call(by: world.officer))
            _ = try await registry.holdContact(
                of: "N-2026-0001", Reason("An appeal is pending."), Call(by: world.officer))
            let counts = """
                SELECT (SELECT count(*) FROM registry.unsealing), (SELECT count(*) FROM registry.contact_hold),
                    (SELECT count(*) FROM registry.history WHERE object IN ('unsealing', 'contact_hold'))
                """
            for (actor, seen) in [
                (world.officer, "1|1|2\n"), (world.reviewer, "1|1|2\n"), (world.administrator, "1|1|2\n"),
                (world.inspector, "0|0|0\n"), (world.policy, "0|0|0\n"), (world.intake, "0|0|0\n"),
            ] {
                #expect(try await world.test.psql(as: .service, context: actor, counts).output == seen)
                let isOpen = actor.roles == [.officer] || actor.roles == [.intake]
                let card = try await registry.nuisanceReport("N-2026-0001", actor).json
                let list = try await registry.nuisanceReports(NuisanceQuery(), Page(), actor).json["items"]?[0]
                let address: JSONValue = isOpen ? "Damrak 5-III" : .null
                #expect([card["address"], list?["address"]] == [address, address], "\(actor.roles)")
            }
            #expect(try await registry.unsealings(Page(), world.inspector).json["items"] == [])
        }
    }

    @Test func `what can't be asked is refused in words`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let keyless = try await refusalOf {
                try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            }
            #expect(
                keyless.message
                    == "The contact can't be kept: the authority has no contact key to seal it to. Nothing was stored.")
            #expect(
                keyless.hint
                    == "Leave the contact out, or have an administrator make a key: registryctl contact key create.")
            let bare = Registry(
                database: world.test.service, contextKey: world.test.contextKey, packs: registry.packs)
            try await world.sealContacts()
            let placeless = try await refusalOf {
                try await bare.receiveNuisanceReport(.reachable, Call(by: world.intake))
            }
            #expect(
                placeless.message == "This server has no place for the keys of contacts, so none is kept or read.")
            _ = try await registry.receiveNuisanceReport(.sample, Call(by: world.intake))
            let none = try await refusalOf {
                try await registry.requestContact(of: "N-2026-0001", purpose, Call(by: world.officer))
            }
            #expect(none.message == "Nuisance report N-2026-0001 came without a contact.")
            let unknown = try await refusalOf {
                try await registry.requestContact(of: "N-2026-0009", purpose, Call(by: world.officer))
            }
            #expect(unknown.message == "There is no nuisance report N-2026-0009.")
            let number = try await refusalOf { try await registry.grantContact("9", Call(by: world.reviewer)) }
            #expect(number.message == "There is no unsealing 9.")
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let role = try await refusalOf {
                try await registry.requestContact(of: "N-2026-0002", purpose, Call(by: world.inspector))
            }
            #expect(role.message == "To ask for a reporter's contact the role officer is needed.")
        }
    }

    @Test func `a key takes two persons, and what was sealed to an earlier one stays with it`() async throws {
        try await withWorld { world in
            let registry = world.registry
            let first = try await world.sealContacts()
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            let second = try #require(ContactKey(newNamed: "second"))
            let proposal = NewContactKey(publicKey: second.publicHalf.text)
            var mixed = world.administrator
            mixed.roles = [.administrator, .officer]
            _ = try await registry.proposeContactKey(proposal, Call(by: mixed))
            let own = try await refusalOf { try await registry.confirmContactKey("second", Call(by: mixed)) }
            #expect(own.message == "You proposed this contact key, so someone else must confirm it.")
            _ = try await registry.confirmContactKey("second", Call(by: world.officer))
            let keys = try await registry.contactKeys(world.officer).json["items"]?.items ?? []
            #expect(keys.map { $0["name"] } == ["second", "officers"])
            #expect(keys.map { $0["status"] } == ["active", "superseded"])
            _ = try await registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
            for (report, key, other) in [("N-2026-0001", first, second), ("N-2026-0002", second, first)] {
                let asked = try await registry.requestContact(of: report, purpose, Call(by: world.officer))
                let number = "\(try asked.json["number"]?.wholeNumber ?? 0)"
                _ = try await registry.grantContact(number, Call(by: world.reviewer))
                let handed = try await registry.readContact(number, Call(by: world.officer))
                #expect(try handed.json["contactKey"] == .string(key.name))
                #expect(try Self.opened(handed, key, world)?.name == "M. de Wit")
                #expect(try Self.opened(handed, other, world) == nil)
            }
            let text = try await refusalOf {
                try await registry.proposeContactKey(NewContactKey(publicKey: "x"), Call(by: world.administrator))
            }
            #expect(
                text.problems.map(\.detail) == [
                    "\"publicKey\" is no line like contact-key-public:NAME:BASE64, as registryctl contact key create prints it."
                ])
            let again = try await refusalOf {
                try await registry.proposeContactKey(proposal, Call(by: world.administrator))
            }
            #expect(again.message == "There is a contact key of that name already.")
        }
    }

    /// What the key opens; nil when it is another one.
    static func opened(_ handed: Answer, _ key: ContactKey, _ world: World) throws -> NuisanceContact? {
        func bytes(_ member: String) throws -> [UInt8] {
            Array(try #require(Data(base64Encoded: try handed.json[member]?.text ?? "")))
        }
        let report = try #require(UUIDText(try handed.json["reportId"]?.text ?? ""))
        let contact = HandedContact(ciphertext: try bytes("ciphertext"), wrappedKey: try bytes("wrappedKey"))
        return try? ReportSeal(report: report, jurisdictionCode: world.code).open(contact, with: key).unsealed
    }
}
