/// Another value of a setting about draws and back-checks.
package struct IntegritySettingChange: Sendable, Equatable {
    package var setting: IntegritySetting
    package var value: Int
    package var reason: String

    package init(setting: IntegritySetting, value: Int, reason: String) {
        self.setting = setting
        self.value = value
        self.reason = reason
    }

    /// Reads the body of a change.
    package init(_ fields: inout Fields) {
        setting = fields.choice("setting", of: IntegritySetting.self)
        value = fields.integer("value", in: 0...168)
        reason = fields.fullReason()
    }
}
