import Postgres
import Records
import Sealing

@testable import Registry

extension TwoPersonAct {
    /// The key to which contacts are sealed, who reads one, and whether one is erased.
    static let ofContacts = [
        TwoPersonAct(
            description: "confirm a contact key", roles: [.officer, .reviewer],
            rule: "contact_key_is_confirmed_by_another_person", did: "proposed this contact key", must: "confirm it",
            advice: "Ask an officer or a reviewer.",
            begin: { world, first in
                guard let key = ContactKey(newNamed: "second") else { throw SealingProblem.noKey }
                _ = try await world.registry.proposeContactKey(
                    NewContactKey(publicKey: key.publicHalf.text), Call(by: first))
            },
            statement: { change("contact_key", "active", "confirm", $0) },
            act: { _ = try await $0.registry.confirmContactKey("second", Call(by: $1)) }),
        TwoPersonAct(
            description: "grant a contact", roles: [.officer, .reviewer],
            rule: "unsealing_is_granted_by_another_person", did: "asked for this contact", must: "answer",
            advice: "Ask another officer or a reviewer.",
            begin: { world, first in
                try await received(world)
                let new = NewUnsealing(purpose: "Ask what was heard.")
                _ = try await world.registry.requestContact(of: "N-2026-0001", new, Call(by: first))
            },
            statement: { changeOfSeen("unsealing", "granted", "grant", $0) },
            act: { _ = try await $0.registry.grantContact("1", Call(by: $1)) }, unseen: "unknown_unsealing"),
        TwoPersonAct(
            description: "approve an erasure", roles: [.officer, .reviewer],
            rule: "erasure_is_approved_by_another_person", did: "asked for this erasure", must: "decide on it",
            advice: "Ask another officer or a reviewer.",
            begin: { world, first in
                try await received(world)
                let why = Reason("The reporter asks for it.")
                _ = try await world.registry.requestErasure(of: "N-2026-0001", why, Call(by: first))
            },
            statement: { changeOfSeen("contact_erasure", "approved", "approve", $0) },
            act: {
                _ = try await $0.registry.decideErasure(
                    of: "N-2026-0001", approves: true, Reason("No case needs it."), Call(by: $1))
            }, unseen: "no_erasure_requested"),
    ]

    private static func received(_ world: World) async throws {
        try await world.sealContacts()
        _ = try await world.registry.receiveNuisanceReport(.reachable, Call(by: world.intake))
    }

    /// Who doesn't see the row changes none; that is told as a division by zero, so that it is not taken for a success.
    private static func changeOfSeen(_ table: String, _ status: String, _ act: String, _ actor: Actor) -> SQL {
        "WITH changed AS (\(sql: change(table, status, act, actor)) RETURNING id) SELECT 1 / count(*) FROM changed"
    }

    private static func change(_ table: String, _ status: String, _ act: String, _ actor: Actor) -> SQL {
        """
        UPDATE registry.\(identifier: table) SET status = \(status), act = \(act), reason = 'For the test of two.',
            version = version + 1, changed_by = \(actor.person)
        """
    }
}
