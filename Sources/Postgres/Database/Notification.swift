/// What a listener on a channel is told.
package enum Notification: Sendable, Equatable {
    /// `NOTIFY channel, 'payload'` was committed.
    case arrived(payload: String)
    /// Notifications may have been missed: listening has begun, or begun again after the connection was lost.
    case missed
}
