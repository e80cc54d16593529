import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// What the guards say, word for word, to SQL of the service's own about licences and outlets.
struct GuardWordsTests {
    @Test func `an action suspends a licence once`() async throws {
        try await withLicence { town, outlet, licence in
            let action = try await town.issuedAction("suspension", against: outlet)
            _ = try await town.registry.suspendLicence(
                licence, LicenceSuspension(action: action, reason: "It is ordered."), town.change(1))
            _ = try await town.registry.reinstateLicence(licence, Reason("The term is served."), town.change(2))
            var other = town.reviewer
            other.roles = [.officer]
            _ = try await town.registry.reinstateLicence(
                licence, Reason("I agree with it."), Call(by: other, expectedVersion: 3))
            let again = try await refusalOf {
                try await town.registry.suspendLicence(
                    licence, LicenceSuspension(action: action, reason: "Once more."), town.change(4))
            }
            #expect(
                again
                    == Refusal(
                        .badInput, "one_suspension_per_action", "The action has suspended a licence already.",
                        hint: "A further suspension needs an action of its own."))
            let direct = try await town.said(
                """
                UPDATE registry.licence SET status = 'suspended', act = 'suspend', version = version + 1,
                    action_id = (SELECT id FROM registry.action), changed_by = \(town.officer.person)
                """)
            #expect(
                direct
                    == "RG007 one_suspension_per_action: The action has suspended a licence already. | A further suspension needs an action of its own."
            )
        }
    }

    @Test func `two issued closures of an outlet don't overlap, whichever cases they belong to`() async throws {
        try await withTown() { town in
            let outlet = try await town.outlet()
            _ = try await town.issuedAction("closure", against: outlet)
            _ = try await town.registry.closeCase("C-2026-0001", Reason("The order was sent."), town.change(1))
            let refused = try await refusalOf {
                try await town.registry.refusing {
                    try await town.issuedAction("closure", against: outlet, visit: 1)
                }
            }
            #expect(
                refused
                    == Refusal(
                        .conflict, "one_closure_at_a_time", "Another issued closure covers part of that period.",
                        hint: "Choose days on which the outlet is not closed already."))
        }
    }

    @Test func `a licence without an end is not renewed`() async throws {
        try await withLicence { town, _, licence in
            let renewed = try await town.said(Self.change("renew", "valid", "ends_on = '2030-01-01'", town))
            #expect(
                renewed
                    == "RG007 renewal_prolongs_the_licence: Licence \(licence) has no end, so there is nothing to renew. | Lapse or withdraw it to end it."
            )
        }
    }

    @Test func `a licence with an end is renewed to a later day and ended on an earlier one`() async throws {
        try await withLicence(until: .sample("2097-01-01")) { town, _, licence in
            let shorter = try await town.said(Self.change("renew", "valid", "ends_on = '2097-01-01'", town))
            #expect(
                shorter
                    == "RG007 renewal_prolongs_the_licence: Licence \(licence) ends on 2097-01-01; 2097-01-01 would not prolong it. | Choose a day after 2097-01-01."
            )
            let longer = try await town.said(Self.change("lapse", "lapsed", "ends_on = '2097-01-02'", town))
            #expect(
                longer
                    == "RG007 ending_a_licence_does_not_prolong_it: Licence \(licence) ends on 2097-01-01 already; 2097-01-02 would prolong it. | Choose a day until 2097-01-01, or renew it first."
            )
            let other = try await town.said(Self.change("lapse", "lapsed", "conditions = '{Anything}'", town))
            #expect(
                other
                    == "RG007 act_changes_what_it_names: To lapse a licence changes neither its end nor its conditions. | Renew it to change them."
            )
        }
    }

    @Test func `a licence that was not transferred is not succeeded`() async throws {
        try await withLicence { town, _, _ in
            let succeeding = try await town.said(
                """
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, previous_id,
                    valid_from, status, act, changed_by)
                SELECT jurisdiction_id, 0, '', outlet_id, holder_id, id, '2026-06-01', 'valid', 'succeed',
                    \(town.officer.person) FROM registry.licence
                """)
            #expect(
                succeeding
                    == "RG007 succeeding_licence_continues_a_transferred_one: A succeeding licence continues a transferred one: same outlet, from the day that one stopped until the day it would have ended. | Transfer the licence, or grant a new one."
            )
        }
    }

    @Test func `a closed outlet, another act and an old version are told with the next step`() async throws {
        try await withLicence { town, outlet, _ in
            let renamed = try await town.said(
                """
                UPDATE registry.outlet SET street = 'Elsewhere', act = 'amend', version = version + 1,
                    changed_by = \(town.officer.person)
                """)
            #expect(
                renamed
                    == "RG007 act_changes_what_it_names: To amend an outlet does not change this about it. | Move it to change the address, amend it to change the rest."
            )
            let reopened = try await town.said(
                "UPDATE registry.outlet SET act = 'reopen', version = version + 1, changed_by = \(town.officer.person)")
            #expect(
                reopened
                    == "RG002 : The outlet is active; \"reopen\" is possible from: closed. | Look at its status first.")
            let old = try await town.said(
                "UPDATE registry.outlet SET act = 'amend', changed_by = \(town.officer.person)")
            #expect(old == "RG005 : The outlet has version 1 now. | Read it again and decide on what it says now.")
            _ = try await town.registry.closeOutlet(
                outlet, DatedReason(on: .sample("2026-01-01"), reason: "Gone."), town.change(1))
            let granted = try await town.said(town.grantStatement(outlet, "P-2026-0001"))
            #expect(
                granted
                    == "RG002 licence_is_for_an_active_outlet: The outlet is closed, so no licence was granted. | Reopen the outlet first."
            )
        }
    }

    @Test func `the role of a beneficial owner ends no earlier than it begins`() async throws {
        try await withTown() { town in
            let (outlet, party) = (try await town.outlet(), try await town.party())
            let begun = try await town.registry.beginRole(
                at: outlet,
                NewPartyRole(party: party, role: .beneficialOwner, share: 50, validFrom: .sample("2026-01-02")),
                Call(by: town.officer))
            let refused = try await refusalOf {
                try await town.registry.endRole(
                    at: outlet, "\(begun.json["id"]?.wholeNumber ?? 0)", RoleEnd(on: .sample("2026-01-01")),
                    town.change(1))
            }
            #expect(
                refused
                    == Refusal(
                        .badInput, "role_ends_after_it_begins", "The role would end before it begins.",
                        hint: "Choose a day on or after its first day."))
        }
    }

    private static func change(_ act: String, _ status: String, _ assignment: StaticString, _ town: Town) -> SQL {
        """
        UPDATE registry.licence SET \(literal: assignment), status = \(status), act = \(act), version = version + 1,
            changed_by = \(town.officer.person)
        """
    }

    /// A town with one licence from 2026 on; gives its outlet and its reference.
    private func withLicence(
        until: LocalDate? = nil, _ body: @Sendable (Town, String, String) async throws -> Void
    ) async throws {
        try await withTown() { town in
            let outlet = try await town.outlet()
            try await body(town, outlet, try await town.licence(outlet, try await town.party(), until: until))
        }
    }
}

extension Town {
    /// "SQLSTATE rule: message | hint" with which a statement of the officer fails, or nil when it succeeds.
    func said(_ statement: SQL) async throws -> String? {
        do {
            try await database.write([registry.signer.statement(for: officer)]) { db in _ = try db.execute(statement) }
            return nil
        } catch let error as PostgresError {
            return error.words
        }
    }
}

extension PostgresError {
    /// "SQLSTATE rule: message | hint".
    var words: String { "\(sqlstate ?? "") \(constraint ?? ""): \(message) | \(hint ?? "")" }
}
