import Postgres
import Records

@testable import Registry

extension TwoPersonAct {
    /// Who gets the role that reads signals, whether a draw is made anew, and whether an inspection is not checked again.
    static let ofIntegrity = [
        TwoPersonAct(
            description: "confirm a role", roles: [.officer, .reviewer, .administrator],
            rule: "role_is_confirmed_by_another_person", did: "proposed this role", must: "confirm it",
            advice: "Ask an officer, a reviewer or another administrator.",
            begin: { world, first in
                let new = NewPerson(name: "Hanna Integer", login: "hanna", roles: [.integrity])
                _ = try await world.registry.appoint(new, Call(by: first))
            },
            statement: {
                """
                UPDATE registry.role_grant SET status = 'granted', act = 'confirm', version = version + 1,
                    changed_by = \($0.person) WHERE status = 'proposed'
                """
            },
            act: { _ = try await $0.registry.confirmRole(of: "hanna", Call(by: $1)) }),
        TwoPersonAct(
            description: "approve a redraw", roles: [.officer, .integrity],
            rule: "redraw_is_approved_by_another_person", did: "asked for this redraw", must: "answer",
            advice: "Ask another officer, or somebody with the role integrity.",
            begin: { world, first in
                let draw = try await world.open()["reference"]?.text ?? ""
                let new = NewRedraw(why: "Somebody has fallen ill.")
                _ = try await world.registry.requestRedraw(of: draw, new, Call(by: first))
            },
            statement: { change("redraw", "approved", "approve", $0) },
            act: { _ = try await $0.registry.approveRedraw("1", Call(by: $1)) }, unseen: "unknown_redraw"),
        TwoPersonAct(
            description: "waive a back-check", roles: [.officer, .integrity],
            rule: "waiver_is_approved_by_another_person", did: "proposed to waive this back-check", must: "answer",
            advice: "Ask another officer, or somebody with the role integrity.",
            begin: { world, first in
                try await world.inspect(1, failed: [])
                _ = try await world.backChecked()
                let why = Reason("The outlet is being rebuilt.")
                _ = try await world.registry.proposeWaiver(ofBackCheck: "1", why, Call(by: first))
            },
            statement: { change("back_check", "waived", "waive", $0) },
            act: { _ = try await $0.registry.waiveBackCheck("1", Call(by: $1)) }, unseen: "unknown_back_check"),
    ]

    /// Who doesn't see the row changes none; that is told as a division by zero, so that it is not taken for a success.
    private static func change(_ table: String, _ status: String, _ act: String, _ actor: Actor) -> SQL {
        """
        WITH changed AS (
            UPDATE registry.\(identifier: table) SET status = \(status), act = \(act), version = version + 1,
                changed_by = \(actor.person) RETURNING id
        ) SELECT 1 / count(*) FROM changed
        """
    }
}
