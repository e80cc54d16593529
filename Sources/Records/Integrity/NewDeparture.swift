/// Why somebody visited an outlet for which others were drawn.
package struct NewDeparture: Sendable, Equatable {
    /// UUID or reference of the inspection.
    package var inspection: String
    /// At least 10 characters.
    package var reason: String

    package init(inspection: String, reason: String) {
        self.inspection = inspection
        self.reason = reason
    }

    /// Reads the body of an explanation.
    package init(_ fields: inout Fields) {
        inspection = fields.text("inspection", max: 40)
        reason = fields.fullReason()
    }
}
