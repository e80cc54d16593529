import Postgres
import Records

extension Registry {
    /// How draws and back-checks are made here, and whether the authority set it.
    package func integritySettings(_ actor: Actor) async throws -> Answer {
        try await read(actor) { db in try SetNumbers.integrity.told(actor, db) }
    }

    /// Sets how draws and back-checks are made from now on.
    /// - Throws: `Refusal` `integrity_setting_is_in_its_range`, or for want of the role.
    package func setIntegritySetting(_ change: IntegritySettingChange, _ call: Call) async throws -> Answer {
        try await act(call) { db in
            try SetNumbers.integrity.set(change.setting.rawValue, change.value, change.reason, call.actor, db)
        }
    }
}
