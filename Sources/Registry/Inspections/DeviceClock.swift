import Records

/// A device whose clock can't have been right when it logged the inspection: the times of the inspection may be right, so it is
/// told and not refused.
///
/// The device says what its clock showed when it logged the visit, and may send that much later, so a clock behind the
/// server's shows nothing. One that is ahead of it, or that lies long before the visit began, is wrong.
struct DeviceClock {
    /// Reference of the inspection itself.
    private let inspection: String
    private let deviceTime: Instant
    private let fault: String

    /// Nil when the device told no time, or one that can be.
    /// - Parameter recordedAt: when the server took the inspection.
    init?(_ deviceTime: Instant?, inspection: String, startedAt: Instant, recordedAt: Instant) {
        guard let deviceTime else { return nil }
        let ahead = recordedAt.begunMinutes(until: deviceTime)
        let before = deviceTime.begunMinutes(until: startedAt)
        if ahead > Self.minutesAhead {
            fault = "\(Self.length(ahead)) later than the server received it"
        } else if before > Self.minutesBefore {
            fault = "\(Self.length(before)) before the inspection began"
        } else {
            return nil
        }
        self.inspection = inspection
        self.deviceTime = deviceTime
    }

    /// As a member of `warnings`.
    var json: JSONValue {
        [
            "code": "device_clock", "inspection": .string(inspection),
            "text": .string(
                "The clock of the device said \(deviceTime) when this was logged, \(fault). "
                    + "Set the clock, and see whether the times of the inspection are right."),
        ]
    }

    private static let minutesAhead: Int64 = 10
    private static let minutesBefore: Int64 = 24 * 60

    private static func length(_ minutes: Int64) -> String {
        switch minutes {
        case ..<120: "\(minutes) minutes"
        case ..<2880: "\(minutes / 60) hours"
        default: "\(minutes / 1440) days"
        }
    }
}
