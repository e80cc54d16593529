import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// What the guard of licences says, word for word, to SQL of the service's own.
struct GuardedLicenceTests {
    @Test func `a suspension is not ended before its last day by one person`() async throws {
        try await withWorld { world in
            let (licence, last) = (try await world.licence(), try await world.day(1))
            try await world.inspect(1)
            let action = try await world.order(.suspension, from: "2026-10-01", until: last)
            try await world.suspend(licence, action)
            #expect(
                try await world.said(by: world.officer, Self.reinstate(world.officer))
                    == "RG002 early_reinstatement_is_proposed_first: Licence \(licence) is suspended until \(last) on action \(action); to reinstate it earlier takes two persons. | Propose it, and have another officer reinstate the licence."
            )
            #expect(
                try await world.said(by: world.officer, Self.propose(for: world.otherOfficer, by: world.officer))
                    == "RG003 : To reinstate a licence is proposed in one's own name. | ")
            let shorter: SQL =
                "\(sql: Self.propose(for: world.officer, by: world.officer)), suspended_until = current_date"
            #expect(
                try await world.said(by: world.officer, shorter)
                    == "RG007 act_changes_what_it_names: To propose that a licence is reinstated changes nothing else about it. | Reinstate it when somebody else has agreed."
            )
            #expect(
                try await world.said(by: world.officer, Self.propose(for: world.officer, by: world.officer)) == nil)
            #expect(
                try await world.said(by: world.officer, Self.reinstate(world.officer))
                    == "RG003 reinstated_by_another_person: You proposed to reinstate licence \(licence) before its suspension is over, so someone else must do it. | Ask another officer."
            )
            #expect(try await world.said(by: world.otherOfficer, Self.reinstate(world.otherOfficer)) == nil)
        }
    }

    @Test func `who revoked the action of a suspension doesn't end it alone`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            try await world.inspect(1)
            let action = try await world.order(.suspension, from: "2026-10-01")
            try await world.suspend(licence, action)
            _ = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.both, expectedVersion: 3))
            #expect(
                try await world.said(by: world.both, Self.reinstate(world.both))
                    == "RG003 reinstated_by_another_person: You revoked action \(action), so someone else must reinstate licence \(licence). | Ask another officer."
            )
            #expect(try await world.said(by: world.officer, Self.reinstate(world.officer)) == nil)
        }
    }

    @Test func `a withdrawal takes effect on the day that was issued, and on no other`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            try await world.inspect(1)
            let action = try await world.order(.withdrawal, from: "2026-10-05")
            func withdraw(_ day: String) -> SQL {
                """
                UPDATE registry.licence SET status = 'withdrawn', act = 'withdraw', ends_on = \(LocalDate.sample(day)),
                    effective_on = \(LocalDate.sample(day)), action_id = (SELECT id FROM registry.action),
                    reason = 'It is ordered.', version = version + 1, changed_by = \(world.officer.person)
                """
            }
            for day in ["2026-03-06", "2026-10-04", "2026-10-06"] {
                #expect(
                    try await world.said(by: world.officer, withdraw(day))
                        == "RG007 withdrawal_begins_with_its_action: Action \(action) withdraws the licence from 2026-10-05; \(day) is not what was issued. | Give that day; for another one, have another action issued."
                )
            }
            #expect(try await world.said(by: world.officer, withdraw("2026-10-05")) == nil)
            #expect(try await world.registry.licence(licence, world.officer).json["status"] == "withdrawn")
        }
    }

    @Test func `a recorded lapse stays when a suspension ends, and no transfer goes to the holder`() async throws {
        try await withWorld { world in
            let licence = try await world.licence()
            try await world.inspect(1)
            _ = try await world.registry.lapseLicence(
                licence, DatedReason(on: .sample("2999-01-01"), reason: "The holder stops."),
                Call(by: world.officer, expectedVersion: 1))
            let action = try await world.order(.suspension, from: "2026-10-01")
            _ = try await world.registry.suspendLicence(
                licence, LicenceSuspension(action: action, reason: "It is ordered."),
                Call(by: world.officer, expectedVersion: 2))
            #expect(
                try await world.said(by: world.officer, Self.reinstate(world.officer))
                    == "RG007 reinstated_licence_keeps_its_end: Licence \(licence) goes back to what it was before: lapsed. | A lapse or a transfer that was recorded stays."
            )
        }
        try await withWorld { world in
            let licence = try await world.licence()
            let statement: SQL = """
                UPDATE registry.licence SET status = 'transferred', act = 'transfer', ends_on = '2026-06-01',
                    effective_on = '2026-06-01', reason = 'The business was sold.', version = version + 1,
                    changed_by = \(world.officer.person)
                """
            #expect(try await world.said(by: world.officer, statement) == nil)
            let succeed: SQL = """
                INSERT INTO registry.licence (jurisdiction_id, number, reference, outlet_id, holder_id, previous_id, valid_from,
                    status, act, reason, changed_by)
                SELECT l.jurisdiction_id, 0, '', l.outlet_id, l.holder_id, l.id, '2026-06-01', 'valid', 'succeed',
                    'The business was sold.', \(world.officer.person) FROM registry.licence AS l
                """
            #expect(
                try await world.said(by: world.officer, succeed)
                    == "RG007 transfer_changes_the_holder: The party holds licence \(licence) already, so there is nothing to transfer. | Name the new holder; to give the licence a later end, renew it."
            )
        }
    }

    @Test func `what has taken effect is not taken back, and what is goes back to its former end`() async throws {
        try await withWorld { world in
            let (licence, today) = (try await world.licence(until: "2999-06-01"), try await world.day(0))
            #expect(
                try await world.said(by: world.officer, Self.takeBack("taken_back", "valid_from", world.officer))
                    == "RG002 taken_back_until_its_day_is_over: Licence \(licence) began on 2019-01-01; it is \(today) today, so that is not taken back. | Let it lapse."
            )
            #expect(
                try await world.said(by: world.officer, Self.lapse("valid_from", world.officer))
                    == "RG007 lapsed_licence_had_a_day: Licence \(licence) begins on 2019-01-01, so it would lapse before its first day is over. | Choose a day after its first one."
            )
            #expect(try await world.said(by: world.officer, Self.lapse("'2999-01-01'", world.officer)) == nil)
            // Whatever end is sent, it is the one before the lapse.
            #expect(
                try await world.said(by: world.officer, Self.takeBack("valid", "'2999-12-31'", world.officer)) == nil)
            let card = try await world.registry.licence(licence, world.officer).json
            #expect([card["standing"], card["endsOn"]] == ["valid", "2999-06-01"])
        }
        try await withWorld { world in
            let later = try await world.licence(from: try await world.day(0))
            #expect(
                try await world.said(by: world.officer, Self.takeBack("taken_back", "valid_from + 1", world.officer))?
                    .hasPrefix("23514 licence_that_was_taken_back_has_no_day") == true)
            #expect(
                try await world.said(by: world.reviewer, Self.takeBack("taken_back", "valid_from", world.reviewer))
                    == "RG001 : To take back this licence the role officer is needed. | Ask someone who has the role officer."
            )
            #expect(
                try await world.said(by: world.officer, Self.takeBack("taken_back", "valid_from", world.officer)) == nil
            )
            #expect(try await world.registry.licence(later, world.officer).json["standing"] == "taken_back")
        }
    }

    @Test func `a withdrawn licence is not reinstated beside another one, which is named`() async throws {
        try await withWorld { world in
            let (licence, tomorrow) = (try await world.licence(), try await world.day(1))
            let action = try await world.issued(.withdrawal, from: "2026-10-01", until: tomorrow)
            _ = try await world.withdrawing(licence, action)
            let later = try await world.licence(from: tomorrow, until: "2999-01-01")
            _ = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            let statement: SQL = "\(sql: Self.reinstate(world.officer)) WHERE reference = \(licence)"
            #expect(
                try await world.said(by: world.officer, statement)
                    == "RG006 one_licence_per_outlet_at_a_time: The outlet has licence \(later) from \(tomorrow) until 2999-01-01; licence \(licence) would hold again beside it. | Take licence \(later) back first, or leave licence \(licence) as it is."
            )
        }
    }

    private static func takeBack(_ status: String, _ end: StaticString, _ actor: Actor) -> SQL {
        """
        UPDATE registry.licence SET status = \(status), act = 'take_back', ends_on = \(literal: end), effective_on = NULL,
            reason = 'It was a mistake.', version = version + 1, changed_by = \(actor.person)
        """
    }

    private static func lapse(_ end: StaticString, _ actor: Actor) -> SQL {
        """
        UPDATE registry.licence SET status = 'lapsed', act = 'lapse', ends_on = \(literal: end), effective_on = NULL,
            reason = 'The holder stops.', version = version + 1, changed_by = \(actor.person)
        """
    }

    private static func propose(for proposer: Actor, by actor: Actor) -> SQL {
        """
        UPDATE registry.licence SET act = 'propose_reinstatement', version = version + 1, changed_by = \(actor.person),
            reinstatement_proposed_by = \(proposer.person)
        """
    }

    private static func reinstate(_ actor: Actor) -> SQL {
        """
        UPDATE registry.licence SET status = 'valid', act = 'reinstate', action_id = NULL, suspended_until = NULL,
            effective_on = NULL, reason = 'We are sorry.', version = version + 1, changed_by = \(actor.person)
        """
    }
}
