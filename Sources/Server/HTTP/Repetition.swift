import HTTPTypes
import Hummingbird

/// What makes it safe to send a request again when nobody knows whether it was done.
enum Repetition {
    /// The client's Idempotency-Key.
    case sameKey
    /// The id that the client made, which is in the path of a PUT.
    case sameId
    /// The version that the request is based on.
    case sameVersion

    init(_ request: Request) {
        if request.method == .put {
            self = .sameId
        } else {
            self = request.headers[.idempotencyKey] == nil ? .sameVersion : .sameKey
        }
    }

    /// The next step that a person is told.
    var hint: String {
        switch self {
        case .sameKey: "Send the same request with the same Idempotency-Key: it is done once at most."
        case .sameId: "Send the same request to the same id: it is done once at most."
        case .sameVersion: "Send the same request with the same If-Match: it is done once at most."
        }
    }
}
